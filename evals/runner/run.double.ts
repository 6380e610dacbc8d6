import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AgentError,
  type AgentErrorCode,
  type AgentEvent,
  type AgentRequest,
} from '#agent/client/agent-client.ts';
import type { EvalCase } from '../cases/eval-case.ts';
import { readSuite } from '../cases/read-suite.ts';
import type { RunClock } from './run-clock.ts';
import type { Target } from './target.ts';
import { createEchoTarget } from './targets/echo-target.ts';

/** A clock that goes on by a millisecond a look, and by what is waited. */
export function madeClock(): RunClock & { readonly waits: readonly number[] } {
  let nowMs = 0;
  const waits: number[] = [];
  return {
    waits,
    elapsedMs() {
      nowMs += 1;
      return nowMs;
    },
    now: () => new Date('2026-11-25T09:00:00Z'),
    async wait(ms, signal) {
      signal.throwIfAborted();
      waits.push(ms);
      nowMs += ms;
    },
  };
}

/** Cases of one message each, which expect it back. */
export async function madeCases(
  count: number,
  more: Readonly<Record<string, unknown>> = {},
): Promise<readonly EvalCase[]> {
  const cases = Array.from({ length: count }, (_, at) => ({
    id: `c${at}`,
    turns: [{ user: `message ${at}`, expect: { answer: { contains: [`message ${at}`] } } }],
    ...more,
  }));
  return (await readSuite(JSON.stringify({ suite: 'made', today: '2026-11-25', cases }), 'made.json')).cases;
}

/** An echo that breaks as a test says: a code by the number of the call, from 0. */
export function breakingTarget(
  codeOf: (call: number, request: AgentRequest) => AgentErrorCode | undefined,
): Target & { readonly requests: readonly AgentRequest[] } {
  const requests: AgentRequest[] = [];
  const echo = createEchoTarget();
  return {
    ...echo,
    requests,
    async *ask(request): AsyncGenerator<AgentEvent> {
      const code = codeOf(requests.length, request);
      requests.push(request);
      if (code !== undefined) throw new AgentError(code, 'made to break');
      yield* echo.ask(request);
    },
  };
}

/** A folder for one test, gone after it. */
export async function withFolder<Value>(use: (dir: string) => Promise<Value>): Promise<Value> {
  const dir = await mkdtemp(join(tmpdir(), 'run-'));
  try {
    return await use(dir);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
