import type { AgentSnapshot } from './agent-snapshot.ts';
import { INSTRUCTION_PLACE } from './compose-instruction.ts';

/** One entry of `promptOverrideConfiguration.promptConfigurations`, as CreateAgent and CloudFormation take it. */
export interface OrchestrationOverride {
  readonly promptType: 'ORCHESTRATION';
  readonly promptCreationMode: 'OVERRIDDEN';
  readonly promptState: 'ENABLED';
  readonly parserMode: 'DEFAULT';
  /** JSON in the shape of a Nova model's orchestration template. */
  readonly basePromptTemplate: string;
  readonly inferenceConfiguration: {
    readonly maximumLength: number;
    readonly temperature: number;
    readonly topP?: number;
  };
}

/**
 * The agent's orchestration prompt and sampling as Bedrock takes them. The service puts the instruction, the prompt
 * session attributes, the question and what was done so far in the places of its own placeholders.
 * @see https://docs.aws.amazon.com/bedrock/latest/userguide/prompt-placeholders.html
 */
export function orchestrationOverride({
  orchestration,
  inference,
}: Pick<AgentSnapshot, 'orchestration' | 'inference'>): OrchestrationOverride {
  const system = [
    orchestration.replaceAll(INSTRUCTION_PLACE, '$instruction$'),
    '<prompt_session_attributes>\n$prompt_session_attributes$\n</prompt_session_attributes>',
    '$ask_user_missing_information$$respond_to_user_guideline$',
  ].join('\n\n');
  return {
    promptType: 'ORCHESTRATION',
    promptCreationMode: 'OVERRIDDEN',
    promptState: 'ENABLED',
    parserMode: 'DEFAULT',
    basePromptTemplate: JSON.stringify({
      system,
      messages: [
        { role: 'user', content: [{ text: '$question$' }] },
        { role: 'assistant', content: [{ text: '$agent_scratchpad$' }] },
      ],
    }),
    inferenceConfiguration: {
      maximumLength: inference.maxTokens,
      temperature: inference.temperature,
      ...(inference.topP === undefined ? {} : { topP: inference.topP }),
    },
  };
}
