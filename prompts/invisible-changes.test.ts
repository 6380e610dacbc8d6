import { describe, expect, it } from 'vitest';
import { hasVisibleChange, invisibleChanges } from './invisible-changes.ts';

const WARM = { settings: { 'agent/answer-wording-standard': { tone: 'warm' } } } as const;
const OLD = { prompts: { 'agent/instruction-standard': 3 } };

describe('invisibleChanges', () => {
  it('names words, sampling and models that the embedded model does not read', () => {
    const candidate = {
      ...WARM,
      ...OLD,
      model: 'bedrock',
      sampling: { 'agent/instruction-standard': { temperature: 0.5, topP: 0.9 } },
    };
    expect(invisibleChanges({}, candidate, 'embedded')).toEqual([
      'agent/instruction-standard: its words (version 4 → 3)',
      'agent/instruction-standard: temperature 0 → 0.5',
      'agent/instruction-standard: topP not set → 0.9',
      'agent/instruction-standard: maxTokens 2000 → not set',
      'model: bedrock is not asked, the embedded model answers',
    ]);
  });

  it('names nothing of what it reads, nor for a model that reads words', () => {
    expect(invisibleChanges({}, WARM, 'embedded')).toEqual([]);
    expect(invisibleChanges({}, OLD, 'bedrock:amazon.nova-pro-v1:0')).toEqual([]);
  });
});

describe('hasVisibleChange', () => {
  it.for([
    [{}, {}, false],
    [{}, WARM, true],
    [{}, { tier: 'enhanced' }, true],
    [{}, { query: { searchTerms: 3 } }, true],
    [{}, { sampling: { 'agent/instruction-standard': { temperature: 1 } } }, false],
  ] as const)('of %j and %j is %j', ([base, candidate, expected]) => {
    expect(hasVisibleChange(base, candidate)).toBe(expected);
  });
});
