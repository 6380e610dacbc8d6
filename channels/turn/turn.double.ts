import type { AgentClient, AgentEvent, AgentRequest } from '#agent/client/agent-client.ts';
import { scopeCovers } from '#knowledge-base/artifacts/artifact.ts';
import { ArtifactError, type ArtifactStore } from '#knowledge-base/artifacts/artifact-store.ts';
import type { DataClass } from '#knowledge-base/data-class.ts';
import type { Seller } from './seller-directory.ts';
import { createThreadIds } from './thread-id.ts';
import { createTurn, type TurnOptions, type TurnRequest } from './turn.ts';
import { resultOf } from './turn-result.ts';
import type { ShownCustomer } from './user-sessions.ts';

export const sellers: Seller[] = [
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
export function scripted(...scripts: (AgentEvent | Error)[][]): AgentClient & { requests: AgentRequest[] } {
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

export const chunk = (text: string): AgentEvent => ({ type: 'chunk', text });
export const final = (outcome: 'answered' | 'asked' | 'refused'): AgentEvent => ({
  type: 'final',
  outcome,
  inputTokens: 1200,
  outputTokens: 34,
  costUsd: 0.00049,
  modelId: 'a-model',
});
export const ended = (code: string, section?: string): Extract<AgentEvent, { phase: 'ended' }> => ({
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

export function harness(agent: AgentClient, options: Partial<TurnOptions> = {}) {
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

export async function result(agent: AgentClient, request: Partial<TurnRequest> = {}, options = {}) {
  return resultOf(harness(agent, options).run(request));
}
