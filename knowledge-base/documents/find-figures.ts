/** An amount of money or a percentage in a text. */
export interface FoundFigure {
  /** As it is written. */
  readonly text: string;
  /** Offset into the text. */
  readonly start: number;
  /** The same for every way to write one value: `USD 25000`, `% 40`. */
  readonly key: string;
}

/**
 * Finds the amounts and percentages of a text: `$25k`, `USD 25,000`, `25,000 dollars`, `1.2 million euros`, `40 %`,
 * `forty percent`, and both ends of `10 to 25 %`. Plain numbers, dates and durations are none.
 */
export function findFigures(text: string): FoundFigure[] {
  const tokens = [...text.matchAll(TOKEN)].map((match) => ({ text: match[0], start: match.index }));
  const found: FoundFigure[] = [];
  for (let at = 0; at < tokens.length; ) {
    const read = readAmount(tokens, at) ?? readQuantity(tokens, at);
    if (read === undefined) {
      at += 1;
      continue;
    }
    const [first, last] = [tokens[at], tokens[read.next - 1]];
    const start = first?.start ?? 0;
    const written = text.slice(start, (last?.start ?? 0) + (last?.text.length ?? 0));
    for (const key of new Set(read.keys)) found.push({ text: written, start, key });
    at = read.next;
  }
  return found;
}

interface Token {
  readonly text: string;
  readonly start: number;
}
interface Reading {
  readonly keys: readonly string[];
  readonly next: number;
}

const TOKEN = /\d+(?:,\d+)*(?:\.\d+)?|US\$|[A-Za-z]+|%(?![0-9A-Fa-f]{2})|[$€£]|[-–—]|[^\s\w]/g;

const CURRENCY: Readonly<Record<string, string>> = {
  $: 'USD',
  us$: 'USD',
  usd: 'USD',
  dollar: 'USD',
  dollars: 'USD',
  '€': 'EUR',
  eur: 'EUR',
  euro: 'EUR',
  euros: 'EUR',
  '£': 'GBP',
  gbp: 'GBP',
};
const SCALE: Readonly<Record<string, number>> = {
  k: 1e3,
  thousand: 1e3,
  m: 1e6,
  million: 1e6,
  bn: 1e9,
  billion: 1e9,
};
const WORDS: Readonly<Record<string, number>> = Object.fromEntries([
  ...'zero one two three four five six seven eight nine ten eleven twelve'
    .split(' ')
    .map((word, value) => [word, value] as const),
  ...'fifteen twenty thirty forty fifty sixty seventy eighty ninety'
    .split(' ')
    .map((word, index) => [word, index === 0 ? 15 : (index + 1) * 10] as const),
]);

/** `USD 10,000`, `$10k to 20k` */
function readAmount(tokens: readonly Token[], at: number): Reading | undefined {
  const currency = CURRENCY[lower(tokens[at])];
  if (currency === undefined) return undefined;
  const first = readNumber(tokens, at + 1);
  if (first === undefined) return undefined;
  const second = isJoint(tokens[first.next]) ? readNumber(tokens, first.next + 1) : undefined;
  // `USD 10 to 25 %` is an amount and a percentage.
  if (second === undefined || readUnit(tokens, second.next) !== undefined)
    return { keys: [`${currency} ${first.value}`], next: first.next };
  return { keys: [first, second].map(({ value }) => `${currency} ${value}`), next: second.next };
}

/** `40 %`, `10 to 25 percent`, `25,000 US dollars` */
function readQuantity(tokens: readonly Token[], at: number): Reading | undefined {
  const first = readNumber(tokens, at);
  if (first === undefined) return undefined;
  const second = isJoint(tokens[first.next]) ? readNumber(tokens, first.next + 1) : undefined;
  for (const values of second === undefined ? [[first]] : [[first, second], [first]]) {
    const unit = readUnit(tokens, values.at(-1)?.next ?? at);
    if (unit !== undefined)
      return { keys: values.map(({ value }) => `${unit.key} ${value}`), next: unit.next };
  }
  return undefined;
}

function readNumber(
  tokens: readonly Token[],
  at: number,
): { readonly value: number; readonly next: number } | undefined {
  const word = lower(tokens[at]);
  const value = /^\d/.test(word) ? Number(word.replaceAll(',', '')) : WORDS[word];
  if (value === undefined || Number.isNaN(value)) return undefined;
  const scale = SCALE[lower(tokens[at + 1])];
  return scale === undefined ? { value, next: at + 1 } : { value: value * scale, next: at + 2 };
}

function readUnit(
  tokens: readonly Token[],
  at: number,
): { readonly key: string; readonly next: number } | undefined {
  const [word, following] = [lower(tokens[at]), lower(tokens[at + 1])];
  if (word === '%' || word === 'percent' || word === 'percentage') return { key: '%', next: at + 1 };
  if (word === 'per' && following === 'cent') return { key: '%', next: at + 2 };
  const currency = CURRENCY[word];
  if (currency !== undefined && word !== '$') return { key: currency, next: at + 1 };
  if (word === 'us' && following.startsWith('dollar')) return { key: 'USD', next: at + 2 };
  return undefined;
}

function isJoint(token: Token | undefined): boolean {
  return ['to', 'and', 'or', '-', '–', '—'].includes(lower(token));
}

function lower(token: Token | undefined): string {
  return token?.text.toLowerCase() ?? '';
}
