import { describe, expect, it } from 'vitest';
import { OPERATION_CODES } from '#action-groups/kernel/operation-error.ts';
import {
  type AgentClient,
  AgentError,
  type AgentEvent,
  type AgentRequest,
} from '#agent/client/agent-client.ts';
import { scopeCovers } from '#knowledge-base/artifacts/artifact.ts';
import { ArtifactError, type ArtifactStore } from '#knowledge-base/artifacts/artifact-store.ts';
import type { DataClass } from '#knowledge-base/data-class.ts';
import { documentScope } from '#knowledge-base/documents/document-scope.ts';
import { WORDED_CODES, wordFailure } from './failure-wording.ts';
import type { Seller } from './seller-directory.ts';
import { createThreadIds } from './thread-id.ts';
import { createTurn, MESSAGE_LIMIT, type TurnRequest } from './turn.ts';
import { resultOf, type TurnEvent } from './turn-result.ts';
import type { ShownCustomer } from './user-sessions.ts';

const sellers: Seller[] = [
  { sellerId: 'olivia', name: 'Olivia', scope: { kind: 'organisation' } },
  { sellerId: 'nora', name: 'Nora', scope: { kind: 'partners', partnerIds: ['1'] } },
];

const artifacts: ArtifactStore = {
  put: async () => {},
  get: async (id, reader) => {
    if (id === 'none') throw new ArtifactError('artifact-not-found', 'none');
    const scope = id === 'theirs' ? { kind: 'partners' as const, partnerIds: ['2'] } : reader;
    if (!scopeCovers(reader, scope)) throw new ArtifactError('artifact-not-permitted', 'theirs');
    return {
      type: 'analysis',
      id,
      scope,
      createdAt: '',
      body: {
        outcome: 'predicted',
        analysisId: id,
        share: 0.7,
        opportunity: { customerName: 'Acme', targetCloseDate: '2027-03-05' },
        services: [{}],
        similarProjects: [{}],
        risks: [],
        findings: [],
      },
    };
  },
};

/** An agent that plays one script after another; an error in a script is thrown there. */
function scripted(...scripts: (AgentEvent | Error)[][]): AgentClient & { requests: AgentRequest[] } {
  const requests: AgentRequest[] = [];
  return {
    requests,
    async *ask(request) {
      requests.push(request);
      for (const event of scripts[requests.length - 1] ?? []) {
        if (event instanceof Error) throw event;
        yield event;
      }
    },
  };
}

const chunk = (text: string): AgentEvent => ({ type: 'chunk', text });
const final = (outcome: 'answered' | 'asked' | 'refused'): AgentEvent => ({
  type: 'final',
  outcome,
  inputTokens: 1200,
  outputTokens: 34,
  costUsd: 0.00049,
  modelId: 'a-model',
});
const ended = (code: string, section?: string): Extract<AgentEvent, { phase: 'ended' }> => ({
  type: 'step',
  phase: 'ended',
  stepId: '1',
  actionGroup: 'data-analysis',
  operation: section === undefined ? 'analyzeOpportunity' : 'getAnalysisSection',
  arguments: section === undefined ? {} : { section },
  status: 'ok',
  code,
  ms: 5,
});

