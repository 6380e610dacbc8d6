import { withinDistance } from '#action-groups/kernel/edit-distance.ts';
import { as, either, integer, type Parser, sequence, skip, wordIn } from '../text/grammar.ts';
import type { Token } from '../text/tokens.ts';
import { COUNT_WORDS } from '../values/date-words.ts';
import { boundTerm } from './bounds.ts';
import { lexicon, misspeltLexicon } from './lexicon.ts';
import { periodParser } from './period.ts';
import type { Term, TermValue } from './term.ts';
import { technologyAt, valueTermParser } from './value-terms.ts';

/** Questions are short: what stands beyond is no part of one. */
export const LONGEST_QUESTION = 80;

/** The words of a message as terms, left to right, none overlapping: at each place the longest reading. */
export function readTerms(source: readonly Token[], today: string): readonly Term[] {
  const tokens = source.slice(0, LONGEST_QUESTION);
  const period: Parser<TermValue> = as(periodParser(today), (found) => ({ kind: 'period', period: found }));
  const bounds: Parser<TermValue> = as(boundTerm, (found) => ({ kind: 'bound', bound: found }));
  const parsers: readonly Parser<TermValue>[] = [
    period,
    bounds,
    rank,
    gap,
    howMany,
    words,
    valueTermParser(tokens),
    misspeltLexicon,
    technology,
  ];
  const terms: Term[] = [];
  for (let at = 0; at < tokens.length; ) {
    let best: { value: TermValue; next: number } | null = null;
    for (const parser of parsers) {
      const found = parser(tokens, at);
      if (found !== null && found.next > (best?.next ?? at)) best = found;
    }
    const token = tokens[at];
    const value: TermValue = best?.value ?? {
      kind: token?.kind === 'word' || token?.kind === 'number' ? 'word' : 'mark',
    };
    const next = best?.next ?? at + 1;
    terms.push({ ...sizeAfter(terms.at(-1), token, value), from: at, to: next });
    at = next;
  }
  return terms;
}

/** `average size`: that of the deals; `by size` is that of the customers. */
function sizeAfter(before: Term | undefined, token: Token | undefined, value: TermValue): TermValue {
  const isSize = value.kind === 'dimension' && /^sizes?$/.test(token?.fold ?? '');
  if (!isSize || (before?.kind !== 'aggregate' && before?.kind !== 'rank')) return value;
  return { kind: 'figure', figure: 'arrUsd', usual: 'median' };
}

/** `US` is a country, `us` is not. */
const words: Parser<TermValue> = (tokens, at) => (tokens[at]?.text === 'US' ? null : lexicon(tokens, at));

/** `data lake`: words of a technology, though one of them would be another word alone. */
const technology: Parser<TermValue> = (tokens, at) => {
  const next = technologyAt(tokens, at);
  return next === null ? null : { value: { kind: 'word' }, next };
};

type Rank = Extract<TermValue, { kind: 'rank' }>;

const RANKS: ReadonlyMap<string, Omit<Rank, 'kind' | 'limit'>> = new Map(
  (
    [
      ['biggest largest greatest highest priciest heaviest hugest costliest', 'descending', 'size'],
      ['smallest lowest tiniest cheapest', 'ascending', 'size'],
      ['top best leading strongest main major first number-one', 'descending', 'order'],
      ['bottom worst weakest last', 'ascending', 'order'],
      ['most', 'descending', 'most'],
      ['least fewest', 'ascending', 'most'],
      ['longest slowest', 'descending', 'time'],
      ['shortest fastest quickest', 'ascending', 'time'],
    ] as const
  ).flatMap(([words, direction, by]) => words.split(' ').map((each) => [each, { direction, by }] as const)),
);

const howManyWord = either(
  integer(1, 100, 3),
  wordIn(new Map([...COUNT_WORDS].filter(([, count]) => count > 1))),
);

