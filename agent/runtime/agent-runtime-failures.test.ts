import { describe, expect, it } from 'vitest';
import { ModelError } from './models/model.ts';
import { scriptedModel } from './models/scripted-model.ts';
import type { ActionGroupInvoker } from './runtime-ports.ts';
import { respond, response, traces, turn, weighOnce, words } from './runtime-turn.double.ts';
import { createInMemorySessionStore } from './sessions/in-memory-session-store.ts';
import { SessionError } from './sessions/session-store.ts';
import { TEST_AGENT_ID, WEIGH } from './test-agent.ts';

describe('createAgentRuntime, when something fails', () => {
  const invokers: Readonly<Record<string, ActionGroupInvoker>> = {
    throws: async () => {
      throw new Error('out of memory');
    },
    'never answers': () => new Promise(() => {}),
    'answers with nothing': respond(() => null),
    'gives its body as an object': respond((event) => ({
      ...response(event),
      responseBody: { 'application/json': { body: { code: 'ok' } } },
    })),
    'names the content type otherwise': respond((event) => ({
      ...response(event),
      responseBody: { 'application/JSON': { body: '{}' } },
    })),
    'answers for another operation': respond((event) => ({ ...response(event), apiPath: '/other' })),
    'says that it failed': respond((event) => ({ ...response(event), responseState: 'FAILURE' })),
  };

  it.for(Object.keys(invokers))(
    'fails as a dependency when an action group %s, and keeps the session',
    async (name) => {
      const sessions = createInMemorySessionStore({ clock: () => new Date() });
      const model = weighOnce();
      const failures: unknown[] = [];
      const outcome = await turn(
        model,
        { enableTrace: true },
        {
          sessions,
          actionGroupTimeoutMs: 20,
          onFailure: (failure) => failures.push(failure),
          ...(invokers[name] === undefined ? {} : { invokeActionGroup: invokers[name] }),
        },
      );
      expect(outcome.error).toMatchObject({
        code: 'DependencyFailedException',
        message: expect.stringContaining('the action group parcels, POST /weigh,'),
      });
      expect(failures).toEqual([{ sessionId: 'session-1', reference: 'id-1', error: outcome.error }]);
      expect(traces(outcome).at(-1)).toMatchObject({
        failureTrace: { failureCode: 424, failureReason: expect.stringContaining('parcels') },
      });
      const key = `${TEST_AGENT_ID}:session-1`;
      expect(await sessions.load(key, { signal: new AbortController().signal })).toBeUndefined();
    },
  );

  it('gives a reply that is not JSON to the model as text', async () => {
    const model = weighOnce();
    const invokeActionGroup = respond((event) => ({
      ...response(event),
      responseBody: { 'application/json': { body: 'plain words' } },
    }));
    await turn(model, {}, { invokeActionGroup });
    expect(model.requests[1]?.messages.at(-1)?.content).toEqual([
      { toolResult: { toolUseId: 'use-1', status: 'error', json: 'plain words' } },
    ]);
  });

  it.for([
    ['an empty message', scriptedModel().says('  '), 'DependencyFailedException', 'empty message'],
    [
      'a message cut at its limit',
      scriptedModel().addTurn({
        events: [
          { type: 'text-delta', text: 'The ARR is 1' },
          { type: 'stop', reason: 'max-tokens', inputTokens: 1, outputTokens: 1 },
        ],
      }),
      'DependencyFailedException',
      'cut at its token limit',
    ],
    [
      'a message without an end',
      scriptedModel().addTurn({ events: [] }),
      'DependencyFailedException',
      'without finishing',
    ],
    [
      'throttling',
      scriptedModel().fails(new ModelError('model-throttled', 'slow down')),
      'ThrottlingException',
      'slow down',
    ],
    [
      'an outage',
      scriptedModel().fails(new ModelError('model-unavailable', 'down')),
      'BadGatewayException',
      'down',
    ],
    ['something unforeseen', scriptedModel(), 'InternalServerException', 'inside this turn'],
  ] as const)('fails on a model with %s', async ([, model, code, message]) => {
    const { error } = await turn(model);
    expect(error).toMatchObject({ name: 'RuntimeError', code, message: expect.stringContaining(message) });
  });

  it.for([
    ['its own words', 'I may not say that.', 'I may not say that.'],
    ['fixed words where none are left', '', 'This answer was blocked by a content filter.'],
  ] as const)(
    'ends a blocked message as an intervention with %s, and uses none of its tools',
    async ([, said, spoken]) => {
      const outcome = await turn(
        scriptedModel().addTurn({
          events: [
            { type: 'text-delta', text: said },
            { type: 'tool-use', toolUse: { toolUseId: 'u', name: WEIGH, input: { parcel: 'box' } } },
            { type: 'stop', reason: 'blocked', inputTokens: null, outputTokens: null },
          ],
        }),
        { enableTrace: true },
      );
      expect(words(outcome)).toEqual([spoken]);
      expect(traces(outcome).flatMap((trace) => trace.guardrailTrace ?? [])).toEqual([
        { traceId: 'id-1-1', action: 'INTERVENED' },
      ]);
      expect(
        traces(outcome).map((trace) => trace.orchestrationTrace?.modelInvocationOutput?.metadata?.usage),
      ).toContainEqual({});
    },
  );

  it('gives arguments that are no JSON back to the model, and goes on', async () => {
    const model = scriptedModel()
      .addTurn({
        events: [
          {
            type: 'tool-use',
            toolUse: { toolUseId: 'u', name: WEIGH, input: {}, brokenInput: '{"parcel":' },
          },
          { type: 'stop', reason: 'tool-use', inputTokens: 1, outputTokens: 1 },
        ],
      })
      .says('Which parcel?');
    const outcome = await turn(model, { enableTrace: true });
    expect(outcome.error).toBeUndefined();
    expect(model.requests[1]?.messages.at(-1)?.content).toEqual([
      {
        toolResult: {
          toolUseId: 'u',
          status: 'error',
          json: {
            code: 'invalid-arguments',
            message: `the arguments of ${WEIGH} are not one JSON object: "{\\"parcel\\":"`,
          },
        },
      },
    ]);
    expect(traces(outcome).some((trace) => trace.orchestrationTrace?.observation?.type === 'REPROMPT')).toBe(
      true,
    );
  });

  it('tells the turn whose session another process has changed meanwhile', async () => {
    const sessions = {
      ...createInMemorySessionStore({ clock: () => new Date() }),
      save: async () => {
        throw new SessionError('session-conflict', 'changed meanwhile');
      },
    };
    const outcome = await turn(scriptedModel().says('Done.'), { enableTrace: true }, { sessions });
    expect(outcome.error).toMatchObject({ code: 'ConflictException' });
    expect(traces(outcome).some((trace) => trace.orchestrationTrace?.observation !== undefined)).toBe(false);
  });
});
