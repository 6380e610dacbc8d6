import { afterEach, describe, expect, it } from 'vitest';
import { systemPrompt } from '../system-prompt.ts';
import { type Model, ModelError, type ModelEvent, type ModelRequest } from './model.ts';
import { type ScriptedModel, scriptedModel } from './scripted-model.ts';
import { wireName } from './tool-names.ts';

/** A request of a usual kind; `change` is what a test is about. */
export function modelRequest(change: Partial<ModelRequest> = {}): ModelRequest {
  const promptSessionAttributes = { today: '2026-11-23', sellerName: 'Olivia <é漢🚚>' };
  return {
    system: systemPrompt('You help a seller.', promptSessionAttributes),
    settings: { tone: 'plain', length: 'normal', nextQuestions: 2 },
    promptSessionAttributes,
    messages: [{ role: 'user', content: [{ text: 'How heavy is the box?' }] }],
    tools: [
      {
        name: 'POST__parcels__weigh',
        description: 'Weighs a parcel.',
        inputSchema: { type: 'object', properties: { parcel: { type: 'string' } }, required: ['parcel'] },
      },
    ],
    signal: new AbortController().signal,
    ...change,
  };
}

export async function eventsOf(model: Model, change?: Partial<ModelRequest>): Promise<ModelEvent[]> {
  const events: ModelEvent[] = [];
  for await (const event of model.converse(modelRequest(change))) events.push(event);
  return events;
}

/** What was said before it failed, and how. */
export async function failureOf(model: Model, change?: Partial<ModelRequest>) {
  const events: ModelEvent[] = [];
  try {
    for await (const event of model.converse(modelRequest(change))) events.push(event);
  } catch (error) {
    return { events, error };
  }
  return { events, error: undefined };
}

/** What every Model does, whether or not its messages can be chosen. */
export function describeAnyModel(name: string, model: () => Model | Promise<Model>): void {
  describe(`${name}, as any Model`, () => {
    it('ends a message with one stop, after its words and its tool uses', async () => {
      const events = await eventsOf(await model());
      const types = events.map(({ type }) => type);
      expect(types.filter((type) => type === 'stop')).toEqual(['stop']);
      expect(types.at(-1)).toBe('stop');
      expect(types).toContain('text-delta');
    });

    it('does nothing for a signal that has aborted, and throws its reason', async () => {
      const signal = AbortSignal.abort(new Error('not any more'));
      await expect(eventsOf(await model(), { signal })).rejects.toThrow('not any more');
    });
  });
}

/** A model that sends what the script behind it sends; `close` frees what it opened. */
export type ModelSetup = (
  script: ScriptedModel,
) => Promise<{ readonly model: Model; readonly close: () => Promise<void> }>;

