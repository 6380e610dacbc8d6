import { includedCases, suite } from './suite.ts';
import { suiteFaults } from './suite-faults.ts';
import { includedCasesSchema, suiteJsonSchema } from './suite-schema.ts';

/** What is wrong with a suite, or with a file of cases that suites include, a line each. */
export function explainFaults(data: unknown, kind: 'suite' | 'included'): readonly string[] {
  const [declaration, schema] =
    kind === 'suite' ? [suite, suiteJsonSchema()] : [includedCases, includedCasesSchema()];
  const parsed = declaration.safeParse(data);
  return parsed.success
    ? ['it is not as the schema of suites has it']
    : suiteFaults(parsed.error, data, schema);
}
