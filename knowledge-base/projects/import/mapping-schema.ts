import { z } from 'zod';
import { knownKeys as keysOfSchema, type SchemaNode } from '../../known-keys.ts';
import { mapping } from './mapping.ts';

/** Where the JSON Schema of mapping files stands, below the repository's root; `npm run openapi` writes it. */
export const MAPPING_SCHEMA_FILE = 'knowledge-base/projects/mappings/mapping.schema.json';

/** The JSON Schema of a mapping file (2020-12), for editors and for whoever writes mappings by program. */
export function mappingJsonSchema(): SchemaNode & Readonly<Record<string, unknown>> {
  const { $schema, ...schema } = z.toJSONSchema(mapping, { io: 'input' });
  return {
    $schema,
    title: 'Mapping of a source to projects, or to a table that predictions are tried on',
    ...schema,
  } as SchemaNode & Record<string, unknown>;
}

/** The keys that may stand at a place of a mapping, given what else stands there. */
export function knownKeys(path: readonly PropertyKey[], data: unknown): readonly string[] {
  return keysOfSchema(mappingJsonSchema(), path, data);
}
