import { describe, expect, it } from 'vitest';
import type { LambdaEvent } from '#action-groups/kernel/lambda-event.ts';
import { createLambdaActionGroups } from './lambda-action-groups.ts';

const event = { sessionId: 's' } as LambdaEvent;
const { signal } = new AbortController();

function answering(answer: object) {
  const sent: unknown[] = [];
  const client = {
    send: async (command: { input: unknown }) => {
      sent.push(command.input);
      return answer;
    },
  } as never;
  return { sent, invoke: createLambdaActionGroups({ client, functions: { funding: 'fn:live' } }) };
}

describe('createLambdaActionGroups', () => {
  it('calls the function of the group with the event, and gives what it answers', async () => {
    const { sent, invoke } = answering({ Payload: new TextEncoder().encode('{"messageVersion":"1.0"}') });
    expect(await invoke('funding', event, { signal })).toEqual({ messageVersion: '1.0' });
    expect(sent).toEqual([
      { FunctionName: 'fn:live', Payload: new TextEncoder().encode('{"sessionId":"s"}') },
    ]);
  });

  it('fails when the function failed, without its words', async () => {
    const { invoke } = answering({
      FunctionError: 'Unhandled',
      Payload: new TextEncoder().encode('{"errorMessage":"a seller’s words"}'),
    });
    const calling = invoke('funding', event, { signal });
    await expect(calling).rejects.toThrow('the function of funding failed (Unhandled)');
    await expect(calling).rejects.not.toThrow(/seller/);
  });

  it('knows no other group, and no name of an object’s own', async () => {
    for (const name of ['follow-on', 'constructor'])
      await expect(answering({}).invoke(name, event, { signal })).rejects.toThrow(TypeError);
  });
});
