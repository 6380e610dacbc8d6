import type { Token } from '../text/tokens.ts';
import { talkAt } from './clause-heads.ts';
import type { TokenRange } from './fact.ts';
import { WORK_VERB } from './name-words.ts';

const ENDS: ReadonlySet<string> = new Set(
  'and to by before which that because so in closing close from of'.split(' '),
);

const LONGEST = 16;

/** `wants Sybase modernization,`: a short noun phrase after the verb is what the opportunity is called. */
export function readOpportunityName(
  tokens: readonly Token[],
  wishAt: number,
  used: (at: number) => boolean,
): TokenRange | null {
  let from = wishAt + talkAt(tokens, { from: wishAt, to: Math.min(tokens.length, wishAt + LONGEST) });
  while (['a', 'an', 'the', 'their', 'its', 'new', 'some'].includes(tokens[from]?.fold ?? '')) from += 1;
  if (tokens[wishAt - 1]?.fold === 'to' || tokens[from]?.fold === 'to' || isDoing(tokens[from])) return null;
  // `help with getting rid of …` goes on with a verb.
  if (/^(?:with|about|for|on|into|from|at)$|.{3}ing$/.test(tokens[from]?.fold ?? '')) return null;
  let to = from;
  while (to < tokens.length && !used(to)) {
    const token = tokens[to];
    if (token === undefined || token.kind === 'line' || ENDS.has(token.fold)) break;
    if (token.kind === 'mark' && !(token.glued && tokens[to + 1]?.glued === true)) break;
    to += 1;
  }
  const words = to - from;
  return words >= 2 && words <= 6 && tokens[from]?.kind === 'word' ? { from, to } : null;
}

/** `is moving its servers` says what happens, and is no name. */
function isDoing(token: Token | undefined): boolean {
  return token !== undefined && WORK_VERB.test(token.fold) && /(?:ing|e)$/.test(token.fold);
}
