import {
  deeper,
  expect,
  listOf,
  peek,
  type Reader,
  take,
  takeName,
  takeNumber,
  unexpected,
} from './guard-reader.ts';
import type { CastType, Expression, OrderTerm } from './guard-syntax.ts';

/** Predicates that all must hold. */
export function condition(reader: Reader): Expression {
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
  if (take(reader, 'IS')) {
    const negated = take(reader, 'NOT');
    expect(reader, 'NULL');
    return { kind: 'isNull', value, negated };
  }
  // A CASE may stand for itself: its branches are TRUE and FALSE.
  if (isTruthCase(value) && peek(reader).text !== 'IN') return value;
  if (!take(reader, 'IN')) throw unexpected(reader, 'a comparison');
  expect(reader, '(');
  const options = listOf(reader, sum);
  expect(reader, ')');
  return { kind: 'in', value, options };
}

function isTruthCase(expression: Expression): boolean {
  if (expression.kind !== 'case') return false;
  const values = [...expression.branches.map(({ value }) => value), expression.otherwise];
  return values.every(({ kind }) => kind === 'truth');
}

/** A value, or several added up. */
export function sum(reader: Reader): Expression {
  return deeper(reader, () => {
    const operands = [primary(reader)];
    while (take(reader, '+')) operands.push(primary(reader));
    return operands.length === 1 && operands[0] !== undefined ? operands[0] : { kind: 'sum', operands };
  });
}

function primary(reader: Reader): Expression {
  const { kind } = peek(reader);
  if (kind === 'number') return { kind: 'number', text: takeNumber(reader) };
  if (take(reader, '?')) {
    reader.placeholders += 1;
    return { kind: 'placeholder', index: reader.placeholders - 1 };
  }
  if (take(reader, 'CASE')) return caseWhen(reader);
  if (take(reader, 'CAST')) return cast(reader);
  if (take(reader, 'NULL')) return { kind: 'null' };
  for (const word of ['TRUE', 'FALSE'])
    if (take(reader, word)) return { kind: 'truth', value: word === 'TRUE' };
  if (take(reader, '(')) return arithmetic(reader);
  if (kind !== 'name') throw unexpected(reader, 'a value');
  const name = takeName(reader);
  if (take(reader, '.')) return { kind: 'column', source: name, name: takeName(reader) };
  if (!take(reader, '(')) return { kind: 'column', source: undefined, name };
  if (name === 'count' && take(reader, '*')) {
    expect(reader, ')');
    return { kind: 'count' };
  }
  if (name === 'row_number') return place(reader);
  if (AGGREGATES.has(name)) return aggregate(reader, name);
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

function cast(reader: Reader): Expression {
  expect(reader, '(');
  const value = sum(reader);
  expect(reader, 'AS');
  const type = CAST_TYPES.find((known) => take(reader, known));
  if (type === undefined) throw unexpected(reader, 'varchar, bigint or double');
  expect(reader, ')');
  return { kind: 'cast', value, type };
}

const CAST_TYPES: readonly CastType[] = ['varchar', 'bigint', 'double'];

/** Two operands, each a value or in brackets itself. */
function arithmetic(reader: Reader): Expression {
  return deeper(reader, () => {
    const left = primary(reader);
    const operator = peek(reader).text;
    if (!['+', '-', '*', '/', '%'].includes(operator)) throw unexpected(reader, 'an operator');
    reader.at += 1;
    const right = primary(reader);
    expect(reader, ')');
    return { kind: 'arithmetic', operator, left, right };
  });
}

const AGGREGATES: ReadonlySet<string> = new Set(['count', 'sum', 'min', 'max', 'array_agg']);

/** What is made of the rows of a group; `max(value, count)` is the one with a second argument. */
function aggregate(reader: Reader, name: string): Expression {
  const distinct = take(reader, 'DISTINCT');
  const value = sum(reader);
  if (name === 'max' && !distinct && take(reader, ',')) {
    const count = Number(takeNumber(reader));
    expect(reader, ')');
    return { kind: 'greatest', value, count };
  }
  expect(reader, ')');
  if (name === 'sum' && !distinct && take(reader, 'OVER')) {
    for (const part of ['(', 'PARTITION', 'BY']) expect(reader, part);
    const partitionBy = listOf(reader, takeName);
    expect(reader, ')');
    return { kind: 'partitionSum', value, partitionBy };
  }
  if (!take(reader, 'FILTER')) return { kind: 'aggregate', name, distinct, value, filter: undefined };
  for (const part of ['(', 'WHERE']) expect(reader, part);
  const filter = condition(reader);
  expect(reader, ')');
  return { kind: 'aggregate', name, distinct, value, filter };
}

function place(reader: Reader): Expression {
  for (const part of [')', 'OVER', '(', 'ORDER']) expect(reader, part);
  const orderBy = orderTerms(reader);
  expect(reader, ')');
  return { kind: 'place', orderBy };
}

/** What follows ORDER. */
export function orderTerms(reader: Reader): OrderTerm[] {
  expect(reader, 'BY');
  return listOf(reader, orderTerm);
}

function orderTerm(reader: Reader): OrderTerm {
  const expression = sum(reader);
  const descending = take(reader, 'DESC');
  if (!descending) take(reader, 'ASC');
  return { expression, descending };
}