/** `top 5`, `the three biggest`, `most valuable`, `top-ten`. */
const rank: Parser<TermValue> = either<TermValue>(
  as(
    sequence<[number, unknown, Omit<Rank, 'kind' | 'limit'>]>(howManyWord, skip('most'), superlative),
    ([limit, , found]) => ({ kind: 'rank', ...found, limit }),
  ),
  as(
    sequence<[Omit<Rank, 'kind' | 'limit'>, unknown, number]>(ordering, skip('-', 'the'), howManyWord),
    ([found, , limit]) => ({ kind: 'rank', ...found, limit }),
  ),
  (tokens, at) => {
    const glued = /^top(\d{1,3})$/.exec(tokens[at]?.fold ?? '')?.[1];
    if (glued === undefined || Number(glued) < 1) return null;
    return {
      value: { kind: 'rank', direction: 'descending', by: 'order', limit: Math.min(100, Number(glued)) },
      next: at + 1,
    };
  },
  as(sequence<[Omit<Rank, 'kind' | 'limit'>, unknown]>(superlative, skip('first')), ([found]) => ({
    kind: 'rank',
    ...found,
  })),
);

function superlative(tokens: readonly Token[], at: number) {
  const fold = tokens[at]?.fold ?? '';
  const after = tokens[at + 1]?.fold ?? '';
  if (fold === 'most' && /^(?:valuable|lucrative|expensive|costly|significant|profitable)$/.test(after))
    return { value: { direction: 'descending', by: 'size' } as const, next: at + 2 };
  if (fold === 'least' && /^(?:valuable|lucrative|expensive|costly|significant)$/.test(after))
    return { value: { direction: 'ascending', by: 'size' } as const, next: at + 2 };
  // Alone they are other words: `first`, `last`, `main`.
  if (fold === 'first' || fold === 'last' || fold === 'main' || fold === 'major') return null;
  const found = RANKS.get(fold);
  return found === undefined ? null : { value: found, next: at + 1 };
}

function ordering(tokens: readonly Token[], at: number) {
  const found = RANKS.get(tokens[at]?.fold ?? '');
  return found === undefined ? null : { value: found, next: at + 1 };
}

const START = /^(?:start|starts|started|starting|begin|begins|beginning|kickoff|kick|kicks|kicked)$/;
const STRETCH = /^(?:time|days|long|gap|lag|delay|wait|months|weeks|interval|period|soon|quickly|fast)$/;
const FARTHEST_START = 9;

/** `time from close to start`, `how long until delivery starts`, `days between signing and kick-off`. */
const gap: Parser<TermValue> = (tokens, at) => {
  const start = tokens[at]?.fold === 'how' ? at + 1 : at;
  if (!STRETCH.test(tokens[start]?.fold ?? '')) return null;
  let joined = false;
  for (let next = start + 1; next < Math.min(tokens.length, start + FARTHEST_START); next += 1) {
    const fold = tokens[next]?.fold ?? '';
    if (tokens[next]?.kind === 'line' || fold === '?' || fold === '.') return null;
    if (/^(?:from|between|to|until|till|before|after|and)$/.test(fold)) joined = true;
    if (START.test(fold) && joined) {
      const off = tokens[next + 1]?.fold === '-' && tokens[next + 2]?.fold === 'off';
      const apart = tokens[next + 1]?.fold === 'off';
      return {
        value: { kind: 'figure', figure: 'gapDays', usual: 'median' },
        next: off ? next + 3 : apart ? next + 2 : next + 1,
      };
    }
  }
  return null;
};

/** `how mnay`: the shortest words are not in the list of those that may be misspelt. */
const howMany: Parser<TermValue> = (tokens, at) => {
  const [how, many] = [tokens[at]?.fold ?? '', tokens[at + 1]?.fold ?? ''];
  if (
    !/^(?:how|hwo|hw|ho)$/.test(how) ||
    many.length < 3 ||
    many.length > 5 ||
    !withinDistance(many, 'many', 1)
  )
    return null;
  return { value: { kind: 'count' }, next: at + 2 };
};