function harness(agent: AgentClient, options: { timeoutMs?: number } = {}) {
  const pauses: number[] = [];
  const shown: string[] = [];
  const topics: string[] = [];
  const figures: string[] = [];
  const customers: ShownCustomer[] = [];
  const memory: { dataClass: DataClass } = { dataClass: 'public' };
  const turn = createTurn({
    agents: { standard: agent, enhanced: agent },
    sellers: {
      find: async (id) => sellers.find((each) => each.sellerId === id),
      findByEmail: async () => undefined,
      list: async () => sellers,
    },
    artifacts,
    threadIds: createThreadIds('secret'),
    userSessions: {
      touch: async (turn) => ({
        ...turn,
        createdAt: '',
        lastActivityAt: '',
        artifactIds: shown,
        topics,
        figures,
        customers,
        dataClass: memory.dataClass,
      }),
      noteShown: async (noted) => {
        memory.dataClass = noted.dataClass;
        shown.splice(0, shown.length, ...noted.artifactIds);
        topics.splice(0, topics.length, ...noted.topics);
        figures.splice(0, figures.length, ...noted.figures);
        customers.splice(0, customers.length, ...noted.customers);
      },
    },
    dataVersions: {
      current: async () => ({ dataVersion: 'v1', rows: 1, throughDate: '2026-01-01', sample: true }),
    },
    clock: () => new Date('2026-11-23T09:00:00Z'),
    pause: async (ms) => void pauses.push(ms),
    ...options,
  });
  const run = (request: Partial<TurnRequest> = {}) =>
    turn.run({ sellerId: 'nora', channel: 'cli', text: 'hello', ...request });
  return { run, pauses, shown };
}

async function result(agent: AgentClient, request: Partial<TurnRequest> = {}, options = {}) {
  return resultOf(harness(agent, options).run(request));
}

