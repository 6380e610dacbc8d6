import { describe, expect, it } from 'vitest';
import { examplePlan } from '#action-groups/funding/__fixtures__/example-plan.ts';
import {
  converseWith,
  OFFERED,
  scriptedOperations,
} from '#agent/runtime/models/embedded/embedded-model.double.ts';
import { createEmbeddedModel } from '#agent/runtime/models/embedded/embedded-model.ts';
import { converseInSession } from '#agent/runtime/models/embedded/working-set/session.double.ts';
import type { TurnView } from './next/turn-view.ts';
import { nextQuestions, offersOf } from './next-questions.ts';

const NOTHING: TurnView = {
  outcome: 'answered',
  artifacts: [],
  steps: [],
  replies: [],
  asks: [],
  problems: [],
  today: '2026-11-25',
  shown: { artifactIds: [], topics: [], customers: [], figures: [] },
};

const ANALYSIS = {
  type: 'analysis',
  id: 'analysis-2',
  analysisId: 'analysis-2',
  outcome: 'predicted',
  opportunity: { customerName: 'Globex', targetCloseDate: '2027-11-30' },
  services: [{}],
  similarProjects: [{}],
  risks: [{ code: 'size-not-given' }],
  findings: [{ code: 'most-experienced-partner' }],
};

const FIGURES = { projects: 9, values: [1_000], known: { arrUsd: 9 } };
const INSIGHT = {
  queryId: 'q-1',
  counts: 'Projects',
  why: 'Projects',
  specification: {
    measures: ['average(arrUsd)'],
    dimensions: ['industry'],
    period: { from: '2025-01-01', to: '2025-12-31' },
  },
  period: { fromDate: '2025-01-01', toDate: '2025-12-31' },
  periodWords: 'in 2025',
  compareWith: null,
  compareWords: null,
  dimensions: [{ dimension: 'industry', name: 'industry' }],
  measures: [{ measure: 'average(arrUsd)', name: 'average ARR', unit: 'usd' }],
  rows: ['Mining', 'Retail', 'Energy', 'Gaming'].map((key) => ({
    kind: 'group',
    keys: [key],
    labels: [key],
    groups: 1,
    ...FIGURES,
  })),
  rowsTotal: 4,
  totals: FIGURES,
  groupsTotal: 4,
  chart: { type: 'bar', axis: 0, series: null, measure: 0, why: 'x' },
  leftOut: [],
  notes: [],
  values: [],
  evidence: {
    scope: 'all',
    dataVersion: 'v1',
    throughDate: '2026-10-30',
    sampleData: true,
    rowsCounted: 9,
  },
};

const of = (name: string, analysisId: string) => ({ name, analysisId });

const ACME = 'Acme in Germany wants to move 60 Oracle databases to Aurora, closing 5 March 2027';
const GLOBEX = 'Globex in Spain wants a data lake on S3 with Glue, closing 30 November 2027';

/** Each way a turn can end that offers something: what was said before, and what the turn is seen as. */
const ENDINGS: Readonly<
  Record<string, { readonly said: readonly string[]; readonly view: Partial<TurnView> }>
> = {
  'an analysis': { said: [ACME, GLOBEX], view: { artifacts: [ANALYSIS] } },
  'the second opportunity of a session': {
    said: [ACME, GLOBEX],
    view: {
      artifacts: [ANALYSIS],
      shown: {
        artifactIds: [],
        topics: [],
        figures: [],
        customers: [of('Globex', 'analysis-2'), of('Acme', 'analysis-1')],
      },
    },
  },
  'too little evidence': {
    said: [GLOBEX],
    view: { artifacts: [{ ...ANALYSIS, outcome: 'not-enough-evidence', services: [], risks: [] }] },
  },
  'a what-if': {
    said: [ACME, GLOBEX, 'What if it is an Enterprise customer?'],
    view: { artifacts: [{ ...ANALYSIS, analysisId: 'analysis-3', whatIfOf: 'analysis-2' }] },
  },
  'a refusal in a session with an opportunity': {
    said: [GLOBEX, 'write me a poem'],
    view: {
      outcome: 'refused',
      shown: { artifactIds: [], topics: [], customers: [of('Globex', 'analysis-1')], figures: [] },
    },
  },
};

