import type { Token } from '../text/tokens.ts';
import { sliceSource } from '../text/tokens.ts';
import { HESITATIONS, talkAt } from './clause-heads.ts';
import type { TokenRange } from './fact.ts';
import { LEAD_WORDS } from './name-words.ts';

/** The operation takes no more. */
export const LONGEST_DESCRIPTION = 4000;

/** Words that say nothing of a wish: a clause of only these goes. */
const FILLERS: ReadonlySet<string> = new Set([
  ...LEAD_WORDS,
  ...'what worth numbers number figure figures intro introduction recap minutes debrief update heads up morning fyi i are was be been will would should in by as or if no not yes their they he she them will has have had does did so that close closing date customer country region deal value budget usd dollars year month thanks thank cheers regards best please hopefully probably maybe based size sized located headquartered wants want needs need is closes sign signing expected target around approx roughly about last week weeks ago recently segment industry phase type arr mrr sorry actually instead rather meant change changed update make correct correction wrong now then yes also still more than lot lots much very est approx circa approved budget give take exp msa paperwork appreciated tx thx ty cheers please help gimme forecast estimate before after over under just left came come out back up legal order form purchase paperwork desk honour dunno idea clue dont know sure yet think guess believe hope basically really per must should shall shuld shoud might could looks like seems done aws amazon monday tuesday wednesday thursday friday today tomorrow tonight eod eow great perfect cool nice awesome excellent wonderful super good fine'.split(
    ' ',
  ),
]);

/**
 * The seller's own words for what is wanted: the source without what other fields took, and without the
 * clauses of which nothing but filler is left. Null when no word of substance remains.
 */
export function describeRest(
  source: string,
  tokens: readonly Token[],
  zones: readonly TokenRange[],
  isUsed: (at: number) => boolean,
  /** Dates that are no fact: alone with small words they describe nothing. */
  isDate: (at: number) => boolean = () => false,
): { readonly text: string; readonly from: number; readonly to: number } | null {
  const gone = tokens.map(({ fold, text }, at) => isUsed(at) || (HESITATIONS.has(fold) && text === fold));
  for (const zone of zones) dropEmptyClauses(tokens, zone, gone, isDate);
  // `an [Austrian manufacturer] with …`: an article goes with what it stood before.
  for (const [at, token] of tokens.entries())
    if (/^(?:an?|the)$/.test(token.fold) && gone[at + 1] === true && tokens[at + 1]?.kind === 'word')
      gone[at] = true;
  const runs: { from: number; to: number }[] = [];
  for (const zone of zones) {
    let open: number | null = null;
    for (let at = zone.from; at <= zone.to; at += 1) {
      const keep = at < zone.to && gone[at] !== true && tokens[at]?.kind !== 'line';
      if (keep && open === null) open = at;
      if (!keep && open !== null) {
        runs.push({ from: open, to: at });
        open = null;
      }
    }
  }
  const substance = runs.flatMap((run) => tokens.slice(run.from, run.to)).some(isSubstance);
  const [first, last] = [runs[0], runs.at(-1)];
  if (!substance || first === undefined || last === undefined) return null;
  const text = tidy(
    runs
      .map((run, index) => {
        const slice = sliceSource(source, {
          start: tokens[run.from]?.start ?? 0,
          end: tokens[run.to - 1]?.end ?? 0,
        });
        const before = runs[index - 1];
        if (before === undefined) return slice;
        const crossed = tokens.slice(before.to, run.from).some((token) => token.kind === 'line');
        return `${crossed ? '\n' : ' '}${slice}`;
      })
      .join('')
      .slice(0, 3 * LONGEST_DESCRIPTION),
  );
  return text === ''
    ? null
    : { text: text.slice(0, LONGEST_DESCRIPTION).trim(), from: first.from, to: last.to };
}

export function isSubstance(token: Token): boolean {
  return token.kind === 'word' && token.fold.length > 1 && !FILLERS.has(token.fold);
}

const FENCES = new Set([',', ';', '(', ')', ':', '.', '!', '?', '–', '|', '*', '•', '>']);

