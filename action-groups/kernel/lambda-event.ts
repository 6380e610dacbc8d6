import { z } from 'zod';

const attributes = z.record(z.string(), z.string());
const property = z.object({ name: z.string(), type: z.string(), value: z.unknown() });

/**
 * The event Bedrock sends an action group's Lambda (OpenAPI schema).
 * @see https://docs.aws.amazon.com/bedrock/latest/userguide/agents-lambda.html
 */
export const lambdaEvent = z.object({
  messageVersion: z.literal('1.0'),
  agent: z.object({ name: z.string(), id: z.string(), alias: z.string(), version: z.string() }),
  inputText: z.string().default(''),
  sessionId: z.string(),
  actionGroup: z.string(),
  apiPath: z.string(),
  httpMethod: z.string(),
  parameters: z.array(property).default([]),
  requestBody: z
    .object({ content: z.record(z.string(), z.object({ properties: z.array(property).default([]) })) })
    .optional(),
  sessionAttributes: attributes.default({}),
  promptSessionAttributes: attributes.default({}),
});

export type LambdaEvent = z.input<typeof lambdaEvent>;
export type ParsedLambdaEvent = z.output<typeof lambdaEvent>;

/** What the Lambda answers; `body` is a JSON string under the key `application/json`, exactly. */
export interface LambdaResponse {
  readonly messageVersion: '1.0';
  readonly response: {
    readonly actionGroup: string;
    readonly apiPath: string;
    readonly httpMethod: string;
    readonly httpStatusCode: number;
    readonly responseBody: { readonly 'application/json': { readonly body: string } };
  };
  readonly sessionAttributes: Readonly<Record<string, string>>;
  readonly promptSessionAttributes: Readonly<Record<string, string>>;
}

/** The arguments of an event by name, still text; a property given twice keeps its last value. */
export function argumentsOf(event: ParsedLambdaEvent): Record<string, unknown> {
  const properties = Object.values(event.requestBody?.content ?? {}).flatMap((content) => content.properties);
  return Object.fromEntries([...event.parameters, ...properties].map(({ name, value }) => [name, value]));
}
