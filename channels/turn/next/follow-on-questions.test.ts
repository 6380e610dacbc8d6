import { describe, expect, it } from 'vitest';
import { followOnQuestions } from './follow-on-questions.ts';
import type { TurnView } from './turn-view.ts';

const viewOf = (artifact: Readonly<Record<string, unknown>>): TurnView => ({
  outcome: 'answered',
  artifacts: [artifact as unknown as TurnView['artifacts'][number]],
  steps: [],
  replies: [],
  asks: [],
  problems: [],
  today: '2026-11-25',
  shown: { topics: [], customers: [] } as unknown as TurnView['shown'],
});
const texts = (artifact: Readonly<Record<string, unknown>>) =>
  followOnQuestions(viewOf(artifact)).map(({ text }) => text);

const PLAN = {
  type: 'roadmap',
  id: 'r',
  roadmapId: 'r',
  analysisId: 'a',
  outcome: 'plan',
  quartersTotal: 4,
  exclude: [],
  steps: [{ name: 'Database Modernization', area: 'databases' }],
};

describe('followOnQuestions', () => {
  it('offers a plan after what comes next', () => {
    const found = {
      type: 'follow-on',
      id: 'f',
      followOnId: 'f',
      outcome: 'opportunities',
      opportunities: [{ name: 'Database Modernization' }],
      startsFrom: { analysisId: 'a' },
    };
    expect(texts(found)).toEqual(['Build a plan for four quarters.', 'Is there money for this?']);
    expect(texts({ ...found, outcome: 'not-enough-history', opportunities: [] })).toEqual([]);
  });

  it('offers a longer plan, and one without an area that it has', () => {
    expect(texts(PLAN)).toEqual([
      'Make it six quarters.',
      'And without databases?',
      'Is there money for this?',
      'What next after this one?',
    ]);
    expect(texts({ ...PLAN, quartersTotal: 8, exclude: ['databases'] })).toEqual([
      'Is there money for this?',
      'What next after this one?',
    ]);
  });

  it('offers nothing after another result', () => {
    expect(texts({ type: 'analysis', id: 'a' })).toEqual([]);
  });
});
