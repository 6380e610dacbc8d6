import { describe, expect, it } from 'vitest';
import type { AgentEvent } from '#agent/client/agent-client.ts';
import { createEchoTarget } from '#evals/runner/targets/echo-target.ts';
import type { AgentThread } from './agent-thread.ts';
import { spreadOver } from './spread-target.ts';

const saying = (text: string) => ({
  async *ask(): AsyncGenerator<AgentEvent> {
    yield { type: 'chunk', text };
  },
  artifacts: undefined,
});
const own = () => ({ ...createEchoTarget({ delayMs: 0 }), ...saying('own') });
const thread = (name: string, closed: string[] = []) =>
  ({ ...saying(name), close: async () => void closed.push(name) }) as unknown as AgentThread;
const signal = new AbortController().signal;
const request = {
  sessionId: '',
  inputText: '',
  sessionAttributes: {},
  promptSessionAttributes: {},
  signal,
} as const;

async function placeOf(at: { ask: AgentThread['ask'] } | undefined): Promise<string | undefined> {
  for await (const event of at?.ask(request) ?? []) if (event.type === 'chunk') return event.text;
  return undefined;
}

describe('spreadOver', () => {
  it('holds each conversation where the fewest are, its own agent first', async () => {
    const spread = spreadOver(own(), [Promise.resolve(thread('a'))], () => {});
    await Promise.resolve();
    const [first, second, third] = [1, 2, 3].map(() => spread.beginConversation?.());
    expect(await Promise.all([first, second, third].map(placeOf))).toEqual(['own', 'a', 'own']);
    second?.end();
    expect(await placeOf(spread.beginConversation?.())).toBe('a');
  });

  it('does without a thread that cannot start, and says so', async () => {
    const failures: string[] = [];
    const spread = spreadOver(own(), [Promise.reject(new Error('no memory'))], (where, error) =>
      failures.push(`${where}: ${String(error)}`),
    );
    await spread.close();
    expect(failures).toEqual(['a thread of the agent: Error: no memory']);
    expect(await placeOf(spread.beginConversation?.())).toBe('own');
  });

  it('closes the threads that were started', async () => {
    const closed: string[] = [];
    await spreadOver(own(), [Promise.resolve(thread('a', closed))], () => {}).close();
    expect(closed).toEqual(['a']);
  });
});
