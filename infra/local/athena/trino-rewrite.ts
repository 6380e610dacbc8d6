import { renderCall, SPECIAL_FORMS } from './trino-calls.ts';
import { FUNCTIONS } from './trino-functions.ts';
import { isSymbol, isWord, quoteName, quoteText, splitList } from './trino-nodes.ts';
import { operandEnd, operandStart } from './trino-operands.ts';
import { type Node, readNodes, syntaxError, type Token, TrinoError } from './trino-tokens.ts';

/** A statement in DuckDB's dialect, and what was learnt while reading it. */
export interface Rewritten {
  readonly sql: string;
  /** Every name written in the statement, in lower case unless quoted. */
  readonly names: ReadonlySet<string>;
  /** Every text literal in it. */
  readonly texts: ReadonlySet<string>;
  /** Number of `?` in it. */
  readonly parameters: number;
  /** True when it says `SELECT *` or `t.*` somewhere. */
  readonly isStarred: boolean;
}

export interface RewriteOptions {
  /** Qualifiers a table name may carry: `database.table`, `catalog.database.table`. */
  readonly catalog: string;
  readonly database: string;
}

/**
 * Rewrites one Trino SELECT into DuckDB's dialect, token by token.
 * @throws {TrinoError} SYNTAX_ERROR, FUNCTION_NOT_FOUND, SCHEMA_NOT_FOUND, NOT_SUPPORTED
 */
export function rewriteTrino(sql: string, options: RewriteOptions): Rewritten {
  const nodes = withoutEnd(sql, unqualified(readNodes(sql), options, { parameters: 0 }));
  const first = nodes[0];
  if (!isWord(first, 'select', 'with', 'values') && !(first?.kind === 'group' && first.open === '(')) {
    throw syntaxError(sql, 0, 'only SELECT and WITH are answered here');
  }
  const names = new Set<string>();
  const texts = new Set<string>();
  let parameters = 0;
  const learn = (node: Node): void => {
    if (node.kind === 'group') for (const inner of node.nodes) learn(inner);
    else if (node.kind === 'word' || node.kind === 'quoted') names.add(node.value);
    else if (node.kind === 'string') texts.add(node.value);
    else if (node.value.startsWith('$')) parameters += 1;
  };
  for (const node of nodes) learn(node);
  return { sql: render(nodes), names, texts, parameters, isStarred: hasStar(nodes) };
}

/** Renders a run of nodes of one depth. */
export function render(nodes: readonly Node[]): string {
  const out: string[] = [];
  const starts: number[] = [];
  for (let at = 0; at < nodes.length; at += 1) {
    const node = nodes[at];
    const next = nodes[at + 1];
    if (node === undefined) break;
    starts[at] = out.length;
    if (node.kind === 'group') {
      if (node.open === '[') out.push(renderBrackets(nodes[at - 1], node));
      else out.push(`(${render(node.nodes)})`);
    } else if (isInterval(nodes, at)) {
      addInterval(out, starts, nodes, at);
      at += 2;
    } else if (node.kind === 'word' && isCall(nodes, at)) {
      const call = renderCall(nodes, at);
      out.push(call.sql);
      at = call.end - 1;
    } else if (
      node.kind === 'word' &&
      node.value === 'array' &&
      next?.kind === 'group' &&
      next.open === '['
    ) {
      // ARRAY[…] is written as […].
    } else {
      if (isComparison(node)) guardComparison(out, starts, nodes, at);
      out.push(renderToken(node, next));
    }
  }
  return out.join(' ');
}

/** `ARRAY[…]`, or a subscript; a bare `[…]` is DuckDB's alone. */
function renderBrackets(before: Node | undefined, group: Node & { kind: 'group' }): string {
  const isOperand = before?.kind === 'group' || before?.kind === 'quoted';
  const isName = before?.kind === 'word' && (before.value === 'array' || !KEYWORDS.has(before.value));
  if (!isOperand && !isName) throw new TrinoError('SYNTAX_ERROR', "mismatched input '['");
  return `[${splitList(group.nodes).map(render).join(', ')}]`;
}

