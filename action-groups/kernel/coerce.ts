import type { JsonSchema } from './json-schema.ts';

/**
 * Text as the type its schema names. Bedrock hands every value over as text: numbers and booleans spelled
 * out, arrays and objects as JSON or as `[{a=1, b=2}]`. What does not read as its type stays as it is, and
 * the schema says what is wrong with it.
 */
export function coerce(value: unknown, schema: JsonSchema): unknown {
  if (typeof value !== 'string') return value;
  const text = value.trim();
  switch (schema.type) {
    case 'number':
    case 'integer':
      return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : value;
    case 'boolean':
      return text.toLowerCase() === 'true' ? true : text.toLowerCase() === 'false' ? false : value;
    case 'array': {
      const items = asObject(schema.items);
      const parsed = parseStructured(text);
      if (Array.isArray(parsed)) return parsed.map((item) => coerceDeep(item, items));
      return text === '' ? [] : text.split(',').map((item) => coerce(item.trim(), items));
    }
    case 'object':
      return coerceDeep(parseStructured(text) ?? value, schema);
    default:
      return value;
  }
}

function coerceDeep(value: unknown, schema: JsonSchema): unknown {
  if (Array.isArray(value)) return value.map((item) => coerceDeep(item, asObject(schema.items)));
  if (typeof value === 'object' && value !== null) {
    const properties = asObject(schema.properties);
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [name, coerceDeep(item, asObject(properties[name]))]),
    );
  }
  return coerce(value, schema);
}

/**
 * An array or object written as JSON or in the `{key=value, …}` notation of Java's maps; undefined when it
 * is neither. Values of the second form stay text.
 */
export function parseStructured(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    const reader = { text, at: 0 };
    const value = readValue(reader, 0);
    skipSpace(reader);
    return reader.at === text.length ? value : undefined;
  }
}

interface Reader {
  readonly text: string;
  at: number;
}

const DEEPEST = 20;

function readValue(reader: Reader, depth: number): unknown {
  skipSpace(reader);
  if (depth > DEEPEST) return undefined;
  const first = reader.text[reader.at];
  if (first === '[') return readList(reader, depth);
  if (first === '{') return readMap(reader, depth);
  return readWord(reader, /[,\]}]/);
}

function readList(reader: Reader, depth: number): unknown[] {
  const items: unknown[] = [];
  reader.at += 1;
  for (;;) {
    skipSpace(reader);
    if (take(reader, ']') || reader.at >= reader.text.length) return items;
    items.push(readValue(reader, depth + 1));
    skipSpace(reader);
    if (!take(reader, ',') && reader.text[reader.at] !== ']') return items;
  }
}

function readMap(reader: Reader, depth: number): Record<string, unknown> {
  const entries: [string, unknown][] = [];
  reader.at += 1;
  for (;;) {
    skipSpace(reader);
    if (take(reader, '}') || reader.at >= reader.text.length) return Object.fromEntries(entries);
    const key = readWord(reader, /[=:,}]/);
    if (!take(reader, '=') && !take(reader, ':')) return Object.fromEntries(entries);
    entries.push([key, readValue(reader, depth + 1)]);
    skipSpace(reader);
    // A comma that no `key=` follows belongs to the value: names and sentences hold commas.
    while (reader.text[reader.at] === ',' && !/^,\s*[^\s=,{}[\]]+\s*=/.test(reader.text.slice(reader.at))) {
      const last = entries.at(-1);
      if (last === undefined || typeof last[1] !== 'string') break;
      reader.at += 1;
      last[1] = `${last[1]},${reader.text.slice(reader.at).startsWith(' ') ? ' ' : ''}${readWord(reader, /[,\]}]/)}`;
    }
    if (!take(reader, ',') && reader.text[reader.at] !== '}') return Object.fromEntries(entries);
  }
}

function readWord(reader: Reader, end: RegExp): string {
  const start = reader.at;
  while (reader.at < reader.text.length && !end.test(reader.text.charAt(reader.at))) reader.at += 1;
  return reader.text
    .slice(start, reader.at)
    .trim()
    .replace(/^"(.*)"$/s, '$1');
}

function take(reader: Reader, character: string): boolean {
  if (reader.text[reader.at] !== character) return false;
  reader.at += 1;
  return true;
}

function skipSpace(reader: Reader): void {
  while (/\s/.test(reader.text.charAt(reader.at))) reader.at += 1;
}

function asObject(value: unknown): JsonSchema {
  return typeof value === 'object' && value !== null ? (value as JsonSchema) : {};
}
