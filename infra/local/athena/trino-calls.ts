import { dateFormat, dateParseFormat } from './trino-date-formats.ts';
import { FUNCTIONS } from './trino-functions.ts';
import { isSymbol, isWord, quoteName, quoteText, splitList } from './trino-nodes.ts';
import { render } from './trino-rewrite.ts';
import { type Node, TrinoError } from './trino-tokens.ts';

type Arguments = readonly (readonly Node[])[];

/** Calls whose arguments are rearranged, each from its arguments to DuckDB's text. */
const REARRANGED: Readonly<Record<string, (args: Arguments) => string>> = {
  approx_distinct: (args) => `count(DISTINCT ${only(args, 1, 'approx_distinct')[0]})`,
  concat: (args) => `(${args.map((arg) => `(${render(arg)})`).join(' || ')})`,
  date_format: (args) => `strftime(${argument(args, 0)}, ${quoteText(dateFormat(literal(args, 1)))})`,
  date_parse: (args) => `strptime(${argument(args, 0)}, ${quoteText(dateParseFormat(literal(args, 1)))})`,
  format: (args) =>
    `printf(${quoteText(printfFormat(literal(args, 0)))}, ${args.slice(1).map(render).join(', ')})`,
  if: (args) =>
    `CASE WHEN ${argument(args, 0)} THEN ${argument(args, 1)} ELSE ${args[2] === undefined ? 'NULL' : argument(args, 2)} END`,
  any_match: (args) => `trino_any_match(${mapped(args)})`,
  all_match: (args) => `trino_all_match(${mapped(args)})`,
  none_match: (args) => `(NOT trino_any_match(${mapped(args)}))`,
  reduce: (args) => {
    const [list, start, step, finish] = [0, 1, 2, 3].map((at) => argument(args, at));
    return `list_transform([list_reduce(${list}, ${step}, ${start})], ${finish})[1]`;
  },
  try: (args) => `TRY(${argument(args, 0)})`,
};

/** Forms that look like a call and have a grammar of their own. */
const GRAMMATICAL: Readonly<Record<string, (nodes: readonly Node[]) => string>> = {
  cast: (nodes) => cast(nodes),
  try_cast: (nodes) => `TRY(${cast(nodes)})`,
  extract: (nodes) => {
    const [field, from, ...rest] = nodes;
    const call = field?.kind === 'word' ? EXTRACT_FIELDS.get(field.value) : undefined;
    if (call === undefined || !isWord(from, 'from'))
      throw new TrinoError('SYNTAX_ERROR', 'EXTRACT(field FROM x)');
    return `${call}(${render(rest)})`;
  },
  position: (nodes) => {
    const at = nodes.findIndex((node) => isWord(node, 'in'));
    return `strpos(${render(nodes.slice(at + 1))}, ${render(nodes.slice(0, at))})`;
  },
};

/** Names that are read as a call even where they are SQL's own words. */
export const SPECIAL_FORMS: ReadonlySet<string> = new Set([
  ...Object.keys(REARRANGED),
  ...Object.keys(GRAMMATICAL),
  'unnest',
  'listagg',
  'date',
]);

/**
 * Renders the call at `at` (a word and its bracket).
 * @returns its text, and where the nodes after it begin.
 * @throws {TrinoError} FUNCTION_NOT_FOUND, NOT_SUPPORTED
 */
export function renderCall(
  nodes: readonly Node[],
  at: number,
): { readonly sql: string; readonly end: number } {
  const name = nodes[at];
  const group = nodes[at + 1];
  if (name?.kind !== 'word' || group?.kind !== 'group') throw new TrinoError('SYNTAX_ERROR', 'not a call');
  const end = at + 2;
  const grammatical = GRAMMATICAL[name.value];
  if (grammatical !== undefined) return { sql: grammatical(group.nodes), end };
  const args = splitList(group.nodes);
  if (name.value === 'unnest') return unnest(args, nodes, end);
  if (name.value === 'listagg') return listAggregate(args, nodes, end);
  const rearranged = REARRANGED[name.value];
  if (rearranged !== undefined) return { sql: rearranged(args), end };
  const target = FUNCTIONS.get(name.value);
  if (target === undefined) {
    throw new TrinoError('FUNCTION_NOT_FOUND', `Function '${name.value}' not registered`);
  }
  if (name.value === 'approx_percentile') only(args, 2, name.value);
  return { sql: `${target}(${args.map((_, index) => argument(args, index)).join(', ')})`, end };
}

