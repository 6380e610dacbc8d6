import type { Token } from './tokens.ts';

/** What a parser found: its value, and the token after the last one it used. */
export interface Parsed<Value> {
  readonly value: Value;
  readonly next: number;
}

/** Reads a value that begins at token `at`; null when there is none. Parsers look a bounded way ahead. */
export type Parser<Value> = (tokens: readonly Token[], at: number) => Parsed<Value> | null;

/** One token of a map of folded words. */
export function wordIn<Value>(words: ReadonlyMap<string, Value>): Parser<Value> {
  return (tokens, at) => {
    const value = words.get(tokens[at]?.fold ?? '');
    return value === undefined ? null : { value, next: at + 1 };
  };
}

/** One of some folded words. */
export function word(...words: readonly string[]): Parser<string> {
  return wordIn(new Map(words.map((each) => [each, each])));
}

/** A run of digits from `low` to `high`, of at most `mostDigits`. */
export function integer(low: number, high: number, mostDigits = 4): Parser<number> {
  return (tokens, at) => {
    const token = tokens[at];
    if (token?.kind !== 'number' || token.fold.length > mostDigits) return null;
    const value = Number(token.fold);
    return value >= low && value <= high ? { value, next: at + 1 } : null;
  };
}

/** All in order; the values as a tuple. */
export function sequence<Values extends readonly unknown[]>(
  ...parsers: { readonly [Index in keyof Values]: Parser<Values[Index]> }
): Parser<Values> {
  return (tokens, at) => {
    const values: unknown[] = [];
    let next = at;
    for (const parser of parsers as readonly Parser<unknown>[]) {
      const parsed = parser(tokens, next);
      if (parsed === null) return null;
      values.push(parsed.value);
      next = parsed.next;
    }
    return { value: values as unknown as Values, next };
  };
}

/** The first that reads. */
export function either<Value>(...parsers: readonly Parser<Value>[]): Parser<Value> {
  return (tokens, at) => {
    for (const parser of parsers) {
      const parsed = parser(tokens, at);
      if (parsed !== null) return parsed;
    }
    return null;
  };
}

/** The one that reads furthest; the earlier of equals. */
export function longest<Value>(...parsers: readonly Parser<Value>[]): Parser<Value> {
  return (tokens, at) => {
    let best: Parsed<Value> | null = null;
    for (const parser of parsers) {
      const parsed = parser(tokens, at);
      if (parsed !== null && (best === null || parsed.next > best.next)) best = parsed;
    }
    return best;
  };
}

/** It or nothing. */
export function maybe<Value>(parser: Parser<Value>): Parser<Value | undefined> {
  return (tokens, at) => parser(tokens, at) ?? { value: undefined, next: at };
}

/** A parser looks a bounded way ahead, whatever is repeated. */
const MOST_SKIPPED = 4;

/** Words that may stand here and say nothing, at most four. */
export function skip(...words: readonly string[]): Parser<undefined> {
  const set = new Set(words);
  return (tokens, at) => {
    let next = at;
    while (next - at < MOST_SKIPPED && set.has(tokens[next]?.fold ?? '')) next += 1;
    return { value: undefined, next };
  };
}

/** The same reading with another value; null refuses it. */
export function as<From, To>(parser: Parser<From>, to: (value: From) => To | null): Parser<To> {
  return (tokens, at) => {
    const parsed = parser(tokens, at);
    if (parsed === null) return null;
    const value = to(parsed.value);
    return value === null ? null : { value, next: parsed.next };
  };
}

/** A parser that holds only when the token touches the one before it. */
export function glued<Value>(parser: Parser<Value>): Parser<Value> {
  return (tokens, at) => (tokens[at]?.glued === true ? parser(tokens, at) : null);
}

/** Every reading from left to right, none overlapping. */
export function readAll<Value>(
  tokens: readonly Token[],
  parser: Parser<Value>,
): readonly { readonly value: Value; readonly from: number; readonly to: number }[] {
  const found: { value: Value; from: number; to: number }[] = [];
  for (let at = 0; at < tokens.length; ) {
    const parsed = parser(tokens, at);
    if (parsed === null || parsed.next <= at) {
      at += 1;
      continue;
    }
    found.push({ value: parsed.value, from: at, to: parsed.next });
    at = parsed.next;
  }
  return found;
}
