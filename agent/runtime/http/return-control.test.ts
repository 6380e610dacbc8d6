import {
  type ApiResult,
  BedrockAgentRuntimeClient,
  InvokeAgentCommand,
  type ReturnControlPayload,
  type SessionState,
} from '@aws-sdk/client-bedrock-agent-runtime';
import { afterEach, describe, expect, it } from 'vitest';
import { type ScriptedModel, scriptedModel } from '../models/scripted-model.ts';
import {
  controlAgent,
  TEST_AGENT_ID,
  TEST_ALIAS_ID,
  testAttributes,
  testRuntime,
  WEIGH,
} from '../test-agent.ts';
import { createRuntimeServer } from './runtime-server.ts';

const LOCATE = 'POST__depot__locate';
const RELEASE = 'POST__depot__release';
const SHIP = 'POST__courier__ship';

const opened: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

/** The SDK's client against a runtime whose agent hands control back. */
async function open(model: ScriptedModel) {
  const runtime = testRuntime(model, {
    agents: { find: async () => ({ definition: controlAgent, agentVersion: '1', debug: false }) },
  });
  const server = createRuntimeServer({ runtime, newId: () => 'request-1', graceMs: 50 });
  opened.push(() => server.close());
  const { endpoint } = await server.start();
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new BedrockAgentRuntimeClient({
    region: 'us-east-1',
    endpoint,
    credentials,
    maxAttempts: 1,
  });
  opened.push(() => client.destroy());
  return async (sessionState: SessionState = {}, inputText: string | undefined = undefined) => {
    const { completion } = await client.send(
      new InvokeAgentCommand({
        agentId: TEST_AGENT_ID,
        agentAliasId: TEST_ALIAS_ID,
        sessionId: 'session-1',
        inputText,
        enableTrace: true,
        sessionState: { sessionAttributes: testAttributes, ...sessionState },
      }),
    );
    let text = '';
    let control: ReturnControlPayload | undefined;
    const traces: string[] = [];
    for await (const event of completion ?? []) {
      text += Buffer.from(event.chunk?.bytes ?? []).toString();
      control = event.returnControl ?? control;
      const { invocationInput, observation } = event.trace?.trace?.orchestrationTrace ?? {};
      const call = invocationInput?.actionGroupInvocationInput;
      if (call !== undefined) traces.push(`${call.executionType} ${call.apiPath}`);
      if (observation?.type !== undefined) traces.push(observation.type);
    }
    return { text, control, traces };
  };
}

const uses = (...calls: [string, string][]) =>
  scriptedModel().uses(calls.map(([name, parcel]) => ({ name, input: { parcel } })));

const result = (apiPath: string, more: Partial<ApiResult> = {}, actionGroup = 'depot') => ({
  apiResult: {
    actionGroup,
    apiPath,
    httpMethod: 'POST',
    responseBody: { TEXT: { body: '{"code":"ok","shelf":7}' } },
    ...more,
  },
});

/** What the model was last told of its calls. */
const toldModel = (model: ScriptedModel) => model.requests.at(-1)?.messages.at(-1)?.content;

