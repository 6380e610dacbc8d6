import { isSubstance } from '../facts/description.ts';
import { stem } from '../intents/stem.ts';
import { type Token, tokenize } from '../text/tokens.ts';
import type { Understanding } from '../understand.ts';
import { COUNT_WORDS } from '../values/date-words.ts';

/**
 * The description with the quantities that the message changes (`make it 60 databases`, `make that three years`,
 * `and if there were 100 servers?`): the number before the same kind of thing is replaced. Null when the
 * description counts no such thing.
 */
export function changeQuantity(description: string, { tokens, mentions }: Understanding): string | null {
  const taken = (at: number) =>
    [...mentions.dates, ...mentions.money].some(({ from, to }) => from <= at && at < to);
  let changed: string | null = null;
  for (const count of countsIn(tokens)) {
    if (taken(count.from) || NO_NEWS.has(tokens[count.from - 1]?.fold ?? '')) continue;
    changed = replaced(changed ?? description, tokens, count) ?? changed;
  }
  return changed;
}

/** Before a number that is not the new one: `not 60`, `two of 60`, `rather than 60`. */
const NO_NEWS: ReadonlySet<string> = new Set(['not', 'of', 'than']);

interface Count {
  readonly from: number;
  readonly to: number;
  readonly isWord: boolean;
}

/** Numbers as written, `1,200` as one, and number words; the digits of a name or of a range are none. */
function countsIn(tokens: readonly Token[]): readonly Count[] {
  const counts: Count[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token?.kind === 'word' && COUNT_WORDS.has(token.fold) && !VAGUE.has(token.fold))
      counts.push({ from: at, to: at + 1, isWord: true });
    if (token?.kind !== 'number') continue;
    let to = at + 1;
    while (/^[.,']$/.test(tokens[to]?.fold ?? '') && tokens[to]?.glued && tokens[to + 1]?.glued) {
      if (tokens[to + 1]?.kind !== 'number') break;
      to += 2;
    }
    const before = tokens[at - 1];
    const isBound = token.glued && (before?.kind !== 'mark' || /^[-./,']$/.test(before.fold));
    if (!isBound) counts.push({ from: at, to, isWord: false });
    at = to - 1;
  }
  return counts;
}

const VAGUE: ReadonlySet<string> = new Set(['a', 'an', 'couple']);
const MOST_BETWEEN = 4;

function replaced(description: string, said: readonly Token[], count: Count): string | null {
  const words = tokenize(description);
  const counts = countsIn(words);
  const after = said.slice(count.to, count.to + 3);
  const things = after
    .filter(isSubstance)
    .slice(0, count.isWord ? 1 : 3)
    .map(({ fold }) => stem(fold));
  const numerals = counts.filter(({ isWord }) => !isWord);
  const isThing = (token: Token | undefined) => token !== undefined && things.includes(stem(token.fold));
  const target =
    things.length === 0
      ? numerals.length === 1 && after.length === 0 && !count.isWord
        ? numerals[0]
        : undefined
      : counts.find(({ to, isWord }, index) => {
          const most = to + (isWord ? 1 : MOST_BETWEEN);
          return words.slice(to, Math.min(most, counts[index + 1]?.from ?? most)).some(isThing);
        });
  const [first, last] = [words[target?.from ?? -1], words[(target?.to ?? 0) - 1]];
  const [start, end] = [said[count.from], said[count.to - 1]];
  if (target === undefined || !first || !last || !start || !end) return null;
  // `one year` becomes `three years`: the thing as it is said now.
  const [thing, saidThing] = [words[target.to], said[count.to]];
  const isOther = isThing(thing) && isThing(saidThing) && thing?.fold !== saidThing?.fold;
  const numeral = said.slice(count.from, count.to).map(({ text }) => text);
  const rest = description.slice(last.end);
  return (
    description.slice(0, first.start) +
    numeral.join('') +
    (isOther && thing && saidThing
      ? description.slice(last.end, thing.start) + saidThing.text + description.slice(thing.end)
      : rest)
  );
}
