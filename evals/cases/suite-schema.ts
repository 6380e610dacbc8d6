import { z } from 'zod';
import type { SchemaNode } from '#knowledge-base/known-keys.ts';
import { includedCases, suite } from './suite.ts';

/** Where the JSON Schema of suites stands, below the repository's root; `npm run openapi` writes it. */
export const SUITE_SCHEMA_FILE = 'evals/cases/suite.schema.json';

/** The JSON Schema of a suite file (2020-12), for editors: they complete keys and mark what is none. */
export function suiteJsonSchema(): SchemaNode & Readonly<Record<string, unknown>> {
  return schemaOf(suite, 'Conversations with an agent, and what is expected of each turn');
}

/** The same of a file of cases that suites include. */
export function includedCasesSchema(): SchemaNode & Readonly<Record<string, unknown>> {
  return schemaOf(includedCases, 'Cases that suites include');
}

function schemaOf(of: z.ZodType, title: string) {
  const { $schema, ...schema } = z.toJSONSchema(of, { io: 'input' });
  return { $schema, title, ...schema } as SchemaNode & Readonly<Record<string, unknown>>;
}
