import { z } from 'zod';
import { UsageError } from './settings.ts';

const settings = z.object({
  AWS_REGION: z.string('needed with --bedrock, as us-east-1').min(1),
  AGENT_ID_STANDARD: z
    .string()
    .regex(/^[0-9A-Za-z]{10}$/, 'ten letters and digits')
    .optional(),
  AGENT_ID_ENHANCED: z
    .string()
    .regex(/^[0-9A-Za-z]{10}$/, 'ten letters and digits')
    .optional(),
  PIN_PREFIX: z
    .string()
    .regex(/^(\/[\w.-]+)+$/, 'a path of parameters, as /partner-seller-assistant/agent')
    .default('/partner-seller-assistant/agent'),
});

/** The environment of releases on Amazon Bedrock. @throws {UsageError} naming each bad variable */
export function readReleaseSettings() {
  const given = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ''));
  const parsed = settings.safeParse(given);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new UsageError(`in the environment, ${faults.join('; ')}`);
  }
  const { AWS_REGION, AGENT_ID_STANDARD, AGENT_ID_ENHANCED, PIN_PREFIX } = parsed.data;
  return {
    region: AWS_REGION,
    agentIds: { standard: AGENT_ID_STANDARD, enhanced: AGENT_ID_ENHANCED },
    pinPrefix: PIN_PREFIX,
  };
}