describe('return of control, through the SDK', () => {
  it('hands a call over, waits, and goes on with the result', async () => {
    const model = uses([LOCATE, 'box']).says('It is on shelf 7.').says('You are welcome.');
    const ask = await open(model);
    const first = await ask({}, 'Where is the box?');
    expect(first).toEqual({
      text: '',
      traces: ['RETURN_CONTROL /locate'],
      control: {
        invocationId: expect.any(String),
        invocationInputs: [
          {
            apiInvocationInput: {
              actionGroup: 'depot',
              apiPath: '/locate',
              httpMethod: 'POST',
              parameters: [],
              requestBody: {
                content: {
                  'application/json': { properties: [{ name: 'parcel', type: 'string', value: 'box' }] },
                },
              },
              actionInvocationType: 'RESULT',
              agentId: TEST_AGENT_ID,
            },
          },
        ],
      },
    });
    const second = await ask(
      {
        invocationId: first.control?.invocationId,
        returnControlInvocationResults: [result('/locate')],
      },
      'these words are ignored',
    );
    expect([second.text, second.traces]).toEqual(['It is on shelf 7.', ['ACTION_GROUP', 'FINISH']]);
    expect(toldModel(model)).toEqual([
      { toolResult: { toolUseId: 'use-1', status: 'success', json: { code: 'ok', shelf: 7 } } },
    ]);
    // The whole turn is in the history, once, without the ignored words.
    await ask({}, 'Thank you.');
    expect(JSON.stringify(model.requests.at(-1)?.messages)).not.toContain('ignored');
    expect(model.requests.at(-1)?.messages.length).toBe(5);
  });

  it('carries out what is a Lambda’s in the same message, and asks for the rest at once', async () => {
    const model = uses([LOCATE, 'one'], [WEIGH, 'two'], [LOCATE, 'three']).says('All found.');
    const ask = await open(model);
    const { control, traces } = await ask({}, 'Where are they?');
    expect(traces).toEqual([
      'LAMBDA /weigh',
      'ACTION_GROUP',
      'RETURN_CONTROL /locate',
      'RETURN_CONTROL /locate',
    ]);
    expect(control?.invocationInputs?.length).toBe(2);
    const { text } = await ask({
      invocationId: control?.invocationId,
      returnControlInvocationResults: [
        result('/locate', { responseBody: { 'application/json': { body: 'the first' } } }),
        result('/locate', { httpStatusCode: 404 }),
      ],
    });
    expect(text).toBe('All found.');
    expect(toldModel(model)).toMatchObject([
      { toolResult: { toolUseId: 'use-2', status: 'success' } },
      { toolResult: { toolUseId: 'use-1', status: 'success', json: 'the first' } },
      { toolResult: { toolUseId: 'use-3', status: 'error' } },
    ]);
  });

  it('calls a Lambda when the user has confirmed it, and not otherwise', async () => {
    for (const [confirmationState, told, traces] of [
      [
        'CONFIRM',
        { code: 'ok', artifacts: [], result: { shipped: 'box' } },
        ['LAMBDA /ship', 'ACTION_GROUP', 'FINISH'],
      ],
      ['DENY', { code: 'denied', message: 'the user does not want this call' }, ['ACTION_GROUP', 'FINISH']],
    ] as const) {
      const model = uses([SHIP, 'box']).says('Well.');
      const ask = await open(model);
      const { control } = await ask({}, 'Send the box.');
      expect(control?.invocationInputs?.[0]?.apiInvocationInput).toMatchObject({
        apiPath: '/ship',
        actionInvocationType: 'USER_CONFIRMATION',
      });
      const answer = { actionGroup: 'courier', apiPath: '/ship', httpMethod: 'POST', confirmationState };
      const second = await ask({
        invocationId: control?.invocationId,
        returnControlInvocationResults: [{ apiResult: answer }],
      });
      expect(second.traces).toEqual(traces);
      expect(toldModel(model)).toMatchObject([{ toolResult: { json: told } }]);
    }
  });

  it('asks for confirmation and result together where the operation is the caller’s and to be confirmed', async () => {
    const model = uses([RELEASE, 'box']).says('Given out.');
    const ask = await open(model);
    const { control } = await ask({}, 'Give it out.');
    expect(control?.invocationInputs?.[0]?.apiInvocationInput?.actionInvocationType).toBe(
      'USER_CONFIRMATION_AND_RESULT',
    );
    const { text } = await ask({
      invocationId: control?.invocationId,
      returnControlInvocationResults: [result('/release', { confirmationState: 'CONFIRM' })],
    });
    expect(text).toBe('Given out.');
  });

  it.for([
    ['another id', [result('/locate')], { invocationId: 'another' }],
    ['no id', [result('/locate')], { invocationId: undefined }],
    ['no results', [], {}],
    ['six results', Array.from({ length: 6 }, () => result('/locate')), {}],
    ['one more than was asked', [result('/locate'), result('/locate')], {}],
    ['another operation', [result('/release')], {}],
    ['another group', [result('/locate', {}, 'parcels')], {}],
    ['another method', [result('/locate', { httpMethod: 'GET' })], {}],
    ['another agent', [result('/locate', { agentId: 'OTHER00001' })], {}],
    ['no body', [result('/locate', { responseBody: undefined })], {}],
    ['a body of another type', [result('/locate', { responseBody: { 'text/html': { body: '' } } })], {}],
    ['a confirmation nobody asked for', [result('/locate', { confirmationState: 'CONFIRM' })], {}],
    ['a function’s result', [{ functionResult: { actionGroup: 'depot', function: 'locate' } }], {}],
  ] as [string, SessionState['returnControlInvocationResults'], SessionState][])(
    'refuses %s, and still waits',
    async ([, returnControlInvocationResults, change]) => {
      const model = uses([LOCATE, 'box']).says('Found.');
      const ask = await open(model);
      const { control } = await ask({}, 'Where is it?');
      const { invocationId } = control ?? {};
      await expect(ask({ invocationId, returnControlInvocationResults, ...change })).rejects.toMatchObject({
        name: 'ValidationException',
        $metadata: { httpStatusCode: 400 },
      });
      const { text } = await ask({ invocationId, returnControlInvocationResults: [result('/locate')] });
      expect(text).toBe('Found.');
    },
  );

  it('refuses a confirmation that says neither yes nor no', async () => {
    const ask = await open(uses([SHIP, 'box']));
    const { control } = await ask({}, 'Send it.');
    await expect(
      ask({
        invocationId: control?.invocationId,
        returnControlInvocationResults: [
          { apiResult: { actionGroup: 'courier', apiPath: '/ship', httpMethod: 'POST' } },
        ],
      }),
    ).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining('confirmationState'),
    });
  });

  it('ends the turn as a failed dependency when the caller failed, and takes the results of a second try', async () => {
    const model = uses([LOCATE, 'box']).says('Found.');
    const ask = await open(model);
    const { control } = await ask({}, 'Where is it?');
    const { invocationId } = control ?? {};
    const failing = [result('/locate', { responseState: 'FAILURE', responseBody: undefined })];
    await expect(ask({ invocationId, returnControlInvocationResults: failing })).rejects.toMatchObject({
      name: 'DependencyFailedException',
    });
    const { text } = await ask({ invocationId, returnControlInvocationResults: [result('/locate')] });
    expect(text).toBe('Found.');
  });

  it('takes results once, and gives a waiting turn up when the user says something else', async () => {
    const model = uses([LOCATE, 'box'])
      .says('Found.')
      .uses([{ name: LOCATE, input: { parcel: 'bag' } }])
      .says('Never mind.');
    const ask = await open(model);
    const { control } = await ask({}, 'Where is it?');
    const results = {
      invocationId: control?.invocationId,
      returnControlInvocationResults: [result('/locate')],
    };
    await ask(results);
    await expect(ask(results)).rejects.toMatchObject({ name: 'ValidationException' });
    const again = await ask({}, 'And the bag?');
    expect((await ask({}, 'Forget it.')).text).toBe('Never mind.');
    expect(JSON.stringify(model.requests.at(-1)?.messages)).not.toContain('And the bag?');
    await expect(
      ask({ invocationId: again.control?.invocationId, returnControlInvocationResults: [result('/locate')] }),
    ).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('hands over at most five calls, and leaves a question among them unasked', async () => {
    const six = Array.from({ length: 6 }, (_, index) => ({
      name: LOCATE,
      input: { parcel: `box ${index}` },
    }));
    const question = { name: 'user__askuser', input: { question: 'Which one?' } };
    const model = scriptedModel()
      .uses([...six, question])
      .says('Done.');
    const ask = await open(model);
    const { control, traces } = await ask({}, 'All of them.');
    expect(control?.invocationInputs?.length).toBe(5);
    expect(traces.filter((trace) => trace === 'REPROMPT').length).toBe(2);
    await ask({
      invocationId: control?.invocationId,
      returnControlInvocationResults: Array.from({ length: 5 }, () => result('/locate')),
    });
    const codes = toldModel(model)?.map((block) => ('toolResult' in block ? block.toolResult.json : block));
    expect(codes?.slice(0, 2)).toMatchObject([{ code: 'too-many-calls' }, { code: 'not-asked' }]);
    expect(codes?.length).toBe(7);
  });
});
