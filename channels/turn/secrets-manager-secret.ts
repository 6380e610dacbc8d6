import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

/** A secret that is not there or not what is needed; the message names it and its field, never its value. */
export class SecretError extends Error {
  override readonly name = 'SecretError';
  readonly code = 'secret-unusable';
}

/**
 * Fields of a secret that is a JSON object of texts. @throws {SecretError} when one is missing or empty
 * @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html
 */
export async function readSecret<Field extends string>(
  client: Pick<SecretsManagerClient, 'send'>,
  secretId: string,
  fields: readonly Field[],
): Promise<Readonly<Record<Field, string>>> {
  let text: string | undefined;
  try {
    ({ SecretString: text } = await client.send(new GetSecretValueCommand({ SecretId: secretId })));
  } catch (cause) {
    throw new SecretError(`the secret ${secretId} cannot be read`, { cause });
  }
  const held = objectOf(text ?? '');
  const wrong = fields.filter((field) => typeof held[field] !== 'string' || held[field] === '');
  if (wrong.length > 0) throw new SecretError(`the secret ${secretId} has no text ${wrong.join(', ')}`);
  return Object.fromEntries(fields.map((field) => [field, held[field]])) as Record<Field, string>;
}

function objectOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const held: unknown = JSON.parse(text);
    return typeof held === 'object' && held !== null ? { ...held } : {};
  } catch {
    // What is no JSON has no field.
    return {};
  }
}
