import { parseWorkingSet, WORKING_SET_ATTRIBUTE } from '#action-groups/kernel/working-set.ts';
import {
  type InsightSpecification,
  insightSpecification,
} from '#action-groups/query-generation/insight-specification.ts';
import type { ModelMessage, ModelRequest } from '../../model.ts';
import type { LastInsight } from './decide-insight.ts';

const OPERATION = 'runInsightQuery';

/**
 * The last portfolio question before message `before`: in the messages, else in the working set when `isFirst`
 * (nothing is folded before it). Null when there is none.
 */
export function insightBefore(request: ModelRequest, before: number): LastInsight | null {
  const said = lastAsked(request.messages.slice(0, before));
  if (said !== null) return { specification: said, isLatest: false };
  if (request.messages.some(asksInsight)) return null;
  const set = parseWorkingSet(request.promptSessionAttributes[WORKING_SET_ATTRIBUTE]);
  const kept = insightSpecification.safeParse(set.lastInsight?.specification);
  return kept.success ? { specification: kept.data, isLatest: set.current === null } : null;
}

function asksInsight({ content }: ModelMessage): boolean {
  return content.some((block) => 'toolUse' in block && block.toolUse.name.endsWith(OPERATION));
}

function lastAsked(messages: readonly ModelMessage[]): InsightSpecification | null {
  for (const { content } of [...messages].reverse())
    for (const block of content) {
      if (!('toolUse' in block) || !block.toolUse.name.endsWith(OPERATION)) continue;
      const read = insightSpecification.safeParse(block.toolUse.input);
      if (read.success) return read.data;
    }
  return null;
}
