import { condition, orderTerms, sum } from './guard-expressions.ts';
import {
  expect,
  listOf,
  peek,
  type Reader,
  readerOf,
  take,
  takeName,
  takeNumber,
  unexpected,
} from './guard-reader.ts';
import type { Expression, Query, Select, SelectItem, Source, Unnest } from './guard-syntax.ts';

/**
 * Reads the SQL subset: one SELECT, with common table expressions before it.
 * @throws {OperationError} `unsafe-query` on anything else.
 */
export function parseQuery(sql: string): Query {
  const reader = readerOf(sql);
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
  const groupBy = take(reader, 'GROUP') ? groupTerms(reader) : [];
  const orderBy = take(reader, 'ORDER') ? orderTerms(reader) : [];
  const limit = take(reader, 'LIMIT') ? Number(takeNumber(reader)) : undefined;
  return { items, from, unnest, joins, where, groupBy, orderBy, limit };
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
  const of = take(reader, 'ARRAY') ? numbers(reader) : takeName(reader);
  for (const part of [')', 'AS']) expect(reader, part);
  const alias = takeName(reader);
  expect(reader, '(');
  const name = takeName(reader);
  expect(reader, ')');
  return { of, alias, name };
}

function numbers(reader: Reader): number[] {
  expect(reader, '[');
  const all = listOf(reader, (each) => Number(takeNumber(each)));
  expect(reader, ']');
  return all;
}

function groupTerms(reader: Reader): string[] {
  expect(reader, 'BY');
  return listOf(reader, takeName);
}
