import { afterEach, describe, expect, it } from 'vitest';
import { ModelError } from '../runtime/models/model.ts';
import { type ScriptedModel, scriptedModel } from '../runtime/models/scripted-model.ts';
import type { AgentRuntimeOptions } from '../runtime/runtime-ports.ts';
import { createInMemorySessionStore } from '../runtime/sessions/in-memory-session-store.ts';
import { REFUSE, testAttributes, WEIGH } from '../runtime/test-agent.ts';
import type { AgentClient, AgentEvent, AgentRequest } from './agent-client.ts';

/** A client over a runtime with this model; `close` frees what it opened. */
export type AgentClientSetup = (
  model: ScriptedModel,
  options?: Partial<AgentRuntimeOptions>,
) => Promise<{ readonly client: AgentClient; readonly close: () => Promise<void> }>;

/** The scripted model has no price. */
const SCRIPTED = { costUsd: null, modelId: 'scripted' };

const SESSION_ID = '7f'.repeat(32);

/** What every AgentClient does, whatever lies between it and the runtime. */
export function describeAgentClient(name: string, setup: AgentClientSetup): void {
  const opened: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of opened.splice(0)) await close();
  });

  async function open(model: ScriptedModel, options?: Partial<AgentRuntimeOptions>): Promise<AgentClient> {
    const { client, close } = await setup(model, options);
    opened.push(close);
    return client;
  }

  const request = (change: Partial<AgentRequest> = {}): AgentRequest => ({
    sessionId: SESSION_ID,
    inputText: 'How heavy is it?',
    sessionAttributes: testAttributes,
    promptSessionAttributes: { today: testAttributes.today },
    signal: new AbortController().signal,
    ...change,
  });

  async function ask(client: AgentClient, change?: Partial<AgentRequest>): Promise<AgentEvent[]> {
    const events: AgentEvent[] = [];
    for await (const event of client.ask(request(change))) events.push(event);
    return events;
  }

  describe(`${name}, as an AgentClient`, () => {
    it('answers in the model’s words, with what they cost', async () => {
      const client = await open(scriptedModel().says('Twelve ', 'kilograms — 12 kg. 🚚'));
      expect(await ask(client)).toEqual([
        { type: 'chunk', text: 'Twelve kilograms — 12 kg. 🚚' },
        { type: 'final', outcome: 'answered', inputTokens: 100, outputTokens: 10, ...SCRIPTED },
      ]);
    });

    it('says what a model that knows it exactly has understood, and takes nothing of that from words', async () => {
      const understood = {
        facts: [{ field: 'country', value: 'DE', text: 'Germany', start: 3, end: 10, note: 'é漢🚚' }],
        problems: [{ code: 'unreadable', field: 'region', texts: ['Mars'], start: 12, end: 16 }],
      };
      const model = scriptedModel()
        .addTurn({
          events: [
            { type: 'understood', ...understood },
            {
              type: 'tool-use',
              toolUse: { toolUseId: 'u', name: WEIGH, input: { parcel: 'box', kilograms: 1 } },
            },
            { type: 'stop', reason: 'tool-use', inputTokens: 100, outputTokens: 10 },
          ],
        })
        .says('One kilogram.')
        .says(JSON.stringify({ role: 'assistant', content: [], understood }));
      const client = await open(model);
      expect((await ask(client)).at(-1)).toEqual({
        type: 'final',
        outcome: 'answered',
        inputTokens: 200,
        outputTokens: 20,
        ...SCRIPTED,
        understood,
      });
      expect((await ask(client)).at(-1)).not.toHaveProperty('understood');
    });

    it('streams a long answer in pieces and loses no character', async () => {
      const pieces = Array.from({ length: 60 }, (_, index) => `${index}: é漢🚚 `);
      // Cut inside a surrogate pair, as a tokenizer may.
      const halves = pieces.flatMap((piece) => [piece.slice(0, -2), piece.slice(-2)]);
      const client = await open(scriptedModel().says(...halves));
      const chunks = (await ask(client)).filter((event) => event.type === 'chunk');
      expect(chunks.length).toBeGreaterThan(5);
      expect(chunks.map((event) => event.text).join('')).toBe(pieces.join(''));
    });

    it('names the sources of the answer', async () => {
      const source = { uri: 's3://docs/parcels.md', text: 'Boxes weigh 12 kg.' };
      const model = scriptedModel().addTurn({
        events: [
          { type: 'text-delta', text: 'Twelve kilograms, it is said.' },
          { type: 'citation', citation: { start: 0, end: 16, source } },
          { type: 'stop', reason: 'end-turn', inputTokens: 1, outputTokens: 1 },
        ],
      });
      const events = await ask(await open(model));
      expect(events.filter((event) => event.type === 'citation')).toEqual([
        {
          type: 'citation',
          citation: {
            text: 'Twelve kilograms',
            span: { start: 0, end: 16 },
            source: 's3://docs/parcels.md',
            passage: 'Boxes weigh 12 kg.',
          },
        },
      ]);
    });

    it('shows each step as it starts and ends, and the artifacts it left', async () => {
      const model = scriptedModel()
        .uses(
          [{ name: WEIGH, input: { parcel: 'box', kilograms: 3.5, tags: ['a', 'b'] } }],
          'Let me weigh it.',
        )
        .says('3.5 kg.');
      const events = await ask(await open(model));
      const call = {
        type: 'step',
        stepId: expect.any(String),
        actionGroup: 'parcels',
        operation: 'weigh',
        arguments: { parcel: 'box', kilograms: '3.5', tags: '["a","b"]' },
      };
      expect(events).toEqual([
        { ...call, phase: 'started' },
        {
          ...call,
          phase: 'ended',
          status: 'ok',
          code: 'ok',
          reply: {
            code: 'ok',
            artifacts: [{ type: 'analysis', id: 'weight-of-box' }],
            result: { parcel: 'box', kilograms: 3.5, tags: ['a', 'b'] },
          },
          ms: expect.any(Number),
        },
        { type: 'artifact', artifactType: 'analysis', id: 'weight-of-box' },
        { type: 'chunk', text: '3.5 kg.' },
        { type: 'final', outcome: 'answered', inputTokens: 200, outputTokens: 20, ...SCRIPTED },
      ]);
      expect(model.requests[1]?.messages.at(-1)).toEqual({
        role: 'user',
        content: [
          {
            toolResult: {
              toolUseId: 'use-1',
              status: 'success',
              json: {
                code: 'ok',
                artifacts: [{ type: 'analysis', id: 'weight-of-box' }],
                result: { parcel: 'box', kilograms: 3.5, tags: ['a', 'b'] },
              },
            },
          },
        ],
      });
    });

    it('carries out several tool uses of one message in their order', async () => {
      const model = scriptedModel()
        .uses([
          { name: WEIGH, input: { parcel: 'first' } },
          { name: WEIGH, input: { parcel: 'second' } },
        ])
        .says('Done.');
      const steps = (await ask(await open(model))).filter((event) => event.type === 'step');
      expect(steps.map((step) => [step.phase, step.arguments.parcel])).toEqual([
        ['started', 'first'],
        ['ended', 'first'],
        ['started', 'second'],
        ['ended', 'second'],
      ]);
      expect(new Set(steps.map((step) => step.stepId)).size).toBe(2);
    });

    it('ends with a question as asked, and takes the answer up', async () => {
      const model = scriptedModel().asks('Which parcel?').says('Thanks.');
      const client = await open(model);
      expect(await ask(client)).toEqual([
        { type: 'chunk', text: 'Which parcel?' },
        { type: 'final', outcome: 'asked', inputTokens: 100, outputTokens: 10, ...SCRIPTED },
      ]);
      await ask(client, { inputText: 'The box.' });
      expect(model.requests[1]?.messages).toEqual([
        { role: 'user', content: [{ text: 'How heavy is it?' }] },
        { role: 'assistant', content: [{ text: 'Which parcel?' }] },
        { role: 'user', content: [{ text: 'The box.' }] },
      ]);
    });

    it.for([
      ['out-of-scope', 'refused', 'rejected'],
      ['not-permitted', 'refused', 'rejected'],
      ['warehouse-unavailable', 'answered', 'failed'],
    ] as const)('a last reply of %s makes the turn %s', async ([code, outcome, status]) => {
      const model = scriptedModel()
        .uses([{ name: REFUSE, input: { code } }])
        .says('I cannot do that.');
      const events = await ask(await open(model));
      expect(events.find((event) => event.type === 'step' && event.phase === 'ended')).toMatchObject({
        code,
        status,
      });
      expect(events.at(-1)).toMatchObject({ type: 'final', outcome });
    });

    it('is throttled before the first word', async () => {
      const client = await open(scriptedModel().fails(new ModelError('model-throttled', 'slow down')));
      await expect(ask(client)).rejects.toMatchObject({ name: 'AgentError', code: 'agent-throttled' });
    });

    it('is throttled in the middle, and leaves the session as it was', async () => {
      const model = scriptedModel()
        .says('Before.')
        .fails(new ModelError('model-throttled', 'slow down'), 'word '.repeat(100))
        .says('After.');
      const client = await open(model);
      await ask(client, { inputText: 'one' });
      await expect(ask(client, { inputText: 'two' })).rejects.toMatchObject({ code: 'agent-throttled' });
      await ask(client, { inputText: 'three' });
      const texts = model.requests[2]?.messages.flatMap((message) => message.content);
      expect(texts).toEqual([{ text: 'one' }, { text: 'Before.' }, { text: 'three' }]);
    });

    it.for([
      ['model-unavailable', 'agent-unavailable'],
      ['model-denied', 'agent-denied'],
      ['model-timeout', 'agent-failed'],
      ['model-failed', 'agent-failed'],
    ] as const)('%s is %s', async ([code, expected]) => {
      const client = await open(scriptedModel().fails(new ModelError(code, 'broken')));
      await expect(ask(client)).rejects.toMatchObject({ code: expected });
    });

    it('stops a model that never stops calling tools, and says so', async () => {
      const model = scriptedModel()
        .uses([{ name: WEIGH, input: { parcel: 'box' } }])
        .repeatsLast();
      const client = await open(model);
      await expect(ask(client)).rejects.toMatchObject({
        code: 'agent-failed',
        message: expect.stringContaining('Max iterations exceeded'),
      });
      expect(model.requests).toHaveLength(10);
    });

    it.for([
      ['an unknown tool', { name: 'POST__parcels__burn', input: {} }, 'unknown-operation'],
      ['malformed arguments', { name: WEIGH, input: 'parcel=box' }, 'invalid-arguments'],
      ['a question without its text', { name: 'user__askuser', input: {} }, 'invalid-arguments'],
    ] as const)('tells a model that sends %s, and goes on', async ([, toolUse, code]) => {
      const model = scriptedModel().uses([toolUse]).says('Sorry.');
      const events = await ask(await open(model));
      expect(events.map((event) => event.type)).toEqual(['chunk', 'final']);
      expect(model.requests[1]?.messages.at(-1)?.content[0]).toMatchObject({
        toolResult: { status: 'error', json: { code, message: expect.any(String) } },
      });
    });

    it('keeps session attributes, and what action groups remember, over turns and a restart', async () => {
      const sessions = createInMemorySessionStore({ clock: () => new Date() });
      const first = await open(
        scriptedModel()
          .uses([{ name: WEIGH, input: { parcel: 'box' } }])
          .says('Weighed.'),
        { sessions },
      );
      await ask(first, { promptSessionAttributes: { today: '2026-11-23', onlyNow: 'yes' } });
      const seen: Record<string, string>[] = [];
      const model = scriptedModel()
        .uses([{ name: WEIGH, input: { parcel: 'bag' } }])
        .says('Again.');
      const second = await open(model, {
        sessions,
        invokeActionGroup: async (_group, event) => {
          seen.push(event.sessionAttributes ?? {});
          throw new Error('only looking');
        },
      });
      await expect(ask(second, { sessionAttributes: { extra: '1' } })).rejects.toMatchObject({
        code: 'agent-failed',
      });
      const workingSet = expect.stringContaining('weight-of-box');
      expect(seen).toEqual([{ ...testAttributes, extra: '1', workingSet }]);
      expect(model.requests[0]?.promptSessionAttributes).toEqual({ today: '2026-11-23', workingSet });
      expect(model.requests[0]?.messages).toHaveLength(5);
    });

    it('forgets a session that was idle for too long', async () => {
      let now = new Date('2026-11-23T12:00:00Z');
      const clock = () => now;
      const model = scriptedModel().says('One.').says('Two.').says('Three.');
      const client = await open(model, { clock, sessions: createInMemorySessionStore({ clock }) });
      await ask(client);
      now = new Date('2026-11-23T12:59:59Z');
      await ask(client);
      now = new Date('2026-11-23T13:59:59Z');
      await ask(client);
      expect(model.requests.map((each) => each.messages.length)).toEqual([1, 3, 1]);
    });

    it('runs two turns of one session one after the other', async () => {
      const model = scriptedModel().says('One.').says('Two.');
      const client = await open(model);
      await Promise.all([ask(client, { inputText: 'a' }), ask(client, { inputText: 'b' })]);
      expect(model.requests.map((each) => each.messages.length)).toEqual([1, 3]);
    });

    it('throws the reason when the caller aborts, stops the model, and keeps the session', async () => {
      const model = scriptedModel().hangs('word '.repeat(100)).says('Fresh.');
      const client = await open(model);
      const controller = new AbortController();
      const reason = new Error('enough');
      const reading = (async () => {
        for await (const event of client.ask(request({ signal: controller.signal }))) {
          if (event.type === 'chunk') controller.abort(reason);
        }
      })();
      await expect(reading).rejects.toBe(reason);
      await ask(client);
      expect(model.requests[0]?.signal.aborted).toBe(true);
      expect(model.requests[1]?.messages).toHaveLength(1);
    });

    it('does not begin when the caller has already aborted', async () => {
      const model = scriptedModel().says('No.');
      const client = await open(model);
      const signal = AbortSignal.abort(new Error('too late'));
      await expect(ask(client, { signal })).rejects.toThrow('too late');
      expect(model.requests).toHaveLength(0);
    });

    it('ends a turn at its deadline', async () => {
      const client = await open(scriptedModel().hangs(), { turnTimeoutMs: 30 });
      await expect(ask(client)).rejects.toMatchObject({
        code: 'agent-failed',
        message: expect.stringContaining('within 0.03 s'),
      });
    });

    it.for([
      ['an empty message', { inputText: ' ' }, 'inputText'],
      ['a message of 100 KB', { inputText: 'x'.repeat(100_001) }, 'inputText'],
      ['an impossible session id', { sessionId: 'a b' }, 'sessionId'],
    ] as const)('refuses %s and names it', async ([, change, field]) => {
      const client = await open(scriptedModel());
      await expect(ask(client, change)).rejects.toMatchObject({
        code: 'agent-rejected',
        message: expect.stringContaining(field),
      });
    });

    it('says that there is no such agent', async () => {
      const client = await open(scriptedModel(), { agents: { find: async () => undefined } });
      await expect(ask(client)).rejects.toMatchObject({ code: 'agent-not-found' });
    });
  });
}
