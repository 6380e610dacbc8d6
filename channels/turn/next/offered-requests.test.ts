import { describe, expect, it } from 'vitest';
import { examplePlan } from '#action-groups/funding/__fixtures__/example-plan.ts';
import { decide } from '#agent/runtime/models/embedded/conversation/decide.ts';
import { draftOf } from '#agent/runtime/models/embedded/conversation/draft.ts';
import { EMPTY_STATE } from '#agent/runtime/models/embedded/conversation/plan.ts';
import { readerOf } from '#agent/runtime/models/embedded/requests/readers.ts';
import { exampleReturn } from '#channels/render/__fixtures__/example-return.ts';
import { followOnQuestions } from './follow-on-questions.ts';
import { fundingQuestions } from './funding-questions.ts';
import { returnQuestions } from './return-questions.ts';
import type { TurnView } from './turn-view.ts';

const TODAY = '2026-11-25';
const view = (artifact: object, replies: TurnView['replies'] = []): TurnView => ({
  outcome: 'answered',
  artifacts: [artifact] as never,
  steps: [],
  replies,
  asks: [],
  problems: [],
  today: TODAY,
  shown: { topics: [], customers: [], artifactIds: [], figures: [] },
});
const ROADMAP = {
  roadmapId: 'r',
  analysisId: 'a-1',
  outcome: 'plan',
  exclude: [],
  steps: [{ name: 'Data Lake', area: 'machine learning' }],
};
const needed = ['the migration costs $250k', 'they pay $60k a month today'].map((example) => ({
  field: 'x',
  code: 'cost-needed',
  text: '',
  example,
}));
const INCOMPLETE = { code: 'ok', result: { outcome: 'incomplete', needed } };

const OFFERS = [
  ['is there money for this?', fundingQuestions(view({ ...examplePlan(), type: 'funding-plan' }))],
  [
    'payback at 250k',
    returnQuestions(view({ ...exampleReturn(), type: 'return-on-investment', analysisId: 'a-1' })),
  ],
  [
    'payback at 250k',
    returnQuestions(view({}, [{ name: 'calculateReturnOnInvestment', value: INCOMPLETE }])),
  ],
  ...[4, 6].map(
    (quartersTotal) =>
      ['build a plan', followOnQuestions(view({ ...ROADMAP, type: 'roadmap', quartersTotal }))] as const,
  ),
  [
    'what next after this one?',
    followOnQuestions(
      view({
        type: 'follow-on',
        followOnId: 'f',
        outcome: 'opportunities',
        opportunities: [{ name: 'Data Lake' }],
        startsFrom: { analysisId: 'a-1' },
      }),
    ),
  ],
] as const;

const draft = draftOf({
  customerName: 'Acme',
  description: 'SAP on AWS',
  country: 'DE',
  targetCloseDate: '2027-05-03',
});
const acme = { name: 'Acme', analysisId: 'a-1', draft, since: 1, headline: null };

describe('questions offered after money, returns, next sales and plans', () => {
  it.for(
    OFFERS.flatMap(([before, offered]) =>
      offered.map((each) => [each.text, before, each.operation] as const),
    ),
  )('“%s” after “%s” is read for %s', ([text, before, operation]) => {
    const state = decide({ ...EMPTY_STATE, known: [acme], draft, analysisId: 'a-1' }, before, TODAY).state;
    const { plan } = decide(state, text, TODAY);
    const asked =
      plan.kind === 'requests' ? plan.requests.map(({ kind }) => readerOf(kind).operation) : [plan.kind];
    expect(asked).toEqual([operation]);
  });

  it('are many', () => {
    expect(OFFERS.map(([, offered]) => offered.length).every((count) => count > 0)).toBe(true);
  });
});