function dropEmptyClauses(
  tokens: readonly Token[],
  zone: TokenRange,
  gone: boolean[],
  isDate: (at: number) => boolean,
): void {
  let from = zone.from;
  for (let at = zone.from; at <= zone.to; at += 1) {
    const token = tokens[at];
    const fence =
      at === zone.to ||
      token === undefined ||
      token.kind === 'line' ||
      (FENCES.has(token.fold) && !innerMark(tokens, at)) ||
      ((token.fold === '-' || token.fold === '/') && !token.glued);
    if (!fence) continue;
    dropTalk(tokens, { from, to: at }, gone);
    const clause = Array.from({ length: at - from }, (_, index) => from + index);
    const rest = clause.filter(
      (index) => gone[index] !== true && tokens[index]?.kind !== 'mark' && !isDate(index),
    );
    if (
      rest.every((index) => {
        const left = tokens[index];
        return left !== undefined && !isSubstance(left) && (left.kind !== 'number' || rest.length === 1);
      })
    ) {
      for (const index of clause) gone[index] = true;
    }
    from = at + 1;
  }
}

/** Talk at the head of a clause, and of what stands behind a fact in it. */
function dropTalk(tokens: readonly Token[], { from, to }: TokenRange, gone: boolean[]): void {
  for (let head = from; head < to; ) {
    if (gone[head] === true || tokens[head]?.kind === 'mark') {
      head += 1;
      continue;
    }
    const end = runEnd(gone, head, to);
    gone.fill(true, head, head + talkAt(tokens, { from: head, to: end }));
    head = end;
  }
}

function runEnd(gone: readonly boolean[], from: number, limit: number): number {
  let to = from;
  while (to < limit && gone[to] !== true) to += 1;
  return to;
}

/** A point or comma inside a number, a version or a name ends no clause. */
function innerMark(tokens: readonly Token[], at: number): boolean {
  return (
    tokens[at]?.glued === true &&
    tokens[at + 1]?.glued === true &&
    ['.', ',', ':'].includes(tokens[at]?.fold ?? '')
  );
}

function tidy(text: string): string {
  return text
    .split('\n')
    .map((line) =>
      line
        .replace(/\s+([,;:.!?)])(?=\s|$)/g, '$1')
        .replace(/\([\s,;:]*\)/g, ' ')
        .replace(/\(\s+/g, '(')
        .replace(/(?:[,;]\s*)+([,;:.])/g, '$1')
        .replace(/([:;.])(?:\s*[,;:.])+/g, '$1')
        .replace(/\s{2,}/g, ' ')
        .replace(/^(?:[\s,;:!?)\-–—*•·>|+/]|\.(?!\p{L}))+/u, '')
        .replace(/[\s,;:(\-–—|/]+$/u, '')
        .replace(
          /(?:\s(?:and|but|so|with|through|via|by|they|they['’]d|they['’]ll|would|should|must|shall|shuld|to|i think|i guess|until|win|not))+[\s,;:.]*$/i,
          '',
        )
        .replace(/[\s,;:(\-–—|/]+$/u, '')
        .replace(/\s\/(?:\s\/)+\s/g, ' / ')
        .replace(
          /^(?:can|could|would) you (?:please )?(?:tell me|say|estimate|size|predict|work out|look at|check) (?:what |how much )?/i,
          '',
        )
        .replace(
          /^what would (?=.* would be worth)|(?: would| will)? (?:be worth|look like|cost)\s*\?$|^what would (?=\w+ing\b)/gi,
          '',
        )
        .replace(/^(?:(?:and|but|so|then|to|that|also|is|are|hi|hello|hey|fwd|re)\b[\s,:]*)+(?=\S)/i, '')
        .replace(
          /^(?:and |or )?(?:what|how about|how would it be) if (?:it|they|we|the deal|the customer) (?:also )?(?:includes?|included|adds?|added|wants?|wanted|needs?|needed|has|have|had) (.*?)\s*\??$/i,
          '$1',
        )
        .replace(
          /^(?:they|we|he|she|customer) (?:would like|want|wants|need|needs|are looking|is looking) (?:to |for )?/i,
          '',
        )
        .trim(),
    )
    .filter((line) => /\p{L}/u.test(line))
    .map((line, index, lines) =>
      index < lines.length - 1
        ? line.replace(/[.;,]$/, '')
        : line.replace(/(?<!\b(?:inc|ltd|co|corp|etc))\.$/i, ''),
    )
    .join('; ');
}
