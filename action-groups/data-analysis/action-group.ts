import { defineActionGroup } from '../kernel/operation.ts';
import { analyzeOpportunity } from './analyze-opportunity.ts';
import { declineRequest } from './decline-request.ts';
import { findOpportunity } from './find-opportunity.ts';
import { getAnalysisSection } from './get-analysis-section.ts';
import { runInsightQuery } from './run-insight-query.ts';

export const dataAnalysis = defineActionGroup({
  name: 'data-analysis',
  description: 'Predicts opportunities from past projects and shows the evidence of every number.',
  operations: [analyzeOpportunity, getAnalysisSection, runInsightQuery, findOpportunity, declineRequest],
});
