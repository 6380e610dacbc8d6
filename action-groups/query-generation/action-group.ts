import { defineActionGroup } from '../kernel/operation.ts';
import { generateSimilarProjectsQuery } from './generate-similar-projects-query.ts';

export const queryGeneration = defineActionGroup({
  name: 'query-generation',
  description: 'Writes the SQL that finds past projects, and explains it.',
  operations: [generateSimilarProjectsQuery],
});
