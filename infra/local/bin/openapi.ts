import { readFileSync, writeFileSync } from 'node:fs';
import { dataAnalysis } from '#action-groups/data-analysis/action-group.ts';
import { followOn } from '#action-groups/follow-on/action-group.ts';
import { funding } from '#action-groups/funding/action-group.ts';
import { openApiDocument } from '#action-groups/kernel/openapi.ts';
import { queryGeneration } from '#action-groups/query-generation/action-group.ts';
import { SUITE_SCHEMA_FILE, suiteJsonSchema } from '#evals/cases/suite-schema.ts';
import { MAPPING_SCHEMA_FILE, mappingJsonSchema } from '#knowledge-base/projects/import/mapping-schema.ts';
import { EXPERIMENT_SCHEMA_FILE, experimentJsonSchema } from '#prompts/experiment-schema.ts';

/**
 * Writes the OpenAPI document of every action group beside it, and the JSON Schemas of import mappings and
 * of experiments; with
 * `--check` it only says which ones differ.
 */
const isCheck = process.argv.includes('--check');
const stale: string[] = [];

const documents: readonly (readonly [path: string, document: unknown])[] = [
  ...[queryGeneration, dataAnalysis, funding, followOn].map(
    (group) => [`action-groups/${group.name}/openapi.json`, openApiDocument(group)] as const,
  ),
  [MAPPING_SCHEMA_FILE, mappingJsonSchema()],
  [SUITE_SCHEMA_FILE, suiteJsonSchema()],
  [EXPERIMENT_SCHEMA_FILE, experimentJsonSchema()],
];
for (const [path, document] of documents) {
  const file = new URL(`../../../${path}`, import.meta.url);
  const text = `${JSON.stringify(document, null, 2)}\n`;
  if (!isCheck) writeFileSync(file, text);
  else if (readFileSync(file, 'utf8') !== text) stale.push(path);
}

if (stale.length > 0) {
  console.error(`${stale.join(', ')}: not what the declarations give; run npm run openapi`);
  process.exitCode = 1;
}
