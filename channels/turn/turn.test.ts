import { describe, expect, it } from 'vitest';
import { type AgentClient, AgentError, type AgentEvent } from '#agent/client/agent-client.ts';
import { chunk, ended, final, harness, result, scripted } from './turn.double.ts';
import { MESSAGE_LIMIT } from './turn.ts';
import { resultOf, type TurnEvent } from './turn-result.ts';

describe('createTurn', () => {
  it('passes events through, loads artifacts, and ends with everything in one result', async () => {
    const agent = scripted([
      chunk('About '),
      { type: 'artifact', artifactType: 'analysis', id: 'a' },
      ended('ok'),
      chunk('$1M.'),
      { type: 'citation', citation: { text: 'x', source: 'y' } },
      final('answered'),
    ]);
    const events: TurnEvent[] = [];
    for await (const event of harness(agent).run({ thread: 'demo' })) events.push(event);
    expect(events.map((event) => event.type)).toEqual([
      'chunk',
      'artifact',
      'step',
      'chunk',
      'citation',
      'result',
    ]);
    expect(events.at(-1)).toEqual({
      type: 'result',
      result: {
        sessionId: 'demo',
        outcome: 'answered',
        answer: 'About $1M.',
        steps: [
          {
            actionGroup: 'data-analysis',
            operation: 'analyzeOpportunity',
            arguments: {},
            status: 'ok',
            ms: 5,
          },
        ],
        citations: [{ text: 'x', source: 'y' }],
        artifacts: [expect.objectContaining({ type: 'analysis', id: 'a', outcome: 'predicted' })],
        nextQuestions: [
          'What if it closes on 5 June 2027?',
          'Which services will it use?',
          'Is there funding for this?',
          'Which projects is it based on?',
        ],
        understood: [],
        dataClass: 'restricted',
        usage: { inputTokens: 1200, outputTokens: 34, costUsd: 0.00049, modelId: 'a-model' },
        grounding: {
          figures: 1,
          unmatched: [{ text: '$1M', start: 6, end: 9, kind: 'money', source: null }],
        },
      },
    });
  });

  it('shows what was understood, and what was not', async () => {
    const fact = { field: 'country', value: 'DE', text: 'Germany', start: 3, end: 10 };
    const problem = {
      code: 'impossible-date',
      field: 'targetCloseDate',
      texts: ['31 April'],
      start: 0,
      end: 8,
    };
    const last: AgentEvent = {
      type: 'final',
      outcome: 'asked',
      inputTokens: 0,
      outputTokens: 0,
      costUsd: null,
      modelId: null,
      understood: { facts: [fact], problems: [problem] },
    };
    const { understood, notUnderstood } = await result(scripted([chunk('When?'), last]));
    expect({ understood, notUnderstood }).toEqual({ understood: [fact], notUnderstood: [problem] });
  });

  it('sends the verified identity, and a session id that only this seller and thread have', async () => {
    const agent = scripted([final('answered')], [final('answered')], [final('answered')]);
    const { run } = harness(agent);
    await resultOf(run({ thread: 'demo' }));
    await resultOf(run({ thread: 'demo', sellerId: 'olivia' }));
    await resultOf(run({ thread: 'demo' }));
    const [nora, olivia, again] = agent.requests;
    expect(nora?.sessionAttributes).toEqual({ sellerId: 'nora', partnerIds: '1', today: '2026-11-23' });
    expect(olivia?.sessionAttributes.partnerIds).toBe('*');
    expect(nora?.sessionId).toMatch(/^[0-9a-f]{64}$/);
    expect(olivia?.sessionId).not.toBe(nora?.sessionId);
    expect(again?.sessionId).toBe(nora?.sessionId);
  });

  it.for([
    [{ text: ' \n ' }, 'empty-message'],
    [{ text: 'x'.repeat(MESSAGE_LIMIT + 1) }, 'message-too-long'],
    [{ sellerId: 'eve' }, 'unknown-seller'],
    [{ thread: 's-000000000000-000000000000' }, 'unknown-session'],
    [{ thread: '../etc' }, 'invalid-session'],
    [{ today: '2026-02-31' }, 'invalid-today'],
  ] as const)('refuses %j without asking the agent', async ([request, code]) => {
    const agent = scripted([final('answered')]);
    const { outcome, error } = await result(agent, request);
    expect({ outcome, code: error?.code, asked: agent.requests.length }).toEqual({
      outcome: 'failed',
      code,
      asked: 0,
    });
  });

  it('goes on in a thread it issued, and refuses it to another seller', async () => {
    const agent = scripted([final('answered')], [final('answered')]);
    const { run } = harness(agent);
    const { sessionId } = await resultOf(run());
    expect((await resultOf(run({ thread: sessionId }))).outcome).toBe('answered');
    expect((await resultOf(run({ thread: sessionId, sellerId: 'olivia' }))).error?.code).toBe(
      'unknown-session',
    );
  });

  it('fails when the last operation failed, whatever the model said', async () => {
    const { outcome, answer, error } = await result(
      scripted([ended('warehouse-unavailable'), chunk('It is about $5M.'), final('answered')]),
    );
    expect({ outcome, answer, code: error?.code }).toEqual({
      outcome: 'failed',
      answer: 'It is about $5M.',
      code: 'warehouse-unavailable',
    });
  });

  it('tells what the model used, and nothing of a turn that did not end', async () => {
    const { usage } = await result(scripted([chunk('Hi.'), final('answered')]));
    expect(usage).toEqual({ inputTokens: 1200, outputTokens: 34, costUsd: 0.00049, modelId: 'a-model' });
    expect((await result(scripted([new AgentError('agent-failed', 'broken')]))).usage).toBeNull();
  });

  it('forgets a failure that a later operation made good', async () => {
    const agent = scripted([ended('warehouse-timeout'), ended('ok'), chunk('Fine.'), final('answered')]);
    expect((await result(agent)).outcome).toBe('answered');
  });

  it.for([
    [[chunk('Half an ans'), new AgentError('agent-incomplete', 'cut')], 'agent-incomplete'],
    [[chunk('No end.')], 'agent-incomplete'],
    [[new AgentError('agent-unavailable', 'refused')], 'agent-unavailable'],
    [
      [{ type: 'artifact', artifactType: 'analysis', id: 'theirs' }, final('answered')],
      'artifact-not-permitted',
    ],
    [[{ type: 'artifact', artifactType: 'analysis', id: 'none' }, final('answered')], 'artifact-not-found'],
    [[new TypeError('bug')], 'internal'],
  ] as [(AgentEvent | Error)[], string][])('ends %j as failed with %s', async ([script, code]) => {
    const { outcome, error, nextQuestions } = await result(scripted(script));
    expect({ outcome, code: error?.code, nextQuestions }).toEqual({
      outcome: 'failed',
      code,
      nextQuestions: [],
    });
  });

  it('tries a throttled turn again with growing pauses, and then says so', async () => {
    const throttled = [new AgentError('agent-throttled', 'slow down')];
    const { run, pauses } = harness(scripted(throttled, throttled, throttled, [final('answered')]));
    expect((await resultOf(run())).error?.code).toBe('agent-throttled');
    expect(pauses).toEqual([500, 2000]);
    expect((await result(scripted(throttled, [chunk('Hi.'), final('answered')]))).answer).toBe('Hi.');
  });

  it('does not begin a turn again that has said something', async () => {
    const agent = scripted(
      [chunk('So'), new AgentError('agent-throttled', 'slow down')],
      [final('answered')],
    );
    expect((await result(agent)).error?.code).toBe('agent-throttled');
    expect(agent.requests).toHaveLength(1);
  });

  it('stops at the deadline and when the caller goes', async () => {
    const silent: AgentClient = {
      async *ask({ signal }) {
        await new Promise((_resolve, reject) =>
          signal.addEventListener('abort', () => reject(signal.reason)),
        );
        yield final('answered');
      },
    };
    expect((await result(silent, {}, { timeoutMs: 1 })).error?.code).toBe('deadline-exceeded');
    const caller = new AbortController();
    const pending = result(silent, { signal: caller.signal });
    caller.abort();
    expect((await pending).error?.code).toBe('cancelled');
  });
});
