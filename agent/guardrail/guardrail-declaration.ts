import { z } from 'zod';

/** Personal data that is looked for; names as Bedrock Guardrails has them. */
export const PERSONAL_DATA_TYPES = [
  'EMAIL',
  'PHONE',
  'US_SOCIAL_SECURITY_NUMBER',
  'CREDIT_DEBIT_CARD_NUMBER',
  'INTERNATIONAL_BANK_ACCOUNT_NUMBER',
  'IP_ADDRESS',
  'PASSWORD',
  'AWS_ACCESS_KEY',
  'AWS_SECRET_KEY',
] as const;
export type PersonalDataType = (typeof PERSONAL_DATA_TYPES)[number];

const ACTIONS = ['BLOCK', 'ANONYMIZE', 'NONE'] as const;

/** What a guardrail is to stop, as data: the local engine runs it, and infra makes a guardrail of Bedrock of it. */
export const guardrailDeclaration = z.strictObject({
  name: z.string().regex(/^[0-9a-zA-Z-_]{1,50}$/),
  description: z.string().min(1).max(200),
  /** What is said in place of a message, or of an answer, that was stopped. */
  blockedInputMessaging: z.string().min(1).max(500),
  blockedOutputsMessaging: z.string().min(1).max(500),
  deniedTopics: z
    .array(
      z.strictObject({
        name: z.string().regex(/^[0-9a-zA-Z-_ !?.]{1,100}$/),
        definition: z.string().min(1).max(200),
        examples: z.array(z.string().min(1).max(100)).max(5).readonly(),
      }),
    )
    .max(30)
    .readonly(),
  /** Whether prompt attacks in messages are stopped, and how eagerly by Bedrock; the local engine knows on and off. */
  promptAttack: z.enum(['NONE', 'LOW', 'MEDIUM', 'HIGH']),
  personalData: z
    .array(
      z.strictObject({
        type: z.enum(PERSONAL_DATA_TYPES),
        /** In a message of the seller. */
        input: z.enum(ACTIONS),
        /** In an answer. */
        output: z.enum(ACTIONS),
      }),
    )
    .readonly(),
});

export type GuardrailDeclaration = Readonly<z.infer<typeof guardrailDeclaration>>;
