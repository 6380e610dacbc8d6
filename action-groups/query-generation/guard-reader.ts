import { type Token, tokenise, unsafe } from './guard-tokens.ts';

/** How deep brackets, calls and CASEs may stand in one another. */
const DEEPEST = 14;

/** Where the parser stands in the tokens of a statement. */
export interface Reader {
  readonly tokens: readonly Token[];
  at: number;
  depth: number;
  placeholders: number;
}

/** @throws {OperationError} `unsafe-query` */
export function readerOf(sql: string): Reader {
  return { tokens: tokenise(sql), at: 0, depth: 0, placeholders: 0 };
}

/** Reads what stands a level deeper. @throws {OperationError} `unsafe-query` when that is too deep */
export function deeper<Result>(reader: Reader, read: () => Result): Result {
  reader.depth += 1;
  if (reader.depth > DEEPEST) throw unsafe(`nested deeper than ${DEEPEST}`);
  const result = read();
  reader.depth -= 1;
  return result;
}

export function listOf<Item>(reader: Reader, read: (reader: Reader) => Item): Item[] {
  const items = [read(reader)];
  while (take(reader, ',')) items.push(read(reader));
  return items;
}

export function peek(reader: Reader): Token {
  return reader.tokens[reader.at] ?? { kind: 'end', text: 'the end' };
}

export function take(reader: Reader, text: string): boolean {
  if (peek(reader).text !== text || peek(reader).kind === 'end') return false;
  reader.at += 1;
  return true;
}

export function expect(reader: Reader, text: string): void {
  if (!take(reader, text)) throw unexpected(reader, text);
}

export function takeName(reader: Reader): string {
  const { kind, text } = peek(reader);
  if (kind !== 'name') throw unexpected(reader, 'a name');
  reader.at += 1;
  return text;
}

export function takeNumber(reader: Reader): string {
  const { kind, text } = peek(reader);
  if (kind !== 'number') throw unexpected(reader, 'a number');
  reader.at += 1;
  return text;
}

export function unexpected(reader: Reader, wanted: string) {
  return unsafe(`${peek(reader).text.slice(0, 40)} stands where ${wanted} is expected`);
}