function isComparison(node: Node): boolean {
  return isSymbol(node, '=', '<', '>', '<=', '>=', '<>', '!=') || isWord(node, 'in', 'between');
}

/** Both sides of a comparison must be of one kind; the left side so far is taken back and put under that condition. */
function guardComparison(out: string[], starts: readonly number[], nodes: readonly Node[], at: number): void {
  const end = isWord(nodes[at - 1], 'not') ? at - 1 : at;
  const start = operandStart(nodes, end);
  const next = nodes[at + 1];
  const isList = isWord(nodes[at], 'in') && next?.kind === 'group';
  const right = isList ? splitList(next.nodes)[0] : nodes.slice(at + 1, operandEnd(nodes, at + 1));
  if (start === end || right === undefined || right.length === 0) return;
  if (hasQuery(nodes.slice(start, end)) || hasQuery(right) || isWord(right[0], 'all', 'any', 'some')) return;
  const not = end < at ? out.splice(starts[end] ?? 0) : [];
  const left = out.splice(starts[start] ?? 0).join(' ');
  out.push(`trino_comparable(${left}, ${render(right)})`, ...not);
}

function hasQuery(nodes: readonly Node[]): boolean {
  return nodes.some(
    (node) => isWord(node, 'select', 'distinct') || (node.kind === 'group' && hasQuery(node.nodes)),
  );
}

/** A star that stands for columns, not for a product or the rows of `count(*)`. */
function hasStar(nodes: readonly Node[]): boolean {
  return nodes.some(
    (node, at) =>
      (node.kind === 'group' && hasStar(node.nodes)) ||
      (isSymbol(node, '*') &&
        at > 0 &&
        (isWord(nodes[at - 1], 'select', 'distinct', 'all') || isSymbol(nodes[at - 1], '.', ','))),
  );
}

/** A word before a bracket is a call, unless it is SQL's own, or names a table with its columns. */
function isCall(nodes: readonly Node[], at: number): boolean {
  const node = nodes[at];
  const group = nodes[at + 1];
  if (node?.kind !== 'word' || group?.kind !== 'group' || group.open !== '(') return false;
  if (SPECIAL_FORMS.has(node.value)) return true;
  if (KEYWORDS.has(node.value) && !FUNCTIONS.has(node.value)) return false;
  const before = nodes[at - 1];
  if (isWord(before, 'as', 'with', 'recursive')) return false;
  if (isWord(nodes[at + 2], 'as') && nodes[at + 3]?.kind === 'group') return false;
  const isAlias =
    before !== undefined &&
    (before.kind === 'group' ||
      before.kind === 'quoted' ||
      (before.kind === 'word' && !KEYWORDS.has(before.value)));
  return !isAlias;
}

function renderToken(node: Token, next: Node | undefined): string {
  switch (node.kind) {
    case 'string':
      return quoteText(node.value);
    case 'quoted':
      return quoteName(node.value);
    case 'word':
      if (next?.kind === 'string' && !KEYWORDS.has(node.value)) {
        throw new TrinoError('SYNTAX_ERROR', `mismatched input '${next.value}' after ${node.value}`);
      }
      if (isWord(node, 'from', 'join') && next?.kind === 'string') {
        throw new TrinoError('SYNTAX_ERROR', `a table is named, not written as text: '${next.value}'`);
      }
      if (node.value === 'timestamp' && next?.kind === 'string') {
        return /[A-Za-z]|:\d+(\.\d+)?\s*[+-]\d/.test(next.value) ? 'TIMESTAMPTZ' : 'TIMESTAMP';
      }
      // What is not SQL's own word is a name: quoted, so that DuckDB's further keywords mean nothing here.
      return KEYWORDS.has(node.value) ? node.value : quoteName(node.value);
    case 'symbol':
      if (node.value === '->') throw new TrinoError('SYNTAX_ERROR', "mismatched input '->'");
      return node.value;
    case 'number':
      return node.value;
  }
}

