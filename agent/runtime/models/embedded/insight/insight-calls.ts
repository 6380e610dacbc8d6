import type { InsightSpecification } from '#action-groups/query-generation/insight-specification.ts';
import type { Json, PromptSettings } from '../../model.ts';
import type { InsightPlan } from './decide-insight.ts';
import { isTime } from './specify.ts';

/** The operation that answers a portfolio question, with its arguments. */
export function insightCall(
  { specification, display }: Extract<InsightPlan, { kind: 'insight' }>,
  settings: PromptSettings,
): { readonly operation: string; readonly input: Readonly<Record<string, Json>> } {
  const operation = display === 'sql' ? 'generateInsightQuery' : 'runInsightQuery';
  const given = Object.entries(withRows(specification, settings)).filter(([, value]) => value !== undefined);
  return { operation, input: Object.fromEntries(given) as Readonly<Record<string, Json>> };
}

/** As many groups as are shown, so that the rest is added up by the operation and not left out in words. */
function withRows(specification: InsightSpecification, { length }: PromptSettings): InsightSpecification {
  const { dimensions = [], limit } = specification;
  if (dimensions.length === 0 || limit !== undefined) return specification;
  const rows = { short: 8, normal: 10, detailed: 20 }[length];
  return {
    ...specification,
    limit: dimensions.length > 1 ? 2 * rows : dimensions.some(isTime) ? rows + 2 : rows,
  };
}
