import { z } from 'zod';
import { oneOf, plainText } from '../kernel/fields.ts';
import { defineOperation } from '../kernel/operation.ts';
import { ANALYSIS_SECTIONS, type Analysis, type AnalysisSection, type ServicesContent } from './analysis.ts';
import { loadAnalysis } from './load-analysis.ts';
import { summarizeAnalysis } from './summarize-analysis.ts';
import { withSensitivity } from './with-sensitivity.ts';

/** Gives one part of a stored analysis, whole; the rows stay with the artifact, which a channel can load. */
export const getAnalysisSection = defineOperation({
  operationId: 'getAnalysisSection',
  description:
    'Gives one section of an analysis that was made before: why, how sure, which services, what it would be built of, which projects, what could go wrong, what moves the numbers and would narrow them, or the SQL and row counts behind it.',
  input: z.object({
    analysisId: plainText(100).describe('The id that analyzeOpportunity gave.'),
    section: oneOf(ANALYSIS_SECTIONS).describe('Which part is wanted.'),
  }),
  run: async ({ analysisId, section }, context) => {
    const stored = await loadAnalysis(analysisId, context);
    const whole = section === 'sensitivity' ? await withSensitivity(stored, context) : stored;
    const content = sectionOf(whole, section);
    return { result: { analysisId, section, content }, artifacts: [{ type: 'analysis', id: analysisId }] };
  },
});

function sectionOf(whole: Analysis, section: AnalysisSection): unknown {
  if (section === 'summary') return summarizeAnalysis(whole);
  return section === 'services' ? servicesContent(whole) : whole[section];
}

/** The services with all that is told of them. */
export function servicesContent({ metrics, services, servicePattern }: Analysis): ServicesContent {
  return { services, mrrUsd: metrics.mrrUsd, ...servicePattern };
}
