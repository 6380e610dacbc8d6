import { describe, expect, it } from 'vitest';
import { createActionGroupHandler } from './action-group-handler.ts';
import { encodeIdentity } from './identity.ts';
import type { LambdaEvent } from './lambda-event.ts';
import {
  noDependencies as dependencies,
  describeResolve,
  testingGroup as group,
} from './resolve.contract.ts';
import { MOST_BYTES, MOST_OPPORTUNITIES } from './working-set-bounds.ts';

const event = (
  properties: Readonly<Record<string, unknown>>,
  changes: Partial<LambdaEvent> = {},
): LambdaEvent => ({
  messageVersion: '1.0',
  agent: { name: 'a', id: 'AGENT12345', alias: 'TSTALIASID', version: 'DRAFT' },
  sessionId: 'f'.repeat(64),
  actionGroup: 'testing',
  apiPath: '/weigh',
  httpMethod: 'POST',
  requestBody: {
    content: {
      'application/json': {
        properties: Object.entries(properties).map(([name, value]) => ({ name, type: 'string', value })),
      },
    },
  },
  sessionAttributes: encodeIdentity({
    sellerId: 'nora',
    scope: { kind: 'partners', partnerIds: ['1', '2'] },
    today: '2026-11-23',
  }),
  ...changes,
});

describeResolve('createActionGroupHandler', async (own, dependencies, call) => {
  const { response } = await createActionGroupHandler(
    own,
    dependencies,
    call.options,
  )(
    event(call.given, {
      apiPath: `/${call.operationId ?? 'weigh'}`,
      sessionAttributes: { ...call.attributes },
    }),
  );
  return JSON.parse(response.responseBody['application/json'].body);
});

describe('the envelope of an action group', () => {
  const status = async (given: LambdaEvent) =>
    (await createActionGroupHandler(group, dependencies)(given)).response.httpStatusCode;

  it.for([
    [{}, 200],
    [{ apiPath: '/other' }, 404],
    [{ httpMethod: 'GET' }, 404],
    [{ actionGroup: 'other' }, 404],
    [{ sessionAttributes: {} }, 401],
    [{ requestBody: { content: {} } }, 400],
  ] as const)('answers %j with HTTP status %i', async ([changes, code]) => {
    expect(await status(event({ customerName: 'Acme' }, changes as Partial<LambdaEvent>))).toBe(code);
  });

  it('keeps the opportunity in both kinds of attributes', async () => {
    const handler = createActionGroupHandler(group, dependencies);
    const first = await handler(event({ customerName: 'Acme' }));
    const second = await handler(
      event({ customerName: 'Beta' }, { sessionAttributes: first.sessionAttributes }),
    );
    const set = JSON.parse(second.promptSessionAttributes.workingSet ?? '');
    expect(set.current).toBe('Beta');
    expect(set.opportunities.map((each: { name: string }) => each.name)).toEqual(['Beta', 'Acme']);
    expect(second.sessionAttributes.workingSet).toBe(second.promptSessionAttributes.workingSet);
    expect(second.sessionAttributes.sellerId).toBe('nora');
  });

  it('keeps the attributes of a session of 500 turns within their bounds', async () => {
    const handler = createActionGroupHandler(group, dependencies);
    let attributes = event({}).sessionAttributes ?? {};
    let largest = 0;
    for (let turn = 0; turn < 500; turn += 1) {
      const { sessionAttributes } = await handler(
        event({ customerName: `Customer ${turn % 60}` }, { sessionAttributes: attributes }),
      );
      attributes = sessionAttributes;
      largest = Math.max(largest, Buffer.byteLength(attributes.workingSet ?? ''));
    }
    expect(largest).toBeLessThanOrEqual(MOST_BYTES);
    expect(JSON.parse(attributes.workingSet ?? '').opportunities).toHaveLength(MOST_OPPORTUNITIES);
  });
});