function isInterval(nodes: readonly Node[], at: number): boolean {
  return isWord(nodes[at], 'interval') && nodes[at + 1]?.kind === 'string' && nodes[at + 2]?.kind === 'word';
}

/** `x + INTERVAL …` becomes a call that keeps a date a date; its left side is all of the sum so far. */
function addInterval(out: string[], starts: readonly number[], nodes: readonly Node[], at: number): void {
  const [sign, amount, unit, after] = [nodes[at - 1], nodes[at + 1], nodes[at + 2], nodes[at + 3]];
  if (isSymbol(after, '*', '/', '%') || isSymbol(sign, '*', '/', '%') || isWord(after, 'to')) {
    throw new TrinoError('NOT_SUPPORTED', 'an interval is only added or subtracted here');
  }
  if (amount?.kind !== 'string' || unit?.kind !== 'word' || !INTERVAL_UNITS.has(unit.value)) {
    throw new TrinoError('SYNTAX_ERROR', "an interval is written INTERVAL '2' YEAR");
  }
  const interval = `INTERVAL ${quoteText(amount.value)} ${unit.value}`;
  if (!isSymbol(sign, '+', '-')) {
    out.push(interval);
    return;
  }
  const [...operand] = out.splice(starts[operandStart(nodes, at - 1)] ?? 0);
  const call = operand.pop() === '+' ? 'trino_plus' : 'trino_minus';
  out.push(`${call}(${operand.join(' ')}, ${interval})`);
}

/** Takes the qualifiers off table names, and numbers the `?`: a rewritten operand may be written twice. */
function unqualified(
  nodes: readonly Node[],
  options: RewriteOptions,
  count: { parameters: number },
): readonly Node[] {
  const out: Node[] = [];
  for (let at = 0; at < nodes.length; at += 1) {
    const node = nodes[at];
    if (node === undefined) break;
    if (node.kind === 'group') {
      out.push({ ...node, nodes: unqualified(node.nodes, options, count) });
      continue;
    }
    if (isSymbol(node, '?')) {
      count.parameters += 1;
      out.push({ ...node, value: `$${count.parameters}` });
      continue;
    }
    const startsName = !isSymbol(nodes[at - 1], '.');
    const dotted = (offset: number, value: string): boolean =>
      nameOf(nodes[at + offset]) === value && isSymbol(nodes[at + offset + 1], '.');
    if (startsName && dotted(0, options.catalog) && dotted(2, options.database)) at += 3;
    else if (startsName && dotted(0, options.database)) at += 1;
    else out.push(node);
  }
  return out;
}

function nameOf(node: Node | undefined): string | undefined {
  return node?.kind === 'word' || node?.kind === 'quoted' ? node.value.toLowerCase() : undefined;
}

function withoutEnd(sql: string, nodes: readonly Node[]): readonly Node[] {
  const end = nodes.findIndex((node) => isSymbol(node, ';'));
  if (end === -1) return nodes;
  const extra = nodes[end + 1];
  if (extra !== undefined) {
    throw syntaxError(sql, 'at' in extra ? extra.at : sql.length, 'only one statement is allowed');
  }
  return nodes.slice(0, end);
}

const INTERVAL_UNITS = new Set('second minute hour day week month year'.split(' '));

const KEYWORDS = new Set(
  [
    'select distinct all from where and or not in exists any some as on using over partition filter group by having',
    'order limit offset fetch first next only rows row range union intersect except values when then else case end',
    'between like escape is null true false with recursive lateral asc desc nulls last join inner left right full',
    'outer cross natural window unbounded preceding following current rollup cube grouping sets within interval',
    'date timestamp time at zone for current_date current_timestamp localtimestamp ordinality unnest respect ignore',
  ]
    .join(' ')
    .split(' '),
);
