import { defineOperation } from '../kernel/operation.ts';
import { insightQuery, insightQueryArtifact } from './insight-query.ts';
import { insightSpecification } from './insight-specification.ts';
import { scopeInWords } from './scope-words.ts';

/** Shows how a portfolio question would be counted, without running it; the query is kept under its id. */
export const generateInsightQuery = defineOperation({
  operationId: 'generateInsightQuery',
  description:
    'Writes the SQL that answers a question about the whole portfolio (counts, sums, averages, medians or shares by industry, region, service, quarter …), and says in words what it counts. It does not run it: runInsightQuery does.',
  input: insightSpecification,
  run: async (input, context) => {
    const { artifacts, clock, dataVersions, scope, signal, today } = context;
    const data = await dataVersions.current();
    const query = insightQuery(input, { scope, data, today });
    await artifacts.put(insightQueryArtifact(query, data, clock()), { signal });
    return {
      result: {
        queryId: query.queryId,
        counts: query.words,
        sql: query.statement.sql,
        specification: query.asked,
        period: query.specification.period,
        compareWith: query.specification.compareWith,
        stages: query.specification.stages ?? 'all',
        scope: scopeInWords(scope),
        dataVersion: data.dataVersion,
        sampleData: data.sample,
      },
      artifacts: [{ type: 'query', id: query.queryId }],
    };
  },
});