/** One argument; a lambda is written DuckDB's way. */
function argument(args: Arguments, at: number): string {
  const nodes = args[at];
  if (nodes === undefined) throw new TrinoError('SYNTAX_ERROR', 'too few arguments for a function');
  const [parameters, arrow, ...body] = nodes;
  if (!isSymbol(arrow, '->')) return render(nodes);
  const names =
    parameters?.kind === 'group' ? splitList(parameters.nodes).map(([name]) => name) : [parameters];
  const written = names.map((name) => (name !== undefined && 'value' in name ? quoteName(name.value) : ''));
  return `lambda ${written.join(', ')}: ${render(body)}`;
}

function only(args: Arguments, count: number, name: string): readonly string[] {
  if (args.length !== count) {
    throw new TrinoError('NOT_SUPPORTED', `${name} with ${args.length} arguments is not answered here`);
  }
  return args.map(render);
}

function literal(args: Arguments, at: number): string {
  const [node, ...rest] = args[at] ?? [];
  if (node?.kind === 'string' && rest.length === 0) return node.value;
  throw new TrinoError('NOT_SUPPORTED', 'a format must be written as a text literal');
}

function printfFormat(format: string): string {
  const rest = format.replace(/%%|%,?(\.\d+)?[dfs]/g, '');
  if (rest.includes('%')) throw new TrinoError('NOT_SUPPORTED', `format('${format}')`);
  return format;
}

function mapped(args: Arguments): string {
  return `list_transform(${argument(args, 0)}, ${argument(args, 1)})`;
}

/** `UNNEST(a, b) WITH ORDINALITY` → a lateral SELECT; the shorter array is filled up with NULL in both engines. */
function unnest(args: Arguments, nodes: readonly Node[], end: number): { sql: string; end: number } {
  const lists = args.map((_, at) => argument(args, at));
  const ordinal = isWord(nodes[end], 'with') && isWord(nodes[end + 1], 'ordinality');
  const columns = lists.map((list) => `unnest(${list})`);
  if (ordinal)
    columns.push(`unnest(range(1, 1 + greatest(${lists.map((list) => `len(${list})`).join(', ')})))`);
  return { sql: `LATERAL (SELECT ${columns.join(', ')})`, end: ordinal ? end + 2 : end };
}

function listAggregate(args: Arguments, nodes: readonly Node[], end: number): { sql: string; end: number } {
  const [text, separator] = [argument(args, 0), args[1] === undefined ? "''" : argument(args, 1)];
  const order = nodes[end + 2];
  const isOrdered =
    isWord(nodes[end], 'within') && isWord(nodes[end + 1], 'group') && order?.kind === 'group';
  if (!isOrdered) throw new TrinoError('SYNTAX_ERROR', 'listagg needs WITHIN GROUP (ORDER BY …)');
  return { sql: `string_agg(${text}, ${separator} ${render(order.nodes)})`, end: end + 3 };
}

function cast(nodes: readonly Node[]): string {
  const at = nodes.findLastIndex((node) => isWord(node, 'as'));
  const value = render(nodes.slice(0, at));
  const type = castType(nodes.slice(at + 1));
  if (type === 'VARCHAR') return `trino_text(${value})`;
  if (WHOLE_TYPES.has(type)) return `CAST(trino_whole(${value}) AS ${type})`;
  return `CAST(${value} AS ${type})`;
}

function castType(nodes: readonly Node[]): string {
  const [name, arguments_, ...rest] = nodes;
  const type = name?.kind === 'word' ? CAST_TYPES.get(name.value) : undefined;
  if (type !== undefined && arguments_ === undefined) return type;
  if (arguments_?.kind === 'group' && rest.length === 0) {
    if (isWord(name, 'decimal')) return `DECIMAL(${render(arguments_.nodes)})`;
    if (isWord(name, 'array')) return `${castType(arguments_.nodes)}[]`;
    if (isWord(name, 'timestamp')) return 'TIMESTAMP';
  }
  const written = name !== undefined && 'value' in name ? name.value : '';
  throw new TrinoError('NOT_SUPPORTED', `a cast to ${written}${arguments_ === undefined ? '' : '(…)'}`);
}

const WHOLE_TYPES: ReadonlySet<string> = new Set(['TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT']);

const CAST_TYPES: ReadonlyMap<string, string> = new Map([
  ...[
    'tinyint',
    'smallint',
    'integer',
    'bigint',
    'double',
    'real',
    'boolean',
    'varchar',
    'date',
    'timestamp',
  ].map((name): [string, string] => [name, name.toUpperCase()]),
  ['int', 'INTEGER'],
  ['json', 'JSON'],
]);

const EXTRACT_FIELDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    year: 'year',
    quarter: 'quarter',
    month: 'month',
    week: 'weekofyear',
    day: 'day',
    day_of_month: 'day',
    day_of_week: 'isodow',
    dow: 'isodow',
    day_of_year: 'dayofyear',
    doy: 'dayofyear',
    year_of_week: 'isoyear',
    yow: 'isoyear',
    hour: 'hour',
    minute: 'minute',
    second: 'second',
  }),
);
