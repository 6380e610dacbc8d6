import { defineActionGroup } from '../kernel/operation.ts';
import { generateInsightQuery } from './generate-insight-query.ts';
import { generateSimilarProjectsQuery } from './generate-similar-projects-query.ts';

export const queryGeneration = defineActionGroup({
  name: 'query-generation',
  description: 'Writes the SQL that finds past projects, and explains it.',
  operations: [generateSimilarProjectsQuery, generateInsightQuery],
});
