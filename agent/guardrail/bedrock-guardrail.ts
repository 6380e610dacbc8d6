import { ApplyGuardrailCommand, type BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
import { type Guardrail, GuardrailError } from './guardrail.ts';

export interface BedrockGuardrailOptions {
  readonly client: BedrockRuntimeClient;
  readonly guardrailId: string;
  /** A number: DRAFT changes under whoever uses it. */
  readonly guardrailVersion: string;
}

/**
 * A guardrail of Amazon Bedrock, asked by ApplyGuardrail: for the in-process agent, and against our runtime.
 * @see https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ApplyGuardrail.html
 */
export function createBedrockGuardrail(options: BedrockGuardrailOptions): Guardrail {
  const { client, guardrailId: guardrailIdentifier, guardrailVersion } = options;
  return {
    async apply(source, text, { signal }) {
      if (text.trim() === '') return { action: 'pass', text, assessments: [] };
      try {
        const { action, outputs, assessments } = await client.send(
          new ApplyGuardrailCommand({
            guardrailIdentifier,
            guardrailVersion,
            source,
            content: [{ text: { text } }],
          }),
          { abortSignal: signal },
        );
        const found = assessments ?? [];
        if (action !== 'GUARDRAIL_INTERVENED') return { action: 'pass', text, assessments: found };
        const shown = (outputs ?? []).map((output) => output.text ?? '').join('');
        return { action: isBlocked(found) ? 'block' : 'mask', text: shown, assessments: found };
      } catch (cause) {
        signal.throwIfAborted();
        throw new GuardrailError(`the guardrail ${guardrailIdentifier} cannot be asked`, { cause });
      }
    },
  };
}

/** Whether anything of it was stopped; the service says only that it intervened. */
function isBlocked(assessments: Awaited<ReturnType<Guardrail['apply']>>['assessments']): boolean {
  const actions: (string | undefined)[] = assessments.flatMap((each) => [
    ...(each.topicPolicy?.topics ?? []).map(({ action }) => action),
    ...(each.contentPolicy?.filters ?? []).map(({ action }) => action),
    ...(each.wordPolicy?.customWords ?? []).map(({ action }) => action),
    ...(each.wordPolicy?.managedWordLists ?? []).map(({ action }) => action),
    ...(each.sensitiveInformationPolicy?.piiEntities ?? []).map(({ action }) => action),
    ...(each.sensitiveInformationPolicy?.regexes ?? []).map(({ action }) => action),
    ...(each.contextualGroundingPolicy?.filters ?? []).map(({ action }) => action),
  ]);
  return actions.length === 0 || actions.includes('BLOCKED');
}
