import type { Citation, OrchestrationTrace, ResponseStream } from '@aws-sdk/client-bedrock-agent-runtime';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AgentEvent } from './agent-client.ts';
import { toAgentEvents } from './bedrock-agent-events.ts';

async function* streamOf(events: readonly ResponseStream[]): AsyncGenerator<ResponseStream> {
  yield* events;
}

async function read(...events: ResponseStream[]): Promise<AgentEvent[]> {
  const seen: AgentEvent[] = [];
  for await (const event of toAgentEvents(streamOf(events))) seen.push(event);
  return seen;
}

const orchestration = (part: OrchestrationTrace, atMs = 0): ResponseStream => ({
  trace: { eventTime: new Date(atMs), trace: { orchestrationTrace: part } },
});
const started = (atMs = 0) =>
  orchestration(
    {
      invocationInput: {
        traceId: 't1',
        invocationType: 'ACTION_GROUP',
        actionGroupInvocationInput: {
          actionGroupName: 'data-analysis',
          verb: 'post',
          apiPath: '/analyzeOpportunity',
          parameters: [{ name: 'country', type: 'string', value: 'US' }],
          requestBody: {
            content: { 'application/json': [{ name: 'customerName', type: 'string', value: 'Ärzte' }] },
          },
        },
      },
    },
    atMs,
  );
const ended = (text: string, options: { atMs?: number; totalTimeMs?: number } = {}) =>
  orchestration(
    {
      observation: {
        traceId: 't1',
        type: 'ACTION_GROUP',
        actionGroupInvocationOutput: {
          text,
          ...(options.totalTimeMs === undefined ? {} : { metadata: { totalTimeMs: options.totalTimeMs } }),
        },
      },
    },
    options.atMs,
  );
const finish = orchestration({ observation: { type: 'FINISH', finalResponse: { text: '' } } });
const answered = {
  type: 'final',
  outcome: 'answered',
  inputTokens: 0,
  outputTokens: 0,
  costUsd: null,
  modelId: null,
} as const;