/** What a model's messages come to, whatever wire lies between. */
export function describeModel(name: string, setup: ModelSetup): void {
  const opened: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of opened.splice(0)) await close();
  });
  async function open(script: ScriptedModel): Promise<Model> {
    const { model, close } = await setup(script);
    opened.push(close);
    return model;
  }
  const stop = { type: 'stop', reason: 'end-turn', inputTokens: 100, outputTokens: 10 } as const;

  describeAnyModel(name, () => open(scriptedModel().says('A box.')));

  describe(`${name}, as a Model`, () => {
    it('says text in pieces and loses no character', async () => {
      const pieces = ['Zwölf ', 'kg — ', '漢🚚', ' "quoted"\n', 'data: x\r\n\r\n', '  end'];
      const events = await eventsOf(await open(scriptedModel().says(...pieces)));
      expect(events).toEqual([...pieces.map((text) => ({ type: 'text-delta', text })), stop]);
    });

    it('uses several tools in one message, each with its own arguments', async () => {
      const uses = [
        {
          name: 'POST__parcels__weigh',
          input: { parcel: 'Kiste "1" 漢🚚', tags: ['a', { b: [1, null, 1.5e-7] }] },
        },
        { name: 'POST__parcels__weigh', input: {} },
        { name: 'no such tool', input: { parcel: 'x'.repeat(5_000) } },
      ];
      const events = await eventsOf(await open(scriptedModel().uses(uses, 'Let me see.')));
      expect(events).toEqual([
        { type: 'text-delta', text: 'Let me see.' },
        ...uses.map(({ name, input }, at) => ({
          type: 'tool-use',
          toolUse: { toolUseId: `use-${at + 1}`, name, input },
        })),
        { ...stop, reason: 'tool-use' },
      ]);
    });

    it('tells arguments that are no JSON object', async () => {
      const toolUse = {
        toolUseId: 'u',
        name: 'POST__parcels__weigh',
        input: {},
        brokenInput: '{"parcel": "bo',
      };
      const script = scriptedModel().addTurn({
        events: [
          { type: 'tool-use', toolUse },
          { ...stop, reason: 'tool-use' },
        ],
      });
      expect((await eventsOf(await open(script)))[0]).toEqual({ type: 'tool-use', toolUse });
    });

    it.for(['end-turn', 'max-tokens', 'blocked'] as const)('ends with %s', async (reason) => {
      const script = scriptedModel().addTurn({
        events: [
          { type: 'text-delta', text: 'Well' },
          { ...stop, reason },
        ],
      });
      expect((await eventsOf(await open(script))).at(-1)).toEqual({ ...stop, reason });
    });

    it('does not know what a message used when it was not told', async () => {
      const script = scriptedModel().addTurn({
        events: [
          { type: 'text-delta', text: 'Well' },
          { ...stop, inputTokens: null, outputTokens: null },
        ],
      });
      expect((await eventsOf(await open(script))).at(-1)).toEqual({
        ...stop,
        inputTokens: null,
        outputTokens: null,
      });
    });

    it('is given the whole conversation, with tools and their results', async () => {
      const script = scriptedModel().says('Done.');
      const request = modelRequest({
        messages: [
          { role: 'user', content: [{ text: 'Weigh the box — 漢🚚' }] },
          {
            role: 'assistant',
            content: [
              { text: 'Let me see.' },
              { toolUse: { toolUseId: 'u-1', name: 'POST__parcels__weigh', input: { parcel: 'box' } } },
              { toolUse: { toolUseId: 'u-2', name: 'POST__parcels__weigh', input: {} } },
            ],
          },
          {
            role: 'user',
            content: [
              { toolResult: { toolUseId: 'u-1', status: 'success', json: { code: 'ok', kilograms: 12.5 } } },
              { toolResult: { toolUseId: 'u-2', status: 'error', json: { code: 'invalid-arguments' } } },
            ],
          },
        ],
      });
      await eventsOf(await open(script), request);
      const { system, messages, tools, promptSessionAttributes } = request;
      expect(script.requests[0]).toMatchObject({ system, messages, tools, promptSessionAttributes });
    });

    it('sends nothing that a server would refuse: blank text, two messages of one role, odd names', async () => {
      const odd = {
        toolUseId: 'functions.weigh:0',
        name: `${'long-'.repeat(20)}ß`,
        input: {},
        brokenInput: '{',
      };
      const script = scriptedModel().says('Done.');
      const tools = [{ name: odd.name, description: '', inputSchema: {} }];
      const messages = [
        { role: 'assistant', content: [{ text: 'Hello.' }] },
        { role: 'user', content: [{ text: '  ' }] },
        { role: 'user', content: [{ text: 'Again.' }] },
        { role: 'assistant', content: [{ text: ' ' }, { toolUse: odd }] },
        { role: 'user', content: [{ toolResult: { toolUseId: odd.toolUseId, status: 'error', json: '' } }] },
      ] as const;
      expect((await eventsOf(await open(script), { messages, tools })).at(-1)).toEqual(stop);
    });

    it('calls a tool by the name it was offered under, however odd', async () => {
      const name = `a tool/${'x'.repeat(80)}`;
      const script = scriptedModel();
      const model = await open(script);
      script.addTurn({
        events: [
          // A model repeats the name it was shown.
          {
            type: 'tool-use',
            toolUse: { toolUseId: 'u', name: model === script ? name : wireName(name), input: {} },
          },
          { ...stop, reason: 'tool-use' },
        ],
      });
      const events = await eventsOf(model, { tools: [{ name, description: 'Odd.', inputSchema: {} }] });
      expect(events[0]).toMatchObject({ toolUse: { name } });
    });

    it.for([
      ['model-throttled', 'model-throttled'],
      ['model-unavailable', 'model-unavailable'],
      ['model-timeout', 'model-timeout'],
      ['model-denied', 'model-denied'],
      ['model-failed', 'model-failed'],
    ] as const)('fails with %s before it has begun, after one attempt', async ([code, expected]) => {
      const script = scriptedModel().fails(new ModelError(code, 'because'));
      const { events, error } = await failureOf(await open(script));
      expect(error).toMatchObject({ name: 'ModelError', code: expected });
      expect([events, script.requests.length]).toEqual([[], 1]);
    });

    it.for(['model-throttled', 'model-unavailable', 'model-failed'] as const)(
      'fails with %s in the middle, with what it had said',
      async (code) => {
        const script = scriptedModel().fails(new ModelError(code, 'because'), 'Half an ans');
        const { events, error } = await failureOf(await open(script));
        expect(error).toMatchObject({
          name: 'ModelError',
          code,
          message: expect.stringContaining('because'),
        });
        expect(events).toEqual([{ type: 'text-delta', text: 'Half an ans' }]);
        expect(script.requests).toHaveLength(1);
      },
    );

    it('throws the signal’s reason in the middle of a message', async () => {
      const controller = new AbortController();
      const model = await open(scriptedModel().hangs('Half'));
      const events = model.converse(modelRequest({ signal: controller.signal }))[Symbol.asyncIterator]();
      expect((await events.next()).value).toEqual({ type: 'text-delta', text: 'Half' });
      const next = events.next();
      controller.abort(new Error('stopped'));
      await expect(next).rejects.toThrow('stopped');
    });

    it('keeps two messages at once apart', async () => {
      const script = scriptedModel().says('one').says('two');
      const model = await open(script);
      const both = await Promise.all([eventsOf(model), eventsOf(model)]);
      expect(new Set(both.map(([first]) => (first?.type === 'text-delta' ? first.text : '')))).toEqual(
        new Set(['one', 'two']),
      );
    });
  });
}
