/** One token of a Trino statement; `value` is what it stands for (strings undoubled, words in lower case). */
export interface Token {
  readonly kind: 'word' | 'quoted' | 'string' | 'number' | 'symbol';
  readonly value: string;
  /** Offset of its first character in the statement. */
  readonly at: number;
}

/** A bracketed run of nodes, or one token. */
export type Node =
  | Token
  | { readonly kind: 'group'; readonly open: '(' | '['; readonly nodes: readonly Node[] };

/** The statement is not Trino SQL, or not a form this engine answers; `code` is Trino's own name for the failure. */
export class TrinoError extends Error {
  override readonly name = 'TrinoError';
  readonly code: string;
  constructor(code: string, message: string) {
    super(`${code}: ${message}`);
    this.code = code;
  }
}

/**
 * Reads a statement into a tree of brackets. Comments are dropped, not passed on, and nothing that only DuckDB
 * understands (`::`, `$1`, `{…}`, `//`, `e'…'`) has a token, so it cannot reach the engine.
 * @throws {TrinoError} SYNTAX_ERROR
 */
export function readNodes(sql: string): readonly Node[] {
  const stack: { open: '(' | '['; nodes: Node[] }[] = [];
  let nodes: Node[] = [];
  for (const token of tokenize(sql)) {
    if (token.kind === 'symbol' && (token.value === '(' || token.value === '[')) {
      if (stack.length >= 200) throw syntaxError(sql, token.at, 'the statement is nested too deeply');
      stack.push({ open: token.value, nodes });
      nodes = [];
    } else if (token.kind === 'symbol' && (token.value === ')' || token.value === ']')) {
      const outer = stack.pop();
      if (outer === undefined || (outer.open === '(') !== (token.value === ')')) {
        throw syntaxError(sql, token.at, `mismatched input '${token.value}'`);
      }
      outer.nodes.push({ kind: 'group', open: outer.open, nodes });
      nodes = outer.nodes;
    } else nodes.push(token);
  }
  if (stack.length > 0)
    throw syntaxError(sql, sql.length, "mismatched input '<EOF>': a bracket is not closed");
  return nodes;
}

/** @throws {TrinoError} SYNTAX_ERROR at the first character that begins no token. */
export function tokenize(sql: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < sql.length) {
    PATTERN.lastIndex = at;
    const match = PATTERN.exec(sql);
    if (match === null) throw syntaxError(sql, at, `mismatched input '${sql.slice(at, at + 1)}'`);
    const { word, quoted, string, number, symbol } = match.groups ?? {};
    if (word !== undefined) tokens.push({ kind: 'word', value: word.toLowerCase(), at });
    else if (quoted !== undefined) tokens.push({ kind: 'quoted', value: quoted.replaceAll('""', '"'), at });
    else if (string !== undefined) tokens.push({ kind: 'string', value: string.replaceAll("''", "'"), at });
    else if (number !== undefined) tokens.push({ kind: 'number', value: number, at });
    else if (symbol !== undefined) tokens.push({ kind: 'symbol', value: symbol, at });
    at += match[0].length;
  }
  return tokens;
}

/** Where a statement went wrong, in the words Trino uses. */
export function syntaxError(sql: string, at: number, message: string): TrinoError {
  const before = sql.slice(0, at).split('\n');
  return new TrinoError(
    'SYNTAX_ERROR',
    `line ${before.length}:${(before.at(-1) ?? '').length + 1}: ${message}`,
  );
}

// A word may not touch a string that follows it: e'…', x'…' and U&'…' mean other things to each engine.
const PATTERN = new RegExp(
  [
    String.raw`\s+|--[^\n]*|/\*(?:[^*]|\*(?!/))*\*/`,
    String.raw`(?<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)(?![\w.])`,
    String.raw`(?<word>[A-Za-z_]\w*)(?![\w'])`,
    String.raw`"(?<quoted>(?:[^"\0]|"")+)"`,
    String.raw`'(?<string>(?:[^'\0]|'')*)'`,
    String.raw`(?<symbol><=|>=|<>|!=|\|\||->|[()[\],.+\-*/%=<>?;])`,
  ].join('|'),
  'y',
);
