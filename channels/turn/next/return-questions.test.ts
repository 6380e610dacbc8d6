import { describe, expect, it } from 'vitest';
import { exampleReturn } from '#channels/render/__fixtures__/example-return.ts';
import { returnQuestions } from './return-questions.ts';
import type { TurnView } from './turn-view.ts';

const view = (given: Partial<TurnView>): TurnView => ({
  outcome: 'answered',
  artifacts: [],
  steps: [],
  replies: [],
  asks: [],
  problems: [],
  today: '2026-11-25',
  shown: { topics: [], customers: [], artifactIds: [], figures: [] },
  ...given,
});
const texts = (given: Partial<TurnView>) => returnQuestions(view(given)).map(({ text }) => text);
const artifactOf = (body: object) =>
  [{ type: 'return-on-investment', id: 'r', ...body }] as TurnView['artifacts'];

describe('returnQuestions', () => {
  it('offers other inputs, and funding where none is counted', () => {
    const result = exampleReturn();
    expect(texts({ artifacts: artifactOf(result) })).toEqual([
      'What if the migration costs $300k?',
      'And at 12 %?',
      'And over 60 months?',
    ]);
    const assumptions = result.assumptions.filter(({ key }) => key !== 'fundingUsd');
    const bare = { ...result, assumptions, analysisId: 'a', discountRatePercent: 12, horizonMonths: 60 };
    expect(texts({ artifacts: artifactOf(bare) })).toEqual([
      'What if the migration costs $300k?',
      'And at 8 %?',
      'And over 36 months?',
      'Is there money for this?',
    ]);
  });

  it('offers what is needed, as it may be said', () => {
    const needed = [
      { field: 'migrationCostUsd', code: 'cost-needed', text: '', example: 'the migration costs $250k' },
    ];
    const value = { code: 'ok', result: { outcome: 'incomplete', needed } };
    expect(texts({ replies: [{ name: 'calculateReturnOnInvestment', value }] })).toEqual([
      'The migration costs $250k.',
    ]);
  });

  it('offers nothing where there is no return', () => {
    expect(texts({})).toEqual([]);
  });
});
