import { describe, expect, it } from 'vitest';
import { checkTurn, covers } from './check-turn.ts';
import type { ObservedTurn } from './run-conversation.ts';
import type { Expectation } from './suite.ts';

const grounding = { figures: 0, unmatched: [] };
const analysed: ObservedTurn = {
  answer: 'Acme: ARR $10k to $20k.',
  outcome: 'answered',
  grounding,
  citations: [],
  artifacts: ['analysis'],
  steps: [
    {
      operation: 'analyzeOpportunity',
      code: 'ok',
      arguments: { customerName: 'Acme', country: 'DE', description: 'Kafka to MSK', whatIfOf: '' },
    },
  ],
};
const counted: ObservedTurn = {
  answer: '12 projects.',
  outcome: 'answered',
  grounding,
  citations: [],
  artifacts: ['insight'],
  steps: [
    {
      operation: 'runInsightQuery',
      code: 'ok',
      arguments: {
        measures: '["count"]',
        filters: '[{"field":"industry","operator":"is","values":["Healthcare"]}]',
        period: '{"from":"2026-01-01","to":"2026-11-25"}',
      },
    },
  ],
};
const declined: ObservedTurn = {
  answer: 'That is not what I do.',
  outcome: 'refused',
  grounding,
  citations: [],
  artifacts: [],
  steps: [{ operation: 'declineRequest', code: 'out-of-scope', arguments: { reason: 'a poem' } }],
};
const asked: ObservedTurn = {
  answer: 'When does it close, and in which country is the customer?',
  outcome: 'asked',
  grounding,
  citations: [],
  artifacts: [],
  steps: [],
};

/** An expectation, a turn that meets it, and one that does not. */
const CASES: readonly [name: string, expected: Expectation, good: ObservedTurn, bad: ObservedTurn][] = [
  ['outcome', { outcome: 'asked' }, asked, analysed],
  ['refuse', { refuse: 'out-of-scope' }, declined, asked],
  [
    'refuse for access',
    { refuse: 'no-access' },
    { ...declined, steps: [{ operation: 'findOpportunity', code: 'not-permitted', arguments: {} }] },
    declined,
  ],
  ['slots', { slots: { country: 'DE' } }, analysed, asked],
  ['slots, another value', { slots: { customerName: { re: '(?i)^acme$' } } }, analysed, counted],
  ['slots, absent', { slots: { industry: { absent: true } } }, analysed, asked],
  ['described', { described: ['kafka'] }, analysed, counted],
  ['asks', { asks: ['targetCloseDate', 'country'] }, asked, analysed],
  ['asks for what it did not', { asks: ['country'] }, asked, { ...asked, answer: 'When?' }],
  ['tools in order', { tools: { order: ['runInsightQuery'] } }, counted, analysed],
  ['no tools', { tools: { none: true } }, asked, analysed],
  ['forbidden tools', { tools: { forbid: ['analyzeOpportunity'] } }, counted, analysed],
  [
    'insight',
    { insight: { measures: ['count'], dimensions: [], period: { from: '2026-01-01' } } },
    counted,
    analysed,
  ],
  [
    'insight filters',
    { insight: { filters: [{ field: 'industry', values: ['healthcare'] }] } },
    counted,
    {
      ...counted,
      steps: [{ operation: 'runInsightQuery', code: 'ok', arguments: { measures: '["count"]' } }],
    },
  ],
  [
    'what-if',
    { whatIf: false },
    analysed,
    { ...analysed, steps: [{ operation: 'analyzeOpportunity', code: 'ok', arguments: { whatIfOf: 'a-1' } }] },
  ],
  ['answer', { answer: { contains: ['acme'], notContains: ['poem'] } }, analysed, declined],
  [
    'numbers, on every turn',
    {},
    analysed,
    {
      ...analysed,
      grounding: { figures: 1, unmatched: [{ text: '$5k', start: 0, end: 3, kind: 'money', source: null }] },
    },
  ],
  ['answer by pattern', { answer: { matches: ['\\$\\d+k'] } }, analysed, declined],
];

describe('checkTurn', () => {
  it.for(CASES)('%s: holds for one turn and not for another', ([, expected, good, bad]) => {
    expect(checkTurn(expected, good)).toEqual([]);
    expect(checkTurn(expected, bad)).not.toEqual([]);
  });

  it('says what is wrong with the words of the turn', () => {
    expect(checkTurn({ slots: { country: 'AT' } }, analysed)).toEqual(['slots.country: "DE", not "AT"']);
  });
});

describe('covers', () => {
  it('takes lists in any order and wants each to be whole', () => {
    expect(covers(['a', 'B'], ['b', 'A'])).toBe(true);
    expect(covers(['a', 'b', 'c'], ['a', 'b'])).toBe(false);
    expect(covers(undefined, [])).toBe(true);
    expect(covers(['a'], [])).toBe(false);
    expect(covers(['a', 'b'], ['b', { anyOf: ['c', 'a'] }])).toBe(true);
  });
});
