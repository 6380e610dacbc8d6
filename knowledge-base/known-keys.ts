/** A node of a JSON Schema, as far as we walk it. */
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

/** The keys that a schema lets stand at a place of `data`, given what else stands there: what was meant by another. */
export function knownKeys(root: SchemaNode, path: readonly PropertyKey[], data: unknown): readonly string[] {
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
