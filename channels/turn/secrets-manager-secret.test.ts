import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSecret, SecretError } from './secrets-manager-secret.ts';

const holding = (text: string | undefined) => ({ send: async () => ({ SecretString: text }) }) as never;

describe('readSecret', () => {
  it('gives the fields that are asked for', async () => {
    const held = JSON.stringify({ botToken: 'xoxb-1', signingSecret: 's', other: 1 });
    expect(await readSecret(holding(held), 'slack', ['botToken', 'signingSecret'])).toEqual({
      botToken: 'xoxb-1',
      signingSecret: 's',
    });
  });

  it('names the secret and the field that is wrong, and says nothing of what it holds', async () => {
    const held = JSON.stringify({ botToken: 'xoxb-hidden', signingSecret: '' });
    const reading = readSecret(holding(held), 'slack', ['botToken', 'signingSecret']);
    await expect(reading).rejects.toThrow('the secret slack has no text signingSecret');
    await expect(reading).rejects.not.toThrow(/hidden/);
  });

  it('refuses whatever is no object of texts', async () => {
    const texts = fc.oneof(fc.string(), fc.json(), fc.constant(undefined));
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        await expect(readSecret(holding(text), 'id', ['a field of nobody'])).rejects.toBeInstanceOf(
          SecretError,
        );
      }),
    );
  });
});
