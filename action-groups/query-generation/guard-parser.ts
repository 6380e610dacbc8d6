import type { Expression, Query, Select, SelectItem, Source, Unnest } from './guard-syntax.ts';
import { type Token, tokenise, unsafe } from './guard-tokens.ts';

const DEEPEST = 12;

interface Reader {
  readonly tokens: readonly Token[];
  at: number;
  depth: number;
  placeholders: number;
}

/**
 * Reads the SQL subset: one SELECT, with common table expressions before it.
 * @throws {OperationError} `unsafe-query` on anything else.
 */
export function parseQuery(sql: string): Query {
  const reader: Reader = { tokens: tokenise(sql), at: 0, depth: 0, placeholders: 0 };
  const ctes: { name: string; select: Select }[] = [];
  if (take(reader, 'WITH')) {
    do ctes.push(commonTable(reader));
    while (take(reader, ','));
  }
  const query = { with: ctes, select: select(reader) };
  if (peek(reader).kind !== 'end') throw unexpected(reader, 'the end');
  return query;
}

function commonTable(reader: Reader) {
  const name = takeName(reader);
  expect(reader, 'AS');
  expect(reader, '(');
  const inner = select(reader);
  expect(reader, ')');
  return { name, select: inner };
}

function select(reader: Reader): Select {
  expect(reader, 'SELECT');
  const items = listOf(reader, selectItem);
  expect(reader, 'FROM');
  const from = source(reader);
  const unnest = take(reader, 'CROSS') ? unnested(reader) : undefined;
  const joins: { source: Source; on: Expression }[] = [];
  while (take(reader, 'JOIN')) {
    const joined = source(reader);
    expect(reader, 'ON');
    joins.push({ source: joined, on: condition(reader) });
  }
  const where = take(reader, 'WHERE') ? condition(reader) : undefined;
  const orderBy = take(reader, 'ORDER') ? orderTerms(reader) : [];
  const limit = take(reader, 'LIMIT') ? Number(takeNumber(reader)) : undefined;
  return { items, from, unnest, joins, where, orderBy, limit };
}

function selectItem(reader: Reader): SelectItem {
  const expression = sum(reader);
  return { expression, alias: take(reader, 'AS') ? takeName(reader) : undefined };
}

function source(reader: Reader): Source {
  const table = takeName(reader);
  return { table, alias: take(reader, 'AS') ? takeName(reader) : undefined };
}

function unnested(reader: Reader): Unnest {
  for (const part of ['JOIN', 'UNNEST', '(']) expect(reader, part);
  const column = takeName(reader);
  for (const part of [')', 'AS']) expect(reader, part);
  const alias = takeName(reader);
  expect(reader, '(');
  const name = takeName(reader);
  expect(reader, ')');
  return { column, alias, name };
}

function orderTerms(reader: Reader) {
  expect(reader, 'BY');
  return listOf(reader, orderTerm);
}

function orderTerm(reader: Reader) {
  const expression = sum(reader);
  const descending = take(reader, 'DESC');
  if (!descending) take(reader, 'ASC');
  return { expression, descending };
}

function condition(reader: Reader): Expression {
  const operands = [predicate(reader)];
  while (take(reader, 'AND')) operands.push(predicate(reader));
  return operands.length === 1 && operands[0] !== undefined ? operands[0] : { kind: 'all', operands };
}

function predicate(reader: Reader): Expression {
  const value = sum(reader);
  const { text } = peek(reader);
  if (['=', '<', '>', '<=', '>='].includes(text)) {
    reader.at += 1;
    return { kind: 'compare', operator: text, left: value, right: sum(reader) };
  }
  if (take(reader, 'LIKE')) return { kind: 'like', value, pattern: sum(reader) };
  if (take(reader, 'BETWEEN')) {
    const low = sum(reader);
    expect(reader, 'AND');
    return { kind: 'between', value, low, high: sum(reader) };
  }
  if (!take(reader, 'IN')) throw unexpected(reader, 'a comparison');
  expect(reader, '(');
  const options = listOf(reader, sum);
  expect(reader, ')');
  return { kind: 'in', value, options };
}

function sum(reader: Reader): Expression {
  reader.depth += 1;
  if (reader.depth > DEEPEST) throw unsafe(`nested deeper than ${DEEPEST}`);
  const operands = [primary(reader)];
  while (take(reader, '+')) operands.push(primary(reader));
  reader.depth -= 1;
  return operands.length === 1 && operands[0] !== undefined ? operands[0] : { kind: 'sum', operands };
}

function primary(reader: Reader): Expression {
  const { kind } = peek(reader);
  if (kind === 'number') return { kind: 'number', text: takeNumber(reader) };
  if (take(reader, '?')) {
    reader.placeholders += 1;
    return { kind: 'placeholder', index: reader.placeholders - 1 };
  }
  if (take(reader, 'CASE')) return caseWhen(reader);
  if (take(reader, 'CAST')) return castToText(reader);
  if (kind !== 'name') throw unexpected(reader, 'a value');
  const name = takeName(reader);
  if (take(reader, '.')) return { kind: 'column', source: name, name: takeName(reader) };
  if (!take(reader, '(')) return { kind: 'column', source: undefined, name };
  if (name === 'count' && take(reader, '*')) {
    expect(reader, ')');
    return { kind: 'count' };
  }
  if (name === 'max') return greatest(reader);
  const given = listOf(reader, sum);
  expect(reader, ')');
  return { kind: 'call', name, arguments: given };
}

function caseWhen(reader: Reader): Expression {
  const branches: { when: Expression; value: Expression }[] = [];
  expect(reader, 'WHEN');
  do {
    const when = condition(reader);
    expect(reader, 'THEN');
    branches.push({ when, value: sum(reader) });
  } while (take(reader, 'WHEN'));
  expect(reader, 'ELSE');
  const otherwise = sum(reader);
  expect(reader, 'END');
  return { kind: 'case', branches, otherwise };
}

function castToText(reader: Reader): Expression {
  expect(reader, '(');
  const value = sum(reader);
  for (const part of ['AS', 'varchar', ')']) expect(reader, part);
  return { kind: 'text', value };
}

function greatest(reader: Reader): Expression {
  const value = sum(reader);
  expect(reader, ',');
  const count = Number(takeNumber(reader));
  expect(reader, ')');
  return { kind: 'greatest', value, count };
}

function listOf<Item>(reader: Reader, read: (reader: Reader) => Item): Item[] {
  const items = [read(reader)];
  while (take(reader, ',')) items.push(read(reader));
  return items;
}

function peek(reader: Reader): Token {
  return reader.tokens[reader.at] ?? { kind: 'end', text: 'the end' };
}

function take(reader: Reader, text: string): boolean {
  if (peek(reader).text !== text || peek(reader).kind === 'end') return false;
  reader.at += 1;
  return true;
}

function expect(reader: Reader, text: string): void {
  if (!take(reader, text)) throw unexpected(reader, text);
}

function takeName(reader: Reader): string {
  const { kind, text } = peek(reader);
  if (kind !== 'name') throw unexpected(reader, 'a name');
  reader.at += 1;
  return text;
}

function takeNumber(reader: Reader): string {
  const { kind, text } = peek(reader);
  if (kind !== 'number') throw unexpected(reader, 'a number');
  reader.at += 1;
  return text;
}

function unexpected(reader: Reader, wanted: string) {
  return unsafe(`${peek(reader).text.slice(0, 40)} stands where ${wanted} is expected`);
}
