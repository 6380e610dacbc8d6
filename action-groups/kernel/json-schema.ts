import { z } from 'zod';

export type JsonSchema = { readonly [key: string]: unknown };

/**
 * A zod input as the part of JSON Schema that Bedrock's OpenAPI accepts: type, description, items,
 * properties, required. `enum` is refused there, so accepted values go into the description.
 */
export function bedrockSchema(input: z.ZodType): JsonSchema {
  const known = made.get(input);
  if (known !== undefined) return known;
  const schema = simplify(
    z.toJSONSchema(input, { target: 'openapi-3.0', io: 'input', unrepresentable: 'any' }),
  );
  made.set(input, schema);
  return schema;
}

/** An input is declared once and read with each call. */
const made = new WeakMap<z.ZodType, JsonSchema>();

function simplify(schema: JsonSchema): JsonSchema {
  const { type, items, properties, required } = schema;
  const simple: Record<string, unknown> = { type: typeof type === 'string' ? type : typeOf(schema) };
  const description = describe(schema);
  if (description !== '') simple.description = description;
  if (isObject(items)) simple.items = simplify(items);
  if (isObject(properties)) {
    simple.properties = Object.fromEntries(
      Object.entries(properties).map(([name, value]) => [name, isObject(value) ? simplify(value) : {}]),
    );
  }
  if (Array.isArray(required) && required.length > 0) simple.required = required;
  return simple;
}

/** A union is declared by its first member with a type: a model is told the simplest form. */
function typeOf(schema: JsonSchema): string {
  const members = [schema.anyOf, schema.oneOf, schema.allOf].find(Array.isArray) ?? [];
  for (const member of members) if (isObject(member) && typeof member.type === 'string') return member.type;
  return isObject(schema.properties) ? 'object' : 'string';
}

function describe(schema: JsonSchema): string {
  const words = typeof schema.description === 'string' ? schema.description : '';
  const accepted = schema.accepted ?? schema.enum;
  if (!Array.isArray(accepted)) return words;
  return `${words} One of: ${accepted.join(' | ')}.`.trim();
}

function isObject(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
