import { z } from 'zod';
import { oneOf, plainText } from '../kernel/fields.ts';
import { defineOperation } from '../kernel/operation.ts';
import { ANALYSIS_SECTIONS, type Analysis, type AnalysisSection } from './analysis.ts';
import { loadAnalysis } from './load-analysis.ts';
import { summarizeAnalysis } from './summarize-analysis.ts';

/** Gives one part of a stored analysis, whole; the rows stay with the artifact, which a channel can load. */
export const getAnalysisSection = defineOperation({
  operationId: 'getAnalysisSection',
  description:
    'Gives one section of an analysis that was made before: why, how sure, which services, which projects, what could go wrong, or the SQL and row counts behind it.',
  input: z.object({
    analysisId: plainText(100).describe('The id that analyzeOpportunity gave.'),
    section: oneOf(ANALYSIS_SECTIONS).describe('Which part is wanted.'),
  }),
  run: async ({ analysisId, section }, context) => {
    const content = sectionOf(await loadAnalysis(analysisId, context), section);
    return { result: { analysisId, section, content }, artifacts: [{ type: 'analysis', id: analysisId }] };
  },
});

function sectionOf(whole: Analysis, section: AnalysisSection): unknown {
  return section === 'summary' ? summarizeAnalysis(whole) : whole[section];
}
