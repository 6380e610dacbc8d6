import type { TokenRange } from '../facts/fact.ts';
import type { Token } from '../text/tokens.ts';

function set(words: string): ReadonlySet<string> {
  return new Set(words.split(/\s+/));
}

/** Said around a request, before it. */
const COURTESY = set(
  `ok okay k so well now then hey hi hello please pls plz thx thanks thank you and also actually can could would will
  i we lets let us want to like id just fine good great cool right alright yes yeah yep sure hm hmm oh ah wait perfect
  again much but anyway next maybe kindly no nope nah`,
);
/** Said around a request, after it. */
const AFTER = set(
  'please pls plz now again thanks thx then instead ok okay too for quickly you thank asap once more mate',
);
const PAUSES = set(', . ! ? - – — : ; …');

/** The tokens without courtesies, marks and line ends at both ends; `keep` words at the start stay. */
export function core(tokens: readonly Token[], range: TokenRange, keep?: ReadonlySet<string>): TokenRange {
  let { from, to } = range;
  const isPause = (token: Token | undefined) => token?.kind === 'line' || PAUSES.has(token?.fold ?? '');
  while (
    from < to &&
    (isPause(tokens[from]) ||
      (COURTESY.has(tokens[from]?.fold ?? '') && keep?.has(tokens[from]?.fold ?? '') !== true))
  )
    from += 1;
  while (to > from && (isPause(tokens[to - 1]) || AFTER.has(tokens[to - 1]?.fold ?? ''))) to -= 1;
  return { from, to };
}

export const DETERMINERS = set('the that this those these my our your a an');
export const DEAL_NOUNS = set(
  'deal deals one ones opportunity opportunities opp opps oppty customer customers client clients account accounts prospect prospects lead case guys folks people',
);
export const PRONOUNS = set('it this that them same current');
/** Small words inside a reference: `the one in Germany closing in June`. */
export const JOINTS = set(
  'the a an their in with for from at of on by to and is are was we i you had have which who that closing closes due about deal one company business called named gave told mentioned discussed did earlier said me s re',
);

export function foldsOf(tokens: readonly Token[], { from, to }: TokenRange): readonly string[] {
  return tokens
    .slice(from, to)
    .filter(({ kind }) => kind === 'word' || kind === 'number')
    .map(({ fold }) => fold);
}
