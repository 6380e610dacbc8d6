type Json = Readonly<Record<string, unknown>>;

/** What the gateway's models understand of a schema, with what each part becomes. */
const KEPT = [
  'type',
  'required',
  'enum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
  'multipleOf',
  'uniqueItems',
] as const;

/**
 * A schema of OpenAPI 3.1 (JSON Schema 2020-12) as a model of API Gateway has it (draft 4). What draft 4 has not, or
 * understands otherwise (`pattern`, `format`), is left out: a model refuses less than the application, never more.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html
 */
export function requestModel(schema: Json): Json {
  const model: Record<string, unknown> = {};
  for (const key of KEPT) if (schema[key] !== undefined) model[key] = schema[key];
  if (schema.const !== undefined) model.enum = [schema.const];
  // Draft 4 has no empty list of required fields.
  if (Array.isArray(model.required) && model.required.length === 0) delete model.required;
  bound(model, schema, 'minimum', 'exclusiveMinimum');
  bound(model, schema, 'maximum', 'exclusiveMaximum');
  for (const key of ['items', 'additionalProperties'] as const) {
    const given = schema[key];
    // `items: false` and the like are of the newer drafts.
    if (key === 'additionalProperties' && typeof given === 'boolean') model[key] = given;
    else if (isSchema(given)) model[key] = requestModel(given);
  }
  for (const key of ['anyOf', 'oneOf', 'allOf'] as const) {
    const given = schema[key];
    // Alternatives that only differ in what is left out would both hold: at least one has to.
    if (Array.isArray(given))
      model[key === 'oneOf' ? 'anyOf' : key] = given.map((each: Json) => requestModel(each));
  }
  if (isSchema(schema.properties))
    model.properties = Object.fromEntries(
      Object.entries(schema.properties).map(([name, property]) => [
        name,
        isSchema(property) ? requestModel(property) : {},
      ]),
    );
  return model;
}

function bound(
  model: Record<string, unknown>,
  schema: Json,
  inclusive: 'minimum' | 'maximum',
  exclusive: 'exclusiveMinimum' | 'exclusiveMaximum',
): void {
  // Of both, the one that holds first would have to be found: the inclusive alone refuses less.
  if (typeof schema[inclusive] === 'number') model[inclusive] = schema[inclusive];
  else if (typeof schema[exclusive] === 'number') {
    model[inclusive] = schema[exclusive];
    model[exclusive] = true;
  }
}

function isSchema(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
