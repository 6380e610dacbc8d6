import type { Expression } from './guard-syntax.ts';

/** What is made of many rows. */
export function isAggregate({ kind }: Expression): boolean {
  return kind === 'count' || kind === 'greatest' || kind === 'aggregate';
}

/** What stands in an expression. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'call':
      return expression.arguments;
    case 'case':
      return [...expression.branches.flatMap(({ when, value }) => [when, value]), expression.otherwise];
    case 'all':
    case 'sum':
      return expression.operands;
    case 'compare':
    case 'arithmetic':
      return [expression.left, expression.right];
    case 'between':
      return [expression.value, expression.low, expression.high];
    case 'in':
      return [expression.value, ...expression.options];
    case 'aggregate':
      return [expression.value, ...(expression.filter === undefined ? [] : [expression.filter])];
    case 'partitionSum':
      return [
        expression.value,
        ...expression.partitionBy.map((name): Expression => ({ kind: 'column', source: undefined, name })),
      ];
    case 'place':
      return expression.orderBy.map(({ expression: by }) => by);
    case 'greatest':
    case 'cast':
    case 'isNull':
      return [expression.value];
    case 'like':
      return [expression.value, expression.pattern];
    default:
      return [];
  }
}
