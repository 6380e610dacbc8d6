import { defineOperation } from '../kernel/operation.ts';
import { opportunity } from '../opportunity.ts';
import { scopeInWords } from './scope-words.ts';
import { queryArtifact, STANDARD_TERMS, similarProjectsQuery } from './similar-projects-query.ts';

/** Shows how similar projects would be looked for, without running it; the query is kept under its id. */
export const generateSimilarProjectsQuery = defineOperation({
  operationId: 'generateSimilarProjectsQuery',
  description:
    'Writes the SQL that finds past projects like an opportunity, with the terms it looks for, their weights and why. It does not run it: analyzeOpportunity does.',
  input: opportunity,
  run: async (input, context) => {
    const { artifacts, clock, dataVersions, scope, signal, today } = context;
    const data = await dataVersions.current();
    const query = similarProjectsQuery(input, { scope, data, today, mostTerms: STANDARD_TERMS });
    await artifacts.put(queryArtifact(query, data, clock()), { signal });
    const { attributes, period, stages, terms } = query.specification;
    return {
      result: {
        queryId: query.queryId,
        sql: query.statement.sql,
        terms: terms.map(({ term, weight, why }) => ({ term, weight, why })),
        attributes: attributes.map(({ column, value, weight }) => ({ attribute: column, value, weight })),
        period,
        stages,
        scope: scopeInWords(scope),
        dataVersion: data.dataVersion,
        sampleData: data.sample,
      },
      artifacts: [{ type: 'query', id: query.queryId }],
    };
  },
});
