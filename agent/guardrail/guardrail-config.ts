import type { GuardrailDeclaration } from './guardrail-declaration.ts';

/**
 * The declaration as CreateGuardrail and `AWS::Bedrock::Guardrail` take it (their fields differ in the first letter's
 * case only where a construct says so; these are the API's).
 * @see https://docs.aws.amazon.com/bedrock/latest/APIReference/API_CreateGuardrail.html
 */
export function guardrailConfig(declaration: GuardrailDeclaration) {
  const { name, description, blockedInputMessaging, blockedOutputsMessaging } = declaration;
  const { deniedTopics, promptAttack, personalData } = declaration;
  return {
    name,
    description,
    blockedInputMessaging,
    blockedOutputsMessaging,
    topicPolicyConfig: {
      topicsConfig: deniedTopics.map((topic) => ({
        name: topic.name,
        definition: topic.definition,
        examples: [...topic.examples],
        type: 'DENY' as const,
      })),
    },
    contentPolicyConfig: {
      filtersConfig: [
        // The service takes a strength for prompt attacks on the way in only.
        { type: 'PROMPT_ATTACK' as const, inputStrength: promptAttack, outputStrength: 'NONE' as const },
      ],
    },
    sensitiveInformationPolicyConfig: {
      piiEntitiesConfig: personalData.map(({ type, input, output }) => ({
        type,
        action: output === 'NONE' ? input : output,
        inputAction: input,
        outputAction: output,
        inputEnabled: input !== 'NONE',
        outputEnabled: output !== 'NONE',
      })),
    },
  };
}
