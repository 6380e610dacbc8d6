import { EVERYTHING } from '#action-groups/data-analysis/find-in-session.ts';
import { spanOf, type Token } from '../text/tokens.ts';
import { ROLES } from './lookup-words.ts';
import { isSomebody, nameAmong } from './name-in-question.ts';
import type { Lookup } from './read-lookup.ts';
import { isWord } from './rest-of-question.ts';

/** What of the history is asked for: how the estimate changed, or results of a kind. */
export type HistoryAspect = 'change' | 'funding-plan' | 'return-on-investment' | 'follow-on' | 'roadmap';

const words = (row: string): ReadonlySet<string> => new Set(row.split(' '));

const ASKERS = words('we i us our my me anyone anybody someone somebody team they');
const AUXILIARIES = words('did have has had was were is been hasnt didnt');
const DEEDS = words(
  'look looked analyse analysed analyze analyzed find found recommend recommended suggest suggested propose proposed build built make made say said estimate estimated predict predicted run ran work worked discuss discussed review reviewed size sized show shown calculate calculated compute computed draw drawn plan planned identify identified see seen give given ask asked do done quote quoted come up',
);
/** Deeds whose object is what was found: without a kind or a date they ask for the history too. */
const SAYING = words('say said estimate estimated predict predicted');
const ANALYSES = words(
  'analysis analyses estimate estimates prediction predictions result results look lookups work number numbers figure figures arr forecast forecasts',
);
const ESTIMATE = words(
  'estimate estimates number numbers figure figures arr mrr prediction forecast value size analysis it that result range',
);
const MOVES = words('change changed changes move moved moves differ differs different shift shifted grown');
const BACK = words('then before last previous previously earlier time since ago past first');
const RECENT = words('recent recently latest past previous earlier last');
const KINDS: Readonly<Record<Exclude<HistoryAspect, 'change'>, ReadonlySet<string>>> = {
  'funding-plan': words(
    'funding fundings program programs programme programmes money incentives incentive credits',
  ),
  'return-on-investment': words('roi return payback npv irr'),
  'follow-on': words('follow followon followons ons on-sell next upsell upsells cross-sell expansion'),
  roadmap: words('roadmap roadmaps'),
};
const OTHER = words(
  'how much list all so far up down by kind sort when where which opportunity opportunities customers customer s and',
);

const VOCABULARY: ReadonlySet<string> = new Set(
  [
    ASKERS,
    AUXILIARIES,
    DEEDS,
    ANALYSES,
    ESTIMATE,
    MOVES,
    BACK,
    RECENT,
    OTHER,
    ...Object.values(KINDS),
  ].flatMap((set) => [...set]),
);
const isKnown = (fold: string) => ROLES.has(fold) || VOCABULARY.has(fold);

export interface HistorySurroundings {
  /** The customer that is talked about or was looked up last. */
  readonly customerName: string | undefined;
  /** Whether the message names a time behind us; its words are no longer among the tokens. */
  readonly hasPeriod: boolean;
}

/**
 * A question about what was analysed or found before: `when did we last look at Acme?`, `my analyses from October`,
 * `which funding did we find for Acme?`, `has the estimate changed since then?`. Null when a message is anything else;
 * `nobody` when it is one and says nothing of whom.
 */
export function readHistoryQuestion(
  source: string,
  tokens: readonly Token[],
  { customerName, hasPeriod }: HistorySurroundings,
): Lookup | 'nobody' | null {
  const found = nameAmong(source, tokens, isKnown);
  const isNamed = found !== null && isSomebody(tokens, found);
  if (found !== null && !isNamed) return null;
  const rest = (found === null ? tokens : [...tokens.slice(0, found.from), ...tokens.slice(found.to)])
    .filter(isWord)
    .map(({ fold }) => fold);
  if (!rest.every(isKnown)) return null;
  const named = found === null ? null : { name: found.name, span: spanOf(tokens, found.from, found.to) };
  const has = (set: ReadonlySet<string>) => rest.some((word) => set.has(word));
  if (has(MOVES) && has(ESTIMATE) && has(AUXILIARIES) && (has(BACK) || hasPeriod) && !has(HYPOTHETICAL)) {
    const of = named ?? (customerName === undefined ? null : { name: customerName, span: null });
    return of === null ? 'nobody' : { ...of, about: 'change' };
  }
  const isPast = rest.some((word, at) => AUXILIARIES.has(word) && ASKERS.has(rest[at + 1] ?? ''));
  const kind = kindOf(rest);
  if (named !== null && isPast && has(DEEDS)) {
    if (kind !== null) return { ...named, about: kind };
    const asksWhen = rest.includes('when') || (hasPeriod && has(words('what which')));
    return asksWhen || (has(SAYING) && rest.includes('what')) ? named : null;
  }
  if (named !== null) return null;
  const isListed = has(ANALYSES) && has(words('my our all list show recent latest'));
  const isAsked = isPast && has(DEEDS) && has(words('what which anything'));
  const looksBack =
    hasPeriod || rest.includes('recently') || (isListed && has(RECENT) && has(words('my our')));
  return (isListed || isAsked) && looksBack && kind === null && !has(CURRENT)
    ? { name: EVERYTHING, span: null }
    : null;
}

/** `what if the number changed` supposes, and asks for no history. */
const HYPOTHETICAL = words('if would could should');
/** `what is my ARR` is about the opportunity at hand; `won`, `sold` are about the portfolio. */
const CURRENT = words(
  'arr mrr number numbers figure figures won win sold sell sales deals deal projects project',
);

function kindOf(rest: readonly string[]): Exclude<HistoryAspect, 'change'> | null {
  for (const [kind, row] of Object.entries(KINDS))
    if (rest.some((word) => row.has(word))) return kind as Exclude<HistoryAspect, 'change'>;
  return null;
}
