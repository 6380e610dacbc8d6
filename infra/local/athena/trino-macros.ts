/**
 * DuckDB macros that give Trino's answer where DuckDB's built-in gives another one silently. The operators are
 * shadowed by name; the rest are called by the rewriter as `trino_…`.
 * @see https://trino.io/docs/current/functions.html
 */
export const TRINO_MACROS: readonly string[] = [
  // A failure that TRY can catch: DuckDB's error() is volatile, and TRY refuses it. A failing cast carries the words.
  `trino_fail(message) AS CAST(message AS INTEGER) = 0`,

  // Integer division and modulus by zero fail in Trino (DuckDB: NULL). Decimal division has a scale rule of its own.
  `"//"(a, b) AS CASE
     WHEN CASE WHEN (typeof(a) LIKE 'DECIMAL%' AND ${isExact('b')}) OR (typeof(b) LIKE 'DECIMAL%' AND ${isExact('a')})
       THEN trino_fail('NOT_SUPPORTED: division of decimals: cast one side to double') END THEN NULL
     WHEN CASE WHEN ${isExact('a')} AND ${isExact('b')} THEN CASE WHEN b = 0
       THEN trino_fail('DIVISION_BY_ZERO: Division by zero') END END THEN NULL
     ELSE system.main."//"(a, b) END`,
  `"%"(a, b) AS CASE
     WHEN CASE WHEN ${isExact('a')} AND ${isExact('b')} THEN CASE WHEN b = 0
       THEN trino_fail('DIVISION_BY_ZERO: Division by zero') END END THEN NULL
     ELSE system.main."%"(a, b) END`,
  `trino_mod(a, b) AS a % b`,
  // Trino does not turn a number into text on its own.
  `"||"(a, b) AS CASE
     WHEN CASE WHEN ${isText('a')} <> ${isText('b')} AND NOT ${isNull('a')} AND NOT ${isNull('b')}
         AND typeof(a) NOT LIKE '%[]' AND typeof(b) NOT LIKE '%[]'
       THEN trino_fail(concat('TYPE_MISMATCH: || cannot be applied to ', typeof(a), ', ', typeof(b))) END THEN NULL
     ELSE system.main."||"(a, b) END`,

  // Trino compares like with like; DuckDB would cast one side. The test folds away before files are pruned.
  `trino_comparable(a, b) AS CASE
     WHEN CASE WHEN ${kind('a')} <> ${kind('b')} AND ${kind('a')} <> 0 AND ${kind('b')} <> 0
       THEN trino_fail(concat('TYPE_MISMATCH: Cannot compare ', typeof(a), ' with ', typeof(b))) END THEN NULL
     ELSE a END`,

  // NULL in, NULL out.
  `trino_greatest(a) AS a, ${overArity('greatest')}`,
  `trino_least(a) AS a, ${overArity('least')}`,

  // Casts: halves round away from zero; text must be a whole number; numbers and instants print as Trino prints them.
  `trino_whole(x) AS CASE
     WHEN typeof(x) IN ('DOUBLE', 'FLOAT') THEN CAST(system.main.round(TRY_CAST(x AS DOUBLE)) AS HUGEINT)
     WHEN CASE WHEN typeof(x) = 'VARCHAR' THEN
         CASE WHEN NOT regexp_full_match(CAST(x AS VARCHAR), '\\s*[+-]?[0-9]+\\s*')
         THEN trino_fail('INVALID_CAST_ARGUMENT: Cannot cast a text to a whole number') END END THEN NULL
     ELSE CAST(x AS HUGEINT) END`,
  `trino_text(x) AS CASE
     WHEN CASE WHEN typeof(x) IN ('DOUBLE', 'FLOAT')
       THEN trino_fail('NOT_SUPPORTED: CAST(double AS varchar): use format()') END THEN NULL
     WHEN typeof(x) = 'TIMESTAMP' THEN strftime(TRY_CAST(x AS TIMESTAMP), '%Y-%m-%d %H:%M:%S.%g')
     WHEN typeof(x) = 'TIMESTAMP WITH TIME ZONE'
       THEN strftime(TRY_CAST(x AS TIMESTAMP), '%Y-%m-%d %H:%M:%S.%g UTC')
     ELSE CAST(x AS VARCHAR) END`,
  `trino_round(x) AS system.main.round(x), (x, n) AS system.main.round(x, n)`,
  `trino_truncate(x) AS trunc(x)`,
  `trino_log(b, x) AS ln(x) / ln(b)`,

  // Dates: whole units gone by, and a date stays a date.
  `trino_date_diff(unit, a, b) AS datesub(unit, a, b)`,
  `trino_date_trunc(unit, x) AS cast_to_type(system.main.date_trunc(unit, x), x)`,
  `trino_plus(x, step) AS cast_to_type(system.main."+"(x, step), x)`,
  `trino_minus(x, step) AS cast_to_type(system.main."-"(x, step), x)`,
  `trino_date_add(unit, n, x) AS cast_to_type(system.main."+"(x, CASE lower(unit)
     WHEN 'millisecond' THEN to_milliseconds(n) WHEN 'second' THEN to_seconds(n) WHEN 'minute' THEN to_minutes(n)
     WHEN 'hour' THEN to_hours(n) WHEN 'day' THEN to_days(CAST(n AS INTEGER))
     WHEN 'week' THEN to_weeks(CAST(n AS INTEGER)) WHEN 'month' THEN to_months(CAST(n AS INTEGER))
     WHEN 'quarter' THEN to_months(CAST(3 * n AS INTEGER)) WHEN 'year' THEN to_years(CAST(n AS INTEGER))
     ELSE CASE WHEN trino_fail('INVALID_FUNCTION_ARGUMENT: not a unit of date_add') THEN NULL END END), x)`,
  `trino_date(x) AS CAST(x AS DATE)`,
  `trino_from_iso8601_date(x) AS CAST(x AS DATE)`,

  // Text. Positions count from 1, from the end when negative; 0 and beyond give the empty string.
  `trino_substr(s, start) AS CASE WHEN start = 0 OR abs(start) > length(s) THEN left(s, 0)
     ELSE system.main.substr(s, start) END,
   (s, start, size) AS CASE WHEN start = 0 OR abs(start) > length(s) OR size <= 0 THEN left(s, 0)
     ELSE system.main.substr(s, start, size) END`,
  `trino_split_part(s, d, n) AS CASE
     WHEN CASE WHEN n < 1 THEN trino_fail('INVALID_FUNCTION_ARGUMENT: Index must be greater than zero') END THEN NULL
     WHEN n <= len(string_split(s, d)) THEN system.main.split_part(s, d, n) END`,
  `trino_codepoint(s) AS unicode(s)`,
  `trino_regexp_replace(s, p) AS system.main.regexp_replace(s, p, '', 'g'),
   (s, p, r) AS system.main.regexp_replace(s, p, system.main.regexp_replace(r, '\\$([0-9])', '\\\\\\1', 'g'), 'g')`,
  `trino_regexp_extract(s, p) AS CASE WHEN regexp_matches(s, p) THEN system.main.regexp_extract(s, p) END,
   (s, p, g) AS CASE WHEN regexp_matches(s, p) THEN nullif(system.main.regexp_extract(s, p, g), '') END`,
  `trino_json_extract_scalar(x, path) AS CASE WHEN json_type(x, path) NOT IN ('OBJECT', 'ARRAY', 'NULL')
     THEN json_extract_string(x, path) END`,

  // Arrays and maps.
  `trino_array_join(l, s) AS array_to_string(l, s),
   (l, s, n) AS array_to_string(list_transform(l, lambda x: coalesce(CAST(x AS VARCHAR), n)), s)`,
  `trino_array_sort(l) AS list_sort(l, 'ASC', 'NULLS LAST')`,
  `trino_array_remove(l, e) AS list_filter(l, lambda x: x <> e)`,
  `trino_array_union(a, b) AS list_distinct(list_concat(a, b))`,
  `trino_cardinality(x) AS CASE WHEN typeof(x) LIKE 'MAP(%' THEN len(json_keys(to_json(x)))
     ELSE json_array_length(to_json(x)) END`,
  `trino_element_at(x, k) AS x[k]`,
  `trino_sequence(a, b) AS CASE WHEN a <= b THEN generate_series(a, b) ELSE generate_series(a, b, -1) END,
   (a, b, step) AS generate_series(a, b, step)`,
  `trino_slice(l, start, size) AS list_slice(l, start, start + size - 1)`,
  `trino_map_agg(k, v) AS map(list_distinct(list(k)),
     list_transform(list_distinct(list(k)), lambda x: list(v)[list_position(list(k), x)]))`,
  `trino_any_match(l) AS CASE WHEN list_contains(l, true) THEN true WHEN len(list_filter(l, lambda x: x IS NULL)) > 0
     THEN NULL ELSE l IS NOT NULL AND false END`,
  `trino_all_match(l) AS CASE WHEN list_contains(l, false) THEN false
     WHEN len(list_filter(l, lambda x: x IS NULL)) > 0 OR l IS NULL THEN NULL ELSE true END`,
];