describe('createTurn', () => {
  it('finds the figures of an answer in its results, its message, and what the session showed before', async () => {
    const withReply = { ...ended('ok'), reply: { code: 'ok', result: { arrUsd: 2_000_000 } } };
    const agent = scripted(
      [
        withReply,
        { type: 'artifact', artifactType: 'analysis', id: 'a' },
        chunk('$2M for 40 sites.'),
        final('answered'),
      ],
      [chunk('Of the analysis a: 70 %, not 71 %, for your 40 sites.'), final('answered')],
    );
    const { run, shown } = harness(agent);
    const first = await resultOf(run({ thread: 'demo', text: '40 sites' }));
    expect([first.grounding, shown]).toEqual([{ figures: 2, unmatched: [] }, ['a']]);
    const second = await resultOf(run({ thread: 'demo' }));
    expect(second.grounding.unmatched.map(({ text }) => text)).toEqual(['71 %']);
  });

  it('is of the class of all that its conversation has shown', async () => {
    const agent = scripted(
      [chunk('Hello.'), final('answered')],
      [{ type: 'artifact', artifactType: 'analysis', id: 'a' }, chunk('Much.'), final('answered')],
      [chunk('As I said.'), final('answered')],
      [chunk('Hello.'), final('answered')],
    );
    const { run } = harness(agent);
    const classes: unknown[] = [];
    for (const thread of ['demo', 'demo', 'demo']) classes.push((await resultOf(run({ thread }))).dataClass);
    expect(classes).toEqual(['internal', 'confidential', 'confidential']);
    expect((await result(agent)).dataClass).toBe('internal');
  });

  it('keeps the class of a conversation in which a turn broke off after it had looked something up', async () => {
    const agent = scripted(
      [{ type: 'artifact', artifactType: 'analysis', id: 'a' }, new AgentError('agent-unavailable', 'cut')],
      [chunk('As I found.'), final('answered')],
    );
    const { run } = harness(agent);
    const broken = await resultOf(run({ thread: 'demo' }));
    const next = await resultOf(run({ thread: 'demo' }));
    expect([broken.outcome, broken.dataClass, next.dataClass]).toEqual([
      'failed',
      'confidential',
      'confidential',
    ]);
  });

  it('is of the class of what it cites, or of all that was found when it cites nothing', async () => {
    const passages = [
      { source: 's3://d/a.md', text: 'a', dataClass: 'public' },
      { source: 's3://d/b.md', text: 'b', dataClass: 'confidential' },
    ];
    const search = { ...ended('ok'), actionGroup: 'knowledge-base', operation: 'Retrieve' };
    const found = { ...search, reply: { code: 'ok', passages } };
    const citation = { text: 'x', source: 's3://d/a.md', dataClass: 'public' } as const;
    const cited = scripted([found, chunk('x'), { type: 'citation', citation }, final('answered')]);
    expect((await result(cited)).dataClass).toBe('public');
    expect((await result(scripted([found, chunk('x'), final('answered')]))).dataClass).toBe('confidential');
    const silent = { ...search, reply: { code: 'ok', passages: [{ source: 's3://d/c.md', text: 'c' }] } };
    expect((await result(scripted([silent, chunk('x'), final('answered')]))).dataClass).toBe('restricted');
  });

  it('limits what the documents may answer on every turn, by the seller’s scope and the current data', async () => {
    const agent = scripted([final('answered')], [final('answered')]);
    await result(agent);
    await result(agent, {}, { dataVersions: { current: () => Promise.reject(new Error('no data')) } });
    const seller = sellers.find(({ sellerId }) => sellerId === 'nora');
    expect(agent.requests.map(({ retrieval }) => retrieval?.filter)).toEqual([
      documentScope(seller?.scope ?? { kind: 'partners', partnerIds: [] }, 'v1'),
      documentScope({ kind: 'organisation' }, undefined),
    ]);
  });

  it('answers in the model’s words when only a search of the documents failed', async () => {
    const search = {
      ...ended('knowledge-base-unavailable'),
      actionGroup: 'knowledge-base',
      operation: 'Retrieve',
    };
    const failed = ended('warehouse-unavailable');
    const searched = scripted([search, chunk('I cannot look that up now.'), final('answered')]);
    expect(await result(searched)).toMatchObject({
      outcome: 'answered',
      steps: [{ operation: 'Retrieve', status: 'knowledge-base-unavailable' }],
    });
    const both = scripted([failed, { ...search, code: 'ok' }, chunk('Well.'), final('answered')]);
    expect(await result(both)).toMatchObject({ outcome: 'failed', error: { code: 'warehouse-unavailable' } });
  });

  it('knows figures of passages that were retrieved or are cited, and of no other', async () => {
    const reply = { code: 'ok', passages: [{ source: 's3://d/a.md', text: 'Pays USD 25,000 at most.' }] };
    const search = { ...ended('ok'), actionGroup: 'knowledge-base', operation: 'Retrieve', reply };
    const citation = { text: 'x', source: 's3://d/b.md', passage: 'For 18 months.' };
    const answer = await result(
      scripted([
        search,
        chunk('At most $25,000, for 18 months, and 77 %.'),
        { type: 'citation', citation },
        final('answered'),
      ]),
    );
    expect(answer.grounding.unmatched.map(({ text }) => text)).toEqual(['77 %']);
  });

  it('says in its own words that a cited document has expired, and where cited words stand once blanks are off', async () => {
    const citation = {
      text: 'Half is paid.',
      span: { start: 2, end: 15 },
      source: 's3://d/old.md',
      title: 'Old rules',
      expired: { on: '2025-12-31' },
    };
    const agent = scripted([chunk('\n\nHalf is paid.'), { type: 'citation', citation }, final('answered')]);
    const events: TurnEvent[] = [];
    for await (const event of harness(agent).run()) events.push(event);
    const notice =
      'Please note: this rests on a document that is no longer valid: “Old rules”, which held until 31 December 2025.';
    expect(events.filter(({ type }) => type === 'chunk').at(-1)).toEqual(chunk(`\n\n${notice}`));
    expect(events.at(-1)).toMatchObject({
      result: {
        answer: `Half is paid.\n\n${notice}`,
        citations: [{ ...citation, span: { start: 0, end: 13 } }],
        grounding: { unmatched: [] },
      },
    });
  });

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

describe('wordFailure', () => {
  it('has words for every code an operation can fail with', () => {
    const failing = Object.entries(OPERATION_CODES).filter(([, { kind }]) => kind === 'failed');
    expect(failing.map(([code]) => code).filter((code) => !WORDED_CODES.includes(code))).toEqual([]);
  });
  it('names the code when there are no words for it', () => {
    expect(wordFailure('novel')).toBe('Something failed (novel). Nothing was guessed instead.');
  });
});
