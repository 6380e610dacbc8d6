import type { Hono } from 'hono';
import type { Analysis } from '#action-groups/data-analysis/analysis.ts';
import { markupFault } from '#channels/render/__fixtures__/well-formed.ts';
import type { GivenFeedback } from '#channels/turn/feedback.ts';
import type { Seller } from '#channels/turn/seller-directory.ts';
import type { TurnResult } from '#channels/turn/turn-result.ts';
import type { AnalysisHistory } from '#knowledge-base/artifacts/analysis-history.ts';
import { ARTIFACT_TYPES, type Artifact, scopeCovers } from '#knowledge-base/artifacts/artifact.ts';
import { ArtifactError, type ArtifactStore } from '#knowledge-base/artifacts/artifact-store.ts';
import { createMemoryAnalysisHistory } from '#knowledge-base/artifacts/memory-analysis-history.ts';
import { memoryBatchStore } from '../batches/batch-store.double.ts';
import { createBatches } from '../batches/batches.ts';
import { DOUBLE_COOKIE, identityDouble } from '../identity/web-identity.double.ts';
import { type MemoryWebTurns, memoryWebTurns } from '../turns/web-turns.double.ts';
import { createWebApp, type WebAppOptions } from '../web-app.ts';
import { resultWith, type ScriptedTurn, scriptedTurn } from './scripted-turn.ts';

export const OLIVIA: Seller = {
  sellerId: 'olivia',
  name: 'Olivia (everything)',
  scope: { kind: 'organisation' },
};
export const NORA: Seller = {
  sellerId: 'nora',
  name: 'Nora <one partner>',
  scope: { kind: 'partners', partnerIds: ['1'] },
};

/** A browser of one person against the application: keeps cookies, follows nothing by itself. */
export interface TestWeb {
  readonly app: Hono;
  readonly turn: ScriptedTurn;
  readonly memory: MemoryWebTurns;
  readonly failures: { cause: unknown; reference: string }[];
  readonly artifacts: Map<string, Artifact>;
  readonly feedbacks: readonly GivenFeedback[];
  /** What `GET /history` reads, unless it was given another one. */
  readonly history: AnalysisHistory;
  /** Whose browser it is from here on; Olivia's before. */
  signIn(sellerId: string): void;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  post(
    path: string,
    fields: Readonly<Record<string, string>>,
    headers?: Record<string, string>,
  ): Promise<Response>;
}

export function testWeb(changes: Partial<WebAppOptions> = {}): TestWeb {
  const script = scriptedTurn();
  const failures: TestWeb['failures'] = [];
  const feedbacks: GivenFeedback[] = [];
  const artifacts = new Map<string, Artifact>();
  let ids = 0;
  const turn: ScriptedTurn = {
    ...script,
    // What a turn has made stands in the store before it ends.
    end(result) {
      for (const { type, id, ...body } of result.artifacts)
        artifacts.set(id, { ...storedArtifact(type, id), body });
      script.end(result);
    },
  };
  const clock = () => new Date('2026-11-23T10:00:00Z');
  const history = createMemoryAnalysisHistory(clock);
  const memory = memoryWebTurns({ turn, artifacts: storeOf(artifacts), clock });
  const app = createWebApp({
    turns: memory.turns,
    history,
    dependencies: async () => [],
    feedback: {
      async give(feedback) {
        feedbacks.push(feedback);
        return { taken: true };
      },
    },
    batches: createBatches({ store: memoryBatchStore(clock), queue: { send: async () => {} }, clock }),
    artifacts: storeOf(artifacts),
    identity: identityDouble([OLIVIA, NORA]),
    clock,
    newId: () => `id-${String(++ids).padStart(8, '0')}`,
    patienceMs: 0,
    onFailure: (cause, reference) => failures.push({ cause, reference }),
    ...changes,
  });
  let cookie = '';
  const send = async (path: string, init: RequestInit & { headers: Record<string, string> }) => {
    // What turns have said is written down by now: nothing in memory takes longer.
    await new Promise(setImmediate);
    const response = await app.request(path, {
      ...init,
      headers: { ...(cookie !== '' && { cookie }), ...init.headers },
    });
    cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie;
    return response;
  };
  return {
    app,
    history,
    feedbacks,
    turn,
    memory,
    failures,
    artifacts,
    signIn: (sellerId) => {
      cookie = `${DOUBLE_COOKIE}=${sellerId}`;
    },
    get: (path, headers = {}) => send(path, { headers }),
    post: (path, fields, headers = {}) =>
      send(path, {
        method: 'POST',
        body: new URLSearchParams(fields).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      }),
  };
}

export function storedArtifact(type: string, id: string): Omit<Artifact, 'body'> {
  const known = ARTIFACT_TYPES.find((each) => each === type) ?? 'query';
  return { type: known, id, scope: { kind: 'organisation' }, createdAt: '2026-11-23T10:00:00.000Z' };
}

export function analysisArtifact(
  body: Analysis,
  scope: Artifact['scope'] = { kind: 'organisation' },
): Artifact {
  return { type: 'analysis', id: body.analysisId, scope, createdAt: '2026-11-23T10:00:00.000Z', body };
}

/** A form that can be asked with. */
export const FORM = {
  formId: 'form-0001',
  customerName: 'Concentra',
  place: 'US',
  targetCloseDate: '2027-03-05',
  opportunityName: 'Sybase modernization',
  description: 'Move 40 databases to Aurora',
};

/** What a turn that made this analysis adds to its result. */
export function answerOf(analysis: Analysis): Partial<TurnResult> {
  return { artifacts: [{ type: 'analysis', id: analysis.analysisId, ...analysis }] };
}

/** The answer page of a turn that ended so. */
export async function answered(changes: Partial<TurnResult>, text = 'What is it worth?'): Promise<string> {
  const web = testWeb();
  web.turn.end(resultWith(changes));
  return textOf(web.get(await askedPath(web, text)));
}

/** Asks in words; the address of the answer. */
export async function askedPath(web: TestWeb, text: string): Promise<string> {
  return (await web.post('/questions', { text })).headers.get('location') ?? '';
}

export async function textOf(response: Promise<Response>): Promise<string> {
  return (await response).text();
}

/** What is wrong with a page's markup. */
export function pageFault(markup: string): string | undefined {
  return markupFault(markup.replace('<!doctype html>', ''));
}

function storeOf(artifacts: ReadonlyMap<string, Artifact>): ArtifactStore {
  return {
    put: async () => {},
    get: async (id, reader) => {
      const artifact = artifacts.get(id);
      if (artifact === undefined) throw new ArtifactError('artifact-not-found', id);
      if (!scopeCovers(reader, artifact.scope)) throw new ArtifactError('artifact-not-permitted', id);
      return artifact;
    },
  };
}
