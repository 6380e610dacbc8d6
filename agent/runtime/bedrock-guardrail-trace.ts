import type { GuardrailTrace } from '@aws-sdk/client-bedrock-agent-runtime';
import type { GuardrailAssessment } from '../guardrail/guardrail.ts';

/** What was found on the way in, or on the way out. */
export interface GuardrailFindings {
  readonly inputAssessments?: readonly GuardrailAssessment[];
  readonly outputAssessments?: readonly GuardrailAssessment[];
}

/**
 * What a guardrail found, as InvokeAgent's trace has it. What was masked in an answer is not shown here either: only of
 * which type it was.
 */
export function guardrailTrace(
  traceId: string,
  action: 'INTERVENED' | 'NONE',
  { inputAssessments, outputAssessments }: GuardrailFindings,
): GuardrailTrace {
  return {
    traceId,
    action,
    ...(inputAssessments === undefined ? {} : { inputAssessments: inputAssessments.map(shape) }),
    ...(outputAssessments === undefined ? {} : { outputAssessments: outputAssessments.map(shape) }),
  };
}

type TraceAssessment = NonNullable<GuardrailTrace['inputAssessments']>[number];

function shape({
  topicPolicy,
  contentPolicy,
  sensitiveInformationPolicy,
}: GuardrailAssessment): TraceAssessment {
  return {
    ...(topicPolicy === undefined
      ? {}
      : {
          topicPolicy: {
            topics: (topicPolicy.topics ?? []).map(({ name }) => ({ name, type: 'DENY', action: 'BLOCKED' })),
          },
        }),
    ...(contentPolicy === undefined
      ? {}
      : {
          contentPolicy: {
            filters: (contentPolicy.filters ?? []).map(({ confidence, action }) => ({
              type: 'PROMPT_ATTACK',
              confidence,
              // The trace knows no other action: what was let pass has none.
              ...(action === 'BLOCKED' ? { action } : {}),
            })),
          },
        }),
    ...(sensitiveInformationPolicy === undefined
      ? {}
      : {
          sensitiveInformationPolicy: {
            piiEntities: (sensitiveInformationPolicy.piiEntities ?? []).flatMap(({ type, action }) =>
              action === 'BLOCKED' || action === 'ANONYMIZED' ? [{ type, match: `{${type}}`, action }] : [],
            ),
            regexes: [],
          },
        }),
  };
}
