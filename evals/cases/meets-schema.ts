/** A JSON Schema, as far as suites need it. */
export type Schema = Readonly<Record<string, unknown>>;

/**
 * Whether data is as a JSON Schema has it. It says no more than that: what is wrong is told by the declaration the schema
 * was made from, which takes longer to load than most suites take to be read.
 */
export function meetsSchema(data: unknown, schema: Schema): boolean {
  const { anyOf, enum: values, type } = schema;
  if (Array.isArray(anyOf)) return anyOf.some((each: Schema) => meetsSchema(data, each));
  if ('const' in schema && data !== schema.const) return false;
  if (Array.isArray(values) && !values.includes(data)) return false;
  if (Array.isArray(type)) return type.some((each) => meetsSchema(data, { ...schema, type: each }));
  switch (type) {
    case 'string':
      return typeof data === 'string' && meetsText(data, schema);
    case 'number':
    case 'integer':
      return typeof data === 'number' && Number.isFinite(data) && meetsNumber(data, schema);
    case 'boolean':
      return typeof data === 'boolean';
    case 'array':
      return Array.isArray(data) && meetsList(data, schema);
    case 'object':
      return typeof data === 'object' && data !== null && !Array.isArray(data) && meetsObject(data, schema);
    default:
      return type === undefined;
  }
}

const patterns = new Map<string, RegExp>();

function meetsText(text: string, { minLength = 0, pattern }: Schema): boolean {
  if (text.length < Number(minLength)) return false;
  if (typeof pattern !== 'string') return true;
  const known = patterns.get(pattern) ?? new RegExp(pattern);
  patterns.set(pattern, known);
  return known.test(text);
}

function meetsNumber(number: number, { type, minimum, maximum, exclusiveMinimum }: Schema): boolean {
  return (
    (type !== 'integer' || Number.isSafeInteger(number)) &&
    (minimum === undefined || number >= Number(minimum)) &&
    (maximum === undefined || number <= Number(maximum)) &&
    (exclusiveMinimum === undefined || number > Number(exclusiveMinimum))
  );
}

function meetsList(list: readonly unknown[], { minItems = 0, items }: Schema): boolean {
  return (
    list.length >= Number(minItems) &&
    (items === undefined || list.every((item) => meetsSchema(item, items as Schema)))
  );
}

function meetsObject(data: object, schema: Schema): boolean {
  const { properties = {}, required = [], additionalProperties, propertyNames } = schema;
  const known = properties as Readonly<Record<string, Schema>>;
  if (!(required as readonly string[]).every((name) => Object.hasOwn(data, name))) return false;
  return Object.entries(data).every(([name, value]) => {
    if (Object.hasOwn(known, name)) return meetsSchema(value, known[name] ?? {});
    if (propertyNames !== undefined && !meetsSchema(name, propertyNames as Schema)) return false;
    return (
      additionalProperties !== false &&
      (typeof additionalProperties !== 'object' || meetsSchema(value, additionalProperties as Schema))
    );
  });
}
