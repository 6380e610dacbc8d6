import { describe, expect, it } from 'vitest';
import { AgentStoreError } from './control-plane/agent-store.ts';
import { ModelError } from './models/model.ts';
import { type ScriptedModel, scriptedModel } from './models/scripted-model.ts';
import { RuntimeError } from './runtime-error.ts';
import type { AgentRuntimeOptions } from './runtime-ports.ts';
import { createInMemorySessionStore } from './sessions/in-memory-session-store.ts';
import { SessionError } from './sessions/session-store.ts';
import { TEST_AGENT_ID, TEST_ALIAS_ID, testAgent, testAttributes, testRuntime, WEIGH } from './test-agent.ts';

/** What must not leave: words of a model's server, a Lambda, a store. */
const SECRET = 'secret-host-7.internal';

/** All that a caller is sent by a turn, as text, and what it ends with. */
async function turn(model: ScriptedModel, debug: boolean, options: Partial<AgentRuntimeOptions> = {}) {
  const failures: { reference: string; error: RuntimeError }[] = [];
  const runtime = testRuntime(model, {
    agents: { find: async () => ({ definition: testAgent, agentVersion: '1', debug }) },
    onFailure: (failure) => failures.push(failure),
    ...options,
  });
  const events: unknown[] = [];
  let error: unknown;
  try {
    const request = {
      agentId: TEST_AGENT_ID,
      agentAliasId: TEST_ALIAS_ID,
      sessionId: 'session-1',
      inputText: 'How heavy?',
      endSession: false,
      enableTrace: true,
      streamFinalResponse: false,
      sessionAttributes: testAttributes,
      promptSessionAttributes: {},
      signal: new AbortController().signal,
    };
    for await (const event of runtime.invokeAgent(request)) events.push(event);
  } catch (thrown) {
    error = thrown;
  }
  const said = error instanceof RuntimeError ? { code: error.code, message: error.message } : error;
  return { sent: JSON.stringify([events, said]), said, failures };
}

const sessions = (change: Partial<AgentRuntimeOptions['sessions']>) => ({
  ...createInMemorySessionStore({ clock: () => new Date() }),
  ...change,
});

const weigh = () => scriptedModel().uses([{ name: WEIGH, input: { parcel: 'box' } }]);

const FAILURES: readonly [string, string, () => ScriptedModel, Partial<AgentRuntimeOptions>][] = [
  [
    'a model',
    'BadGatewayException',
    () => scriptedModel().fails(new ModelError('model-unavailable', `connect ${SECRET}`)),
    {},
  ],
  [
    'a model that throttles',
    'ThrottlingException',
    () => scriptedModel().fails(new ModelError('model-throttled', `${SECRET} is busy`)),
    {},
  ],
  [
    'a model that denies',
    'AccessDeniedException',
    () => scriptedModel().fails(new ModelError('model-denied', `no access to ${SECRET}`)),
    {},
  ],
  [
    'a Lambda',
    'DependencyFailedException',
    weigh,
    { invokeActionGroup: () => Promise.reject(new Error(`${SECRET} crashed`)) },
  ],
  [
    'the session store',
    'DependencyFailedException',
    () => scriptedModel().says('Hi.'),
    {
      sessions: sessions({
        load: () => Promise.reject(new SessionError('session-store-unavailable', `no ${SECRET}`)),
      }),
    },
  ],
  [
    'something of ours',
    'InternalServerException',
    () => scriptedModel(),
    { model: () => ({ modelId: 'm', converse: () => fail() }) },
  ],
];

function fail(): never {
  throw new TypeError(`${SECRET} is undefined`);
}

describe('debug detail', () => {
  it.for(FAILURES)(
    'stays inside where %s fails, with a reference to find it',
    async ([, code, model, options]) => {
      const { sent, said, failures } = await turn(model(), false, options);
      expect(sent).not.toContain(SECRET);
      expect(said).toEqual({ code, message: 'the turn failed; reference id-1' });
      expect(failures).toMatchObject([{ reference: 'id-1', error: { code } }]);
      expect(sent).toContain('"failureReason":"the turn failed; reference id-1"');
    },
  );

  it('is given on an alias for debugging', async () => {
    const [, , model] = FAILURES[0] ?? [];
    if (model === undefined) throw new TypeError('a case');
    expect((await turn(model(), true)).sent).toContain(SECRET);
  });

  it.for([false, true])('has the model’s input in it: shown when %s', async (debug) => {
    const { sent } = await turn(scriptedModel().says('Hi.'), debug);
    expect(sent.includes(testAgent.instruction.slice(0, 30))).toBe(debug);
    expect(sent).toContain('"foundationModel":"scripted"');
  });

  it('does not hide what is wrong with the request itself', async () => {
    const conflict = new SessionError('session-conflict', 'the session was changed by another turn');
    const { said } = await turn(scriptedModel().says('Hi.'), false, {
      sessions: sessions({ save: () => Promise.reject(conflict) }),
    });
    expect(said).toEqual({ code: 'ConflictException', message: 'the session was changed by another turn' });
  });

  it('stays inside when the store of agents fails, and is reported', async () => {
    const broken = new AgentStoreError('agent-store-unavailable', `no ${SECRET}`);
    const { said, failures } = await turn(scriptedModel(), false, {
      agents: { find: () => Promise.reject(broken) },
    });
    expect(said).toEqual({
      code: 'DependencyFailedException',
      message: 'the turn failed; reference id-1',
    });
    expect(failures.length).toBe(1);
  });
});