const WITH_FUNDING = [...OFFERED, 'POST__data-analysis__findOpportunity', 'POST__funding__recommendFunding'];

describe('offersOf', () => {
  it.for(Object.entries(ENDINGS))('offers what the embedded model answers, after %s', async ([, ending]) => {
    const offers = offersOf({ ...NOTHING, ...ending.view });
    expect(offers.length).toBeGreaterThan(1);
    expect(offers.map(({ text }) => text)).not.toContain('What can you do?');
    for (const { text, operation } of offers) {
      const conversation = converseInSession(createEmbeddedModel(), { offered: WITH_FUNDING });
      for (const said of ending.said) await conversation.say(said);
      const { calls, answer } = await conversation.say(text);
      expect({ text, answer, operation: calls[0]?.operation ?? null }).toEqual({ text, answer, operation });
    }
  });

  it.for([
    ['average ARR by industry last year', {}],
    ['how many deals did we win', { period: undefined, dimensions: [] }],
    ['median ARR by quarter last year', { dimensions: ['quarter'], measures: ['median(arrUsd)'] }],
    ['how many deals did we win with Zorblatt', { projects: 0 }],
  ] as const)('offers what changes a portfolio question, after %s', async ([said, change]) => {
    const { projects = 9, ...specification } = change as { projects?: number };
    const insight = {
      type: 'insight',
      id: 'i',
      ...INSIGHT,
      specification: { ...INSIGHT.specification, ...specification },
      totals: { ...INSIGHT.totals, projects },
    };
    const offers = offersOf({ ...NOTHING, artifacts: [insight] });
    expect(offers.map(({ operation }) => operation)).toContain('generateInsightQuery');
    expect(offers.map(({ operation }) => operation)).toContain('runInsightQuery');
    for (const { text, operation } of offers) {
      const conversation = converseWith(createEmbeddedModel(), {
        operations: (called, input) =>
          called.includes('InsightQuery')
            ? { code: 'ok', artifacts: [], result: { ...INSIGHT, sql: 'SELECT 1' } }
            : scriptedOperations()(called, input),
        offered: [
          ...OFFERED,
          'POST__query-generation__generateInsightQuery',
          'POST__data-analysis__runInsightQuery',
        ],
      });
      await conversation.say(said);
      const { calls, answer } = await conversation.say(text);
      expect({ text, answer, operation: calls[0]?.operation ?? null }).toEqual({ text, answer, operation });
    }
  });

  it('offers what a funding plan lacks, what to submit and a program, all of which are understood', async () => {
    const plan = { ...examplePlan(), type: 'funding-plan' as const, id: 'p' };
    const offers = offersOf({ ...NOTHING, artifacts: [plan] });
    expect(offers.map(({ text }) => text)).toEqual([
      'What do I need to submit?',
      'Is there funding if it is Qualified in ACE?',
      'Is there funding if we are a software vendor?',
      'Does OLA funding apply?',
      'What is the payback if the migration costs $250,000?',
    ]);
    for (const { text, operation } of offers.filter((each) => each.operation === 'recommendFunding')) {
      const conversation = converseInSession(createEmbeddedModel(), { offered: WITH_FUNDING });
      await conversation.say(ACME);
      await conversation.say('Is there funding for this?');
      const { calls, answer } = await conversation.say(text);
      expect({ text, answer, operation: calls[0]?.operation ?? null }).toEqual({ text, answer, operation });
    }
    const shown = { artifactIds: [plan.fundingPlanId], topics: [], customers: [], figures: [] };
    expect(nextQuestions({ ...NOTHING, artifacts: [plan], shown })).not.toContain(
      'What do I need to submit?',
    );
  });

  /** A message from which facts are missing, what is asked for then, and an example of an answer. */
  it.for([
    ['Globex wants to move 25 SQL Server databases to RDS by 30 June 2027', ['country']],
    ['Globex in Spain wants to move 25 SQL Server databases to RDS', ['targetCloseDate']],
    ['Globex wants to move 25 SQL Server databases to RDS', ['country', 'targetCloseDate']],
    ['A client wants to move 25 SQL Server databases to RDS', ['customerName', 'country', 'targetCloseDate']],
    ['Customer: Globex\nCountry: Spain\nClose: 30 June 2027', ['description']],
    ['Customer: Globex', ['country', 'description', 'targetCloseDate']],
  ] as const)('gives an example that answers the question after %s', async ([said, asks]) => {
    const conversation = converseInSession(createEmbeddedModel());
    const asked = await conversation.say(said);
    expect([...(asked.understood?.asks ?? [])].sort()).toEqual([...asks].sort());
    const [example] = nextQuestions({ ...NOTHING, outcome: 'asked', asks });
    const { calls, answer } = await conversation.say(example ?? '');
    expect({ example, answer, operation: calls[0]?.operation }).toEqual({
      example,
      answer,
      operation: 'analyzeOpportunity',
    });
  });

  it.for([[], ['write me a poem']])('offers where to begin, after %j', async (said) => {
    const offers = offersOf(NOTHING);
    expect(offers.map(({ operation }) => operation)).toEqual([
      'analyzeOpportunity',
      'runInsightQuery',
      'runInsightQuery',
      null,
    ]);
    for (const { text, operation } of offers) {
      const conversation = converseWith(createEmbeddedModel(), {
        operations: (called, input) =>
          called.includes('InsightQuery')
            ? { code: 'ok', artifacts: [], result: { ...INSIGHT } }
            : scriptedOperations()(called, input),
        offered: [...OFFERED, 'POST__data-analysis__runInsightQuery'],
      });
      for (const each of said) await conversation.say(each);
      const { calls } = await conversation.say(text);
      expect({ text, operation: calls[0]?.operation ?? null }).toEqual({ text, operation });
    }
  });

  it('gives the readings to choose from where something can be read in several ways', async () => {
    const conversation = converseInSession(createEmbeddedModel());
    const said =
      'Mirabel Cosmetics in France wants a web shop on EKS. closes 5 March 2027. closing date is 9 July 2027';
    const { understood } = await conversation.say(said);
    const view = { ...NOTHING, outcome: 'asked' as const, problems: understood?.problems ?? [] };
    const choices = nextQuestions(view);
    expect(choices.length).toBe(2);
    expect((await conversation.say(choices[1] ?? '')).calls[0]?.input.targetCloseDate).toBe('2027-07-09');
  });

  it('names the day a quarter later, at most so many, and not what the session has shown', () => {
    expect(nextQuestions({ ...NOTHING, artifacts: [ANALYSIS] })).toEqual([
      'What if it is an Enterprise customer?',
      'Which services will it use?',
      'Is there funding for this?',
      'Which projects is it based on?',
    ]);
    const topics = ['services of analysis-2', 'risks of analysis-2', 'funding of analysis-2'];
    const plain = { ...ANALYSIS, risks: [] };
    expect(
      nextQuestions({
        ...NOTHING,
        artifacts: [plain],
        shown: { artifactIds: [], topics, customers: [of('Globex', 'analysis-2')], figures: [] },
      }),
    ).toEqual([
      'What if it closes on 29 February 2028?',
      'Which projects is it based on?',
      'How sure is that?',
      'Which partner has done this most?',
    ]);
  });

  it('offers nothing of a result that it cannot read, nor after a failure', () => {
    expect(nextQuestions({ ...NOTHING, outcome: undefined })).toEqual([]);
  });
});
