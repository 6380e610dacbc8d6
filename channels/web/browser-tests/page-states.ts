import fc from 'fast-check';
import { anyFollowOn, anyRoadmap } from '#channels/render/__fixtures__/arbitrary-follow-on.ts';
import {
  exampleAnalysis,
  exampleSensitivity,
  thinAnalysis,
} from '#channels/render/__fixtures__/example-analysis.ts';
import { exampleFundingPlan } from '#channels/render/__fixtures__/example-funding-plan.ts';
import { exampleInsight } from '#channels/render/__fixtures__/example-insight.ts';
import { exampleReturn } from '#channels/render/__fixtures__/example-return.ts';
import type { TurnResult } from '#channels/turn/turn-result.ts';
import type { HistoryEntry } from '#knowledge-base/artifacts/analysis-history.ts';
import { resultWith } from '../__fixtures__/scripted-turn.ts';
import { analysisArtifact, answerOf, askedPath, type TestWeb } from '../__fixtures__/test-web.ts';

/** A state that a page can be in, and how an application gets there: the address to open, of a fresh one. */
export interface PageState {
  readonly name: string;
  reach(web: TestWeb): Promise<string>;
}

const WORDS =
  'Between **$118k and $742k** a year, middle $310k.\n\n- Launch: September 2027 to March 2028\n- Main risk: the customer’s size is not given\n\n| Segment | Middle |\n|---|---:|\n| Enterprise | $574k |\n| SMB | $80.6k |';
const [FOUND] = fc.sample(anyFollowOn, { numRuns: 1, seed: 4 });
const [PLAN] = fc.sample(anyRoadmap, { numRuns: 1, seed: 4 });

const { signal } = new AbortController();

function historyEntry(
  day: number,
  arrUsd: { low: number; median: number; high: number } | null,
): HistoryEntry {
  return {
    analysisId: `analysis-${day}`,
    customerName: day === 20 ? 'Alder Health' : 'Concentra',
    opportunityName: 'Sybase modernization',
    sellerId: 'olivia',
    scope: { kind: 'organisation' },
    analysedAt: `2026-11-${day}T10:00:00.000Z`,
    headline: { arrUsd, launchMonth: null, confidence: 'MEDIUM' },
  };
}

/** Every state of the pages; a new kind of page adds its own. */
export const PAGE_STATES: readonly PageState[] = [
  { name: 'form', reach: async () => '/' },
  {
    name: 'history',
    async reach(web) {
      for (const [at, arrUsd] of [
        [18, { low: 9e4, median: 2e5, high: 6e5 }],
        [20, null],
        [22, { low: 1e5, median: 3e5, high: 7e5 }],
      ] as const)
        await web.history.note(historyEntry(at, arrUsd), { signal });
      return '/history';
    },
  },
  { name: 'history-faults', reach: async () => '/history?from=yesterday&to=2026-11-01' },
  {
    name: 'compare',
    async reach(web) {
      const [one, other] = [exampleAnalysis(), exampleAnalysis({ analysisId: 'analysis-2' })];
      for (const each of [one, other]) web.artifacts.set(each.analysisId, analysisArtifact(each));
      await web.history.note(historyEntry(18, null), { signal });
      return `/compare?a=${one.analysisId}&b=${other.analysisId}`;
    },
  },
  {
    name: 'own-page',
    async reach(web) {
      const analysis = exampleAnalysis({ sensitivity: exampleSensitivity() });
      web.artifacts.set(analysis.analysisId, analysisArtifact(analysis));
      return `/analyses/${analysis.analysisId}`;
    },
  },
  { name: 'form-filled', reach: async () => '/?sample=1' },
  { name: 'offline', reach: async () => '/offline' },
  { name: 'not-found', reach: async () => '/none' },
  {
    name: 'not-permitted',
    async reach(web) {
      web.signIn('nora');
      const path = await askedPath(web, 'What is it worth?');
      web.signIn('olivia');
      return path;
    },
  },
  {
    name: 'waiting',
    async reach(web) {
      const path = await askedPath(web, 'What is it worth?');
      const step = { type: 'step', actionGroup: 'g', arguments: {} } as const;
      web.turn.say({ ...step, phase: 'started', stepId: '1', operation: 'analyzeOpportunity' });
      return path;
    },
  },
  answerState('analysis', {
    ...answerOf(exampleAnalysis()),
    answer: WORDS,
    nextQuestions: ['What if it is an Enterprise customer?', 'Which services will it use?'],
  }),
  answerState('thin-analysis', answerOf(thinAnalysis())),
  answerState('insight', artifactOf('insight', exampleInsight().insightId, exampleInsight())),
  answerState('funding', artifactOf('funding-plan', 'plan-1', exampleFundingPlan())),
  answerState('return', artifactOf('return-on-investment', exampleReturn().returnId, exampleReturn())),
  answerState('follow-on', artifactOf('follow-on', 'follow-1', FOUND)),
  answerState('roadmap', artifactOf('roadmap', 'roadmap-1', PLAN)),
  answerState('asked', { outcome: 'asked', answer: 'When do you expect to close?' }),
  answerState('refused', { outcome: 'refused', answer: 'I cannot help with that.' }),
  answerState('failed', {
    outcome: 'failed',
    answer: 'The project data cannot be reached.',
    error: { code: 'warehouse-unavailable', message: 'The project data cannot be reached.' },
  }),
];

function answerState(name: string, changes: Partial<TurnResult>): PageState {
  return {
    name,
    async reach(web) {
      web.turn.end(resultWith(changes));
      return askedPath(web, `Tell me about ${name}: 40 Sybase databases to Aurora, closing 3/5/2027`);
    },
  };
}

function artifactOf(type: string, id: string, body: object | undefined): Partial<TurnResult> {
  return { artifacts: [{ ...body, type, id }], answer: WORDS };
}