function isExact(operand: string): string {
  return `typeof(${operand}) NOT IN ('DOUBLE', 'FLOAT', 'INTERVAL')`;
}

function isText(operand: string): string {
  return `(typeof(${operand}) IN ('VARCHAR', 'JSON'))`;
}

/** 0 for NULL and what is compared as it is; 1 text, 2 number, 3 truth value, 4 date or instant. */
function kind(operand: string): string {
  return `(CASE WHEN typeof(${operand}) = 'VARCHAR' THEN 1
    WHEN typeof(${operand}) IN ('TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT', 'HUGEINT', 'UBIGINT', 'FLOAT', 'DOUBLE',
      'INTEGER_LITERAL') OR typeof(${operand}) LIKE 'DECIMAL(%' THEN 2
    WHEN typeof(${operand}) = 'BOOLEAN' THEN 3
    WHEN typeof(${operand}) IN ('DATE', 'TIMESTAMP', 'TIMESTAMP WITH TIME ZONE') THEN 4 ELSE 0 END)`;
}

function isNull(operand: string): string {
  return `(typeof(${operand}) = '"NULL"')`;
}

function overArity(name: string): string {
  const letters = ['a', 'b', 'c', 'd', 'e', 'f'];
  return [2, 3, 4, 5, 6]
    .map((arity) => {
      const of = letters.slice(0, arity);
      const anyNull = of.map((letter) => `${letter} IS NULL`).join(' OR ');
      return `(${of.join(', ')}) AS CASE WHEN ${anyNull} THEN NULL ELSE system.main.${name}(${of.join(', ')}) END`;
    })
    .join(', ');
}
