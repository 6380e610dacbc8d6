import { z } from 'zod';
import { mapping } from './mapping.ts';

/** Where the JSON Schema of mapping files stands, below the repository's root; `npm run openapi` writes it. */
export const MAPPING_SCHEMA_FILE = 'knowledge-base/projects/mappings/mapping.schema.json';

/** A node of the JSON Schema, as far as we walk it. */
export interface SchemaNode {
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly oneOf?: readonly SchemaNode[];
  readonly anyOf?: readonly SchemaNode[];
  readonly items?: SchemaNode;
  readonly additionalProperties?: SchemaNode | boolean;
  readonly const?: unknown;
  readonly $ref?: string;
  readonly allOf?: readonly SchemaNode[];
  readonly $defs?: Readonly<Record<string, SchemaNode>>;
}

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
  const root = mappingJsonSchema();
  const branches = (nodes: readonly SchemaNode[], of: unknown) => branchesOf(nodes, of, root.$defs ?? {});
  let nodes: readonly SchemaNode[] = [root];
  let value = data;
  for (const key of path) {
    nodes = branches(nodes, value).flatMap((node) => childOf(node, key));
    value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  }
  return [...new Set(branches(nodes, value).flatMap((node) => Object.keys(node.properties ?? {})))];
}

/** The alternatives that the constants of a value (`kind`, `as`) leave open. */
function branchesOf(
  nodes: readonly SchemaNode[],
  value: unknown,
  definitions: Readonly<Record<string, SchemaNode>>,
): readonly SchemaNode[] {
  const flat = nodes.flatMap((node) => {
    const named = node.$ref === undefined ? undefined : definitions[node.$ref.replace('#/$defs/', '')];
    const further = named === undefined ? (node.oneOf ?? node.anyOf ?? node.allOf) : [named];
    return further === undefined ? [node] : branchesOf(further, value, definitions);
  });
  if (typeof value !== 'object' || value === null) return flat;
  const fitting = flat.filter((node) =>
    Object.entries(node.properties ?? {}).every(
      ([key, child]) => child.const === undefined || child.const === Reflect.get(value, key),
    ),
  );
  return fitting.length > 0 ? fitting : flat;
}

function childOf(node: SchemaNode, key: PropertyKey): readonly SchemaNode[] {
  if (typeof key === 'number') return node.items === undefined ? [] : [node.items];
  const child = node.properties?.[String(key)] ?? node.additionalProperties;
  return typeof child === 'object' ? [child] : [];
}
