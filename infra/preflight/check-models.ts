import {
  type BedrockClient,
  GetFoundationModelAvailabilityCommand,
  GetInferenceProfileCommand,
} from '@aws-sdk/client-bedrock';
import type { EnvironmentConfig } from '../config/environment-config.ts';
import { type CheckResult, unanswered } from './preflight-check.ts';

/** Whether the account may call a tier's model in the client's region. */
export async function checkModel(
  bedrock: BedrockClient,
  tier: keyof EnvironmentConfig['models'],
  id: string,
): Promise<CheckResult> {
  const check = `model ${tier}`;
  try {
    const profile = /^(us|eu|apac|global)\./.test(id);
    if (profile) {
      const { status } = await bedrock.send(
        new GetInferenceProfileCommand({ inferenceProfileIdentifier: id }),
      );
      if (status !== 'ACTIVE')
        return {
          check,
          status: 'failed',
          found: `the profile ${id} is ${status ?? 'unknown'}`,
          advice: changeOf(tier),
        };
    }
    const modelId = profile ? id.slice(id.indexOf('.') + 1) : id;
    const answer = await bedrock.send(new GetFoundationModelAvailabilityCommand({ modelId }));
    const missing = [
      answer.regionAvailability === 'AVAILABLE' || profile
        ? undefined
        : { what: 'not in this region', advice: changeOf(tier) },
      answer.agreementAvailability?.status === 'AVAILABLE'
        ? undefined
        : {
            what: `agreement ${answer.agreementAvailability?.status ?? 'unknown'}`,
            advice: `Open ${modelId} in the model catalog of Bedrock’s console and accept its terms.`,
          },
      answer.entitlementAvailability === 'AVAILABLE' && answer.authorizationStatus === 'AUTHORIZED'
        ? undefined
        : {
            what: 'the account may not use it',
            advice:
              'A policy of the organisation or a missing subscription forbids it: ask whoever runs the account.',
          },
    ].filter((each) => each !== undefined);
    const [first] = missing;
    if (first === undefined) return { check, status: 'ok', found: `${id} can be called` };
    return {
      check,
      status: 'failed',
      found: `${id}: ${missing.map(({ what }) => what).join(', ')}`,
      advice: first.advice,
    };
  } catch (error) {
    if (error instanceof Error && /ResourceNotFound|Validation/.test(error.name))
      return {
        check,
        status: 'failed',
        found: `${id} is not known here: ${error.message}`,
        advice: changeOf(tier),
      };
    return unanswered(check, error);
  }
}

function changeOf(tier: string): string {
  return `Give another model in models.${tier} of the environment’s file.`;
}
