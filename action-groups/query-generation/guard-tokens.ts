import { OperationError } from '../kernel/operation-error.ts';

/** A piece of the SQL subset. There are no string literals, quoted names or comments: nothing can hide in one. */
export interface Token {
  readonly kind: 'keyword' | 'name' | 'number' | 'symbol' | 'end';
  readonly text: string;
}

/** Far above what the compilers write (about 4,000 characters), far below what could hurt a parser. */
const LONGEST_TEXT = 20_000;

const KEYWORDS = new Set(
  `SELECT FROM WHERE WITH AS JOIN CROSS UNNEST ON AND GROUP ORDER BY DESC ASC LIMIT CASE WHEN THEN ELSE END CAST
  BETWEEN IN LIKE IS NOT NULL TRUE FALSE DISTINCT FILTER OVER PARTITION ARRAY`.split(/\s+/),
);

/** Names no alias may have: Trino reads them as keywords in any case. */
const RESERVED = new Set(
  `all alter and any as asc between by case cast constraint create cross cube current_date current_role
  current_time current_timestamp current_user deallocate delete desc describe distinct drop else end escape except
  execute exists extract false fetch first following for from full group grouping having in inner insert intersect
  into is join lateral left like limit listagg localtime localtimestamp natural normalize not null offset on only or
  order outer over partition preceding prepare range recursive right rollup row rows select skip some table
  tablesample then true uescape unbounded union unnest update using values when where window with within`.split(
    /\s+/,
  ),
);

const TOKEN =
  /(?<space>[ \n]+)|(?<word>[A-Za-z_][A-Za-z0-9_]*)|(?<number>\d{1,9})|(?<symbol><=|>=|[(),.?+*=<>/%[\]-])/y;

/**
 * The tokens of a text, `end` last. Keywords are upper case, names lower case; anything else is refused.
 * @throws {OperationError} `unsafe-query`
 */
export function tokenise(sql: string): Token[] {
  if (sql.length > LONGEST_TEXT) throw unsafe(`longer than ${LONGEST_TEXT} characters`);
  const tokens: Token[] = [];
  const pattern = new RegExp(TOKEN);
  while (pattern.lastIndex < sql.length) {
    const at = pattern.lastIndex;
    const groups = pattern.exec(sql)?.groups;
    if (groups === undefined) throw unsafe(`character ${at + 1} is outside the subset`);
    if (groups.word !== undefined) tokens.push(word(groups.word));
    else if (groups.number !== undefined) tokens.push({ kind: 'number', text: groups.number });
    else if (groups.symbol !== undefined) tokens.push({ kind: 'symbol', text: groups.symbol });
  }
  return [...tokens, { kind: 'end', text: 'the end' }];
}

/** The error of everything this guard refuses; the statement stays out of it, since replies are shown. */
export function unsafe(why: string): OperationError {
  return new OperationError('unsafe-query', `the query was not run: ${why}`);
}

function word(text: string): Token {
  if (KEYWORDS.has(text)) return { kind: 'keyword', text };
  if (text !== text.toLowerCase()) throw unsafe(`${text.slice(0, 40)} is no keyword of the subset`);
  if (RESERVED.has(text)) throw unsafe(`${text} is reserved`);
  return { kind: 'name', text };
}
