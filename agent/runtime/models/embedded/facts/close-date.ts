import type { Token } from '../text/tokens.ts';
import type { DateMention } from '../values/dates.ts';
import type { TokenRange } from './fact.ts';

/** Words that make a date the one on which the deal is won, and how surely. */
const CLOSE_CUES: ReadonlyMap<string, number> = new Map(
  Object.entries({
    close: 4,
    abschluss: 4,
    to: 2,
    closes: 4,
    closing: 4,
    closed: 4,
    closure: 4,
    sign: 4,
    signs: 4,
    signing: 4,
    signed: 4,
    signature: 4,
    won: 4,
    win: 3,
    award: 3,
    awarded: 3,
    decision: 3,
    decide: 3,
    decides: 3,
    deal: 1,
    po: 3,
    contract: 1,
    target: 2,
    expected: 2,
    expect: 2,
    expecting: 2,
    eta: 1,
    deadline: 2,
    due: 2,
    by: 2,
    so: 1,
    land: 2,
    lands: 2,
    slip: 4,
    slips: 4,
    slipped: 4,
    moved: 2,
    pushed: 3,
    before: 1,
    until: 1,
    hopefully: 1,
  }),
);

/** Words that make it another date: of a licence, a start, the past. */
const OTHER_CUES: ReadonlySet<string> = new Set(
  'renews renew renewal expires expire expiry expiring ends licence license licences licenses lease support eol eos kickoff kick started start starts starting golive live launch launched launches since founded until maintenance founded met meeting call spoke yesterday born effective freeze audit milestone cutover warranty subscription contract'.split(
    ' ',
  ),
);

const WINDOW = 7;

export interface RatedDate {
  readonly mention: DateMention;
  readonly score: number;
  /** The date with the words around it that only say what it is. */
  readonly uses: TokenRange;
}

/** How much each date looks like the close date; below zero it is another one. */
export function rateDates(tokens: readonly Token[], mentions: readonly DateMention[]): readonly RatedDate[] {
  return mentions.map((mention) => ({
    mention,
    score: scoreOf(tokens, mention),
    uses: usedAround(tokens, mention),
  }));
}

function scoreOf(tokens: readonly Token[], mention: DateMention): number {
  let score = 0;
  // `from March to June`: the first is the date that was.
  let other = tokens[mention.from - 1]?.fold === 'from' && tokens[mention.to]?.fold === 'to' ? 9 : 0;
  for (let back = 1; back <= WINDOW; back += 1) {
    const token = tokens[mention.from - back];
    if (token === undefined || token.kind === 'line' || ['.', ';', '(', '!', '?'].includes(token.fold)) break;
    // Past a comma a word still counts, but a nearer one outweighs it.
    if (token.kind === 'mark' && token.fold === ',' && (score > 0 || other > 0)) break;
    if (token.kind === 'number') continue;
    score = Math.max(score, (CLOSE_CUES.get(token.fold) ?? 0) - back * 0.1);
    if (OTHER_CUES.has(token.fold)) other = Math.max(other, 3 - back * 0.1);
  }
  for (let ahead = 0; ahead < 2; ahead += 1) {
    const fold = tokens[mention.to + ahead]?.fold ?? '';
    score = Math.max(score, (CLOSE_CUES.get(fold) ?? 0) >= 4 ? 3.5 : 0);
  }
  return score >= 3.5 && other < 9 ? score : score - other;
}

const LEADING = new Set(
  'close closes closing closed sign signs signing signed signature decision expected expect expecting target targeted date by on in around about for is of the at till until before mid deal should will to be so , ( : - we they it its and hopefully probably likely estimated est due deadline planned aiming eta won ~ = contract with roughly approx latest sometime or po abschluss first second day end'.split(
    ' ',
  ),
);
const TRAILING = new Set('close closing hopefully probably likely latest ) if possible at the'.split(' '));

function usedAround(tokens: readonly Token[], mention: DateMention): TokenRange {
  let from = mention.from;
  let cue = false;
  while (from > 0 && mention.from - from < 10) {
    const before = tokens[from - 1];
    if (before === undefined || before.kind === 'line' || !LEADING.has(before.fold)) break;
    if (before.fold === 'and' && !cue && from < mention.from - 1) break;
    cue ||= CLOSE_CUES.has(before.fold);
    from -= 1;
  }
  // A comma or bracket that the clause was fenced with goes too, but the clause before it stays.
  let to = mention.to;
  while (to < tokens.length && to - mention.to < 4 && TRAILING.has(tokens[to]?.fold ?? '')) to += 1;
  return { from, to };
}
