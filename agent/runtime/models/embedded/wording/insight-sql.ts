import { sentence } from './tone.ts';

/** The part of the reply of `generateInsightQuery` that is shown. */
export interface WordedSql {
  readonly queryId: string;
  readonly counts: string;
  readonly sql: string;
  readonly scope: string;
  readonly dataVersion: string;
}

/** The query of a portfolio question, as it runs. */
export function wordInsightSql({ queryId, counts, sql, scope, dataVersion }: WordedSql): string {
  return `The query (${queryId}) counts: ${sentence(counts)}\n\n\`\`\`sql\n${sql.replaceAll('```', '` ` `')}\n\`\`\`\n\nEvery value is bound to a question mark; ${scope}; data version ${dataVersion}.`;
}
