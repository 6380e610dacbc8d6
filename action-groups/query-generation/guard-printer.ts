import type { Expression, OrderTerm, Query, Select, Source, Unnest } from './guard-syntax.ts';

/** The one way a query of the subset is written; the compiler's text must be this, letter for letter. */
export function printQuery(query: Query): string {
  const ctes = query.with.map(({ name, select }) => `${name} AS (\n${indent(printSelect(select))}\n)`);
  const head = ctes.length === 0 ? '' : `WITH ${ctes.join(', ')}\n`;
  return head + printSelect(query.select);
}

function printSelect(select: Select): string {
  const items = select.items.map(
    ({ expression, alias }) => `${print(expression)}${alias === undefined ? '' : ` AS ${alias}`}`,
  );
  return [
    `SELECT\n${indent(items.join(',\n'))}`,
    `FROM ${printSource(select.from)}`,
    ...(select.unnest === undefined ? [] : [printUnnest(select.unnest)]),
    ...select.joins.map(({ source, on }) => `JOIN ${printSource(source)} ON ${print(on)}`),
    ...(select.where === undefined ? [] : [`WHERE ${conjuncts(select.where).map(print).join('\n  AND ')}`]),
    ...(select.groupBy.length === 0 ? [] : [`GROUP BY ${select.groupBy.join(', ')}`]),
    ...(select.orderBy.length === 0 ? [] : [printOrder(select.orderBy)]),
    ...(select.limit === undefined ? [] : [`LIMIT ${select.limit}`]),
  ].join('\n');
}

/** The conditions that all must hold. */
export function conjuncts(condition: Expression | undefined): readonly Expression[] {
  if (condition === undefined) return [];
  return condition.kind === 'all' ? condition.operands : [condition];
}

/** Sums of more CASEs than this stand one part a line. */
const CASES_ON_A_LINE = 2;

function print(expression: Expression): string {
  switch (expression.kind) {
    case 'placeholder':
      return '?';
    case 'number':
      return expression.text;
    case 'column':
      return expression.source === undefined ? expression.name : `${expression.source}.${expression.name}`;
    case 'call':
      return `${expression.name}(${expression.arguments.map(print).join(', ')})`;
    case 'count':
      return 'count(*)';
    case 'greatest':
      return `max(${print(expression.value)}, ${expression.count})`;
    case 'aggregate': {
      const { name, distinct, value, filter } = expression;
      const all = `${name}(${distinct ? 'DISTINCT ' : ''}${print(value)})`;
      return filter === undefined ? all : `${all} FILTER (WHERE ${print(filter)})`;
    }
    case 'partitionSum':
      return `sum(${print(expression.value)}) OVER (PARTITION BY ${expression.partitionBy.join(', ')})`;
    case 'place':
      return `row_number() OVER (${printOrder(expression.orderBy)})`;
    case 'cast':
      return `CAST(${print(expression.value)} AS ${expression.type})`;
    case 'arithmetic':
      return `(${print(expression.left)} ${expression.operator} ${print(expression.right)})`;
    case 'truth':
      return expression.value ? 'TRUE' : 'FALSE';
    case 'null':
      return 'NULL';
    case 'isNull':
      return `${print(expression.value)} IS ${expression.negated ? 'NOT ' : ''}NULL`;
    case 'case':
      return `CASE ${expression.branches.map(({ when, value }) => `WHEN ${print(when)} THEN ${print(value)}`).join(' ')} ELSE ${print(expression.otherwise)} END`;
    case 'all':
      return expression.operands.map(print).join(' AND ');
    case 'sum': {
      const cases = expression.operands.filter(({ kind }) => kind === 'case').length;
      return expression.operands.map(print).join(cases > CASES_ON_A_LINE ? '\n  + ' : ' + ');
    }
    case 'compare':
      return `${print(expression.left)} ${expression.operator} ${print(expression.right)}`;
    case 'between':
      return `${print(expression.value)} BETWEEN ${print(expression.low)} AND ${print(expression.high)}`;
    case 'in':
      return `${print(expression.value)} IN (${expression.options.map(print).join(', ')})`;
    case 'like':
      return `${print(expression.value)} LIKE ${print(expression.pattern)}`;
  }
}

function printSource({ table, alias }: Source): string {
  return alias === undefined ? table : `${table} AS ${alias}`;
}

function printUnnest({ of, alias, name }: Unnest): string {
  const array = typeof of === 'string' ? of : `ARRAY[${of.join(', ')}]`;
  return `CROSS JOIN UNNEST(${array}) AS ${alias} (${name})`;
}

function printOrder(terms: readonly OrderTerm[]): string {
  return `ORDER BY ${terms.map(({ expression, descending }) => `${print(expression)}${descending ? ' DESC' : ''}`).join(', ')}`;
}

function indent(text: string): string {
  return text.replace(/^/gm, '  ');
}
