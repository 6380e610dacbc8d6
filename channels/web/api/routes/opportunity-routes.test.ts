import { describe, expect, it } from 'vitest';
import { testWeb } from '../../__fixtures__/test-web.ts';

function send(body: unknown) {
  return testWeb().app.request('/v1/opportunities/read', {
    method: 'POST',
    headers: { authorization: 'Bearer olivia', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

describe('POST /v1/opportunities/read', () => {
  it('says what was read from which words, and what could not be used', async () => {
    const response = await send({
      text: 'Customer: Acme\nCountry: Austria\nClose date: 31.2.2027\nSalesperson: Joe\nDescription: a data lake',
    });
    expect([response.status, await response.json()]).toEqual([
      200,
      {
        fields: {
          customerName: { value: 'Acme', words: 'Acme' },
          country: { value: 'AT', words: 'Austria' },
          description: { value: 'a data lake', words: 'a data lake' },
        },
        troubles: [{ code: 'impossible-date', field: 'targetCloseDate', words: ['31.2.2027'] }],
        unread: ['Salesperson: Joe'],
      },
    ]);
  });

  it.for([[{}], [{ text: '' }], [{ text: 'x'.repeat(8_001) }], [{ text: 7 }], [{ text: 'x', more: 1 }]])(
    'names the field that is wrong: %j',
    async ([body]) => {
      const response = await send(body);
      const { errors } = (await response.json()) as {
        readonly errors: readonly { readonly field: string }[];
      };
      expect([response.status, errors[0]?.field]).toEqual([422, Object.keys(body ?? {}).at(-1) ?? 'text']);
    },
  );
});