describe('toAgentEvents', () => {
  it('pairs the start and the end of a step and reads its reply', async () => {
    const call = {
      type: 'step',
      stepId: 't1-1',
      actionGroup: 'data-analysis',
      operation: 'analyzeOpportunity',
      arguments: { country: 'US', customerName: 'Ärzte' },
    };
    const reply = '{"code":"ok","artifacts":[{"type":"analysis","id":"a1"},{"type":"query","id":"q1"}]}';
    expect(await read(started(), ended(reply, { totalTimeMs: 41 }), finish)).toEqual([
      { ...call, phase: 'started' },
      { ...call, phase: 'ended', status: 'ok', code: 'ok', reply: JSON.parse(reply), ms: 41 },
      { type: 'artifact', artifactType: 'analysis', id: 'a1' },
      { type: 'artifact', artifactType: 'query', id: 'q1' },
      answered,
    ]);
  });

  it('takes the time between the two traces when the reply has none of its own', async () => {
    const events = await read(started(1_000), ended('{"code":"ok"}', { atMs: 1_250 }), finish);
    expect(events.find((event) => event.type === 'step' && event.phase === 'ended')).toMatchObject({
      ms: 250,
    });
  });

  it.for([
    ['{"code":"ok"}', 'ok', 'ok', 'answered'],
    ['{"code":"invalid-arguments"}', 'invalid-arguments', 'rejected', 'answered'],
    ['{"code":"out-of-scope"}', 'out-of-scope', 'rejected', 'refused'],
    ['{"code":"not-permitted"}', 'not-permitted', 'rejected', 'refused'],
    ['{"code":"warehouse-unavailable"}', 'warehouse-unavailable', 'failed', 'answered'],
    ['{"code":"something-new"}', 'something-new', 'failed', 'answered'],
    ['not JSON', 'unreadable-reply', 'failed', 'answered'],
    ['{"result":1}', 'unreadable-reply', 'failed', 'answered'],
    ['{"code":"ok","artifacts":[{"id":1}]}', 'unreadable-reply', 'failed', 'answered'],
  ] as const)('a reply of %s is %s, %s, and the turn %s', async ([text, code, status, outcome]) => {
    const events = await read(started(), ended(text), finish);
    expect(events.find((event) => event.type === 'step' && event.phase === 'ended')).toMatchObject({
      code,
      status,
    });
    expect(events.at(-1)).toMatchObject({ outcome });
  });

  it('lets the last reply decide, not an earlier one', async () => {
    const events = await read(
      started(),
      ended('{"code":"not-permitted"}'),
      started(),
      ended('{"code":"ok"}'),
      finish,
    );
    expect(events.at(-1)).toEqual(answered);
  });

  it('adds up the tokens of every model call, and their cost by the price table', async () => {
    const input = orchestration({ modelInvocationInput: { foundationModel: 'amazon.nova-pro-v1:0' } });
    const output = orchestration({
      modelInvocationOutput: { metadata: { usage: { inputTokens: 7, outputTokens: 3 } } },
    });
    expect((await read(input, output, input, output, finish)).at(-1)).toEqual({
      ...answered,
      inputTokens: 14,
      outputTokens: 6,
      costUsd: 0.0000304,
      modelId: 'amazon.nova-pro-v1:0',
    });
  });

  it('names the source of every citation that has one', async () => {
    const citation = (...retrievedReferences: NonNullable<Citation['retrievedReferences']>): Citation => ({
      generatedResponsePart: { textResponsePart: { text: 'MAP pays', span: { start: 0, end: 7 } } },
      retrievedReferences,
    });
    const bytes = Buffer.from('MAP pays.');
    const span = { start: 0, end: 8 };
    const attribution = {
      citations: [
        citation(
          { location: { type: 'S3', s3Location: { uri: 's3://docs/map.md' } } },
          { location: { type: 'WEB', webLocation: { url: 'https://example.com/' } } },
        ),
        citation({ content: { text: 'nowhere' } }),
      ],
    };
    expect(await read({ chunk: { bytes, attribution } }, finish)).toEqual([
      { type: 'chunk', text: 'MAP pays.' },
      { type: 'citation', citation: { text: 'MAP pays', span, source: 's3://docs/map.md' } },
      { type: 'citation', citation: { text: 'MAP pays', span, source: 'https://example.com/' } },
      answered,
    ]);
  });

  it('decodes the same text wherever the bytes are cut', async () => {
    const cuts = fc.array(fc.nat(), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), cuts, async (text, places) => {
        const bytes = Buffer.from(text);
        const at = [
          0,
          ...places.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b),
          bytes.length,
        ];
        const chunks = at
          .slice(1)
          .map((end, index) => ({ chunk: { bytes: bytes.subarray(at[index], end) } }));
        const events = await read(...chunks, finish);
        const joined = events.flatMap((event) => (event.type === 'chunk' ? [event.text] : [])).join('');
        // A decoder drops a byte order mark at the very beginning, as every reader of UTF-8 does.
        expect(joined).toBe(new TextDecoder().decode(bytes));
      }),
    );
  });

  it('is asked after an ASK_USER observation, and refused when a guardrail stepped in', async () => {
    expect((await read(orchestration({ observation: { type: 'ASK_USER' } }))).at(-1)).toMatchObject({
      outcome: 'asked',
    });
    const guardrail: ResponseStream = { trace: { trace: { guardrailTrace: { action: 'INTERVENED' } } } };
    expect((await read(guardrail)).at(-1)).toMatchObject({ outcome: 'refused' });
    expect((await read({ trace: { trace: { guardrailTrace: { action: 'NONE' } } } }, finish)).at(-1)).toEqual(
      answered,
    );
  });

  it.for([
    ['nothing at all', [], 'agent-incomplete', 'without a final observation'],
    [
      'words alone',
      [{ chunk: { bytes: Buffer.from('half') } }],
      'agent-incomplete',
      'without a final observation',
    ],
    [
      'a failure trace',
      [{ trace: { trace: { failureTrace: { failureReason: 'Max iterations exceeded' } } } }],
      'agent-failed',
      'Max iterations exceeded',
    ],
    [
      'control handed back',
      [{ returnControl: { invocationId: 'i1' } }],
      'agent-failed',
      'handed control back',
    ],
  ] as [string, ResponseStream[], string, string][])(
    'fails on a stream with %s',
    async ([, events, code, message]) => {
      await expect(read(...events)).rejects.toMatchObject({
        code,
        message: expect.stringContaining(message),
      });
    },
  );

  it('ends a step that the service answers with a new prompt', async () => {
    const reprompt = orchestration({
      observation: { type: 'REPROMPT', repromptResponse: { text: 'again' } },
    });
    const events = await read(started(), reprompt, finish);
    expect(events.map((event) => (event.type === 'step' ? event.phase : event.type))).toEqual([
      'started',
      'ended',
      'final',
    ]);
  });
});
