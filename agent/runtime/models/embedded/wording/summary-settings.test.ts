import { describe, expect, it } from 'vitest';
import type { AnalysisSummary } from '#action-groups/data-analysis/analysis.ts';
import type { PromptSettings } from '../../model.ts';
import { scriptedOperations } from '../embedded-model.double.ts';
import { wordSummary } from './summary.ts';

const SHORT: PromptSettings = { tone: 'plain', length: 'short', nextQuestions: 2 };

const summary = scriptedOperations()('analyzeOpportunity', {
  customerName: 'Concentra',
  country: 'US',
  targetCloseDate: '2027-03-05',
  description: 'x',
}).result as unknown as AnalysisSummary;

/** The bold words with which the paragraphs of an answer begin. */
const parts = (settings: PromptSettings) =>
  wordSummary(summary, [], settings)
    .split('\n\n')
    .flatMap((part) => /^\*\*([A-Z][\w ]+)/.exec(part)?.[1] ?? []);

describe('wordSummary', () => {
  it('shows the sections that the settings name, in their order, whatever the length', () => {
    const sections = ['risks', 'services'] as const;
    expect(parts({ ...SHORT, sections })).toEqual(['Concentra', 'Risks', 'Services']);
    expect(parts({ ...SHORT, sections: ['services', 'confidence'] })).toEqual([
      'Concentra',
      'Services',
      'Confidence',
    ]);
  });

  it('goes by the length where the settings name none', () => {
    expect(parts(SHORT)).toEqual(['Concentra', 'Confidence']);
    expect(parts({ ...SHORT, length: 'detailed' })).toEqual([
      'Concentra',
      'Confidence',
      'Services',
      'Most similar past projects',
      'Risks',
    ]);
  });
});
