import { describe, expect, it } from 'vitest';
import type { LambdaEvent } from '#action-groups/kernel/lambda-event.ts';
import { createInProcessActionGroups } from './in-process-action-groups.ts';
import { parcelsHandler, testAttributes } from './test-agent.ts';

const { signal } = new AbortController();

const event: LambdaEvent = {
  messageVersion: '1.0',
  agent: { name: 'agent', id: 'A', alias: 'B', version: '1' },
  inputText: 'How heavy?',
  sessionId: 'session-1',
  actionGroup: 'parcels',
  apiPath: '/weigh',
  httpMethod: 'POST',
  requestBody: {
    content: {
      'application/json': {
        properties: [
          { name: 'parcel', type: 'string', value: 'box' },
          { name: 'kilograms', type: 'number', value: '3.5' },
          { name: 'tags', type: 'array', value: '["a","b"]' },
        ],
      },
    },
  },
  sessionAttributes: testAttributes,
  promptSessionAttributes: {},
};

describe('createInProcessActionGroups', () => {
  it('calls the handler of the group with the event', async () => {
    const invoke = createInProcessActionGroups({ parcels: parcelsHandler });
    const { response } = await invoke('parcels', event, { signal });
    expect(JSON.parse(response.responseBody['application/json'].body)).toMatchObject({
      code: 'ok',
      result: { parcel: 'box', kilograms: 3.5, tags: ['a', 'b'] },
    });
  });

  it('hands over only what JSON can carry', async () => {
    const seen: unknown[] = [];
    const invoke = createInProcessActionGroups({
      parcels: async (received) => {
        seen.push(received);
        return parcelsHandler(received);
      },
    });
    await invoke('parcels', { ...event, parameters: undefined }, { signal });
    expect(seen).toEqual([JSON.parse(JSON.stringify(event))]);
    expect(seen[0]).not.toBe(event);
  });

  it.for(['nothing', 'toString'])('has no handler for %s', async (name) => {
    await expect(
      createInProcessActionGroups({ parcels: parcelsHandler })(name, event, { signal }),
    ).rejects.toThrow(`no handler for the action group ${name}`);
  });
});
