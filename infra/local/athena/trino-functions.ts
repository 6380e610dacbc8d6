/**
 * Every function a statement may call, and what answers it in DuckDB: the same name, another built-in, or a
 * macro of `trino-macros.ts` (`trino_…`). A name that is not here fails as it would in Trino, so a DuckDB function
 * with the same name and another meaning is never reached. Forms that need their arguments rearranged are in
 * `trino-calls.ts`.
 */
export const FUNCTIONS: ReadonlyMap<string, string> = new Map([
  // The same in both engines.
  ...same(
    'abs ceil ceiling floor sqrt cbrt exp ln log2 log10 power pow sign pi degrees radians sin cos tan asin acos',
    'atan atan2 lower upper trim ltrim rtrim length reverse lpad rpad strpos starts_with chr translate replace',
    'concat_ws coalesce nullif count sum avg min max stddev stddev_samp stddev_pop variance var_samp',
    'var_pop corr covar_samp covar_pop regr_slope regr_intercept bool_and bool_or array_agg histogram count_if',
    'row_number rank dense_rank percent_rank cume_dist ntile lag lead first_value last_value nth_value',
    'year quarter month day hour minute second grouping now map map_keys map_values skewness kurtosis',
  ),
  // Another name.
  ...Object.entries({
    approx_percentile: 'quantile_disc',
    arbitrary: 'any_value',
    any_value: 'any_value',
    array_distinct: 'list_distinct',
    array_except: 'list_except',
    array_intersect: 'list_intersect',
    array_max: 'list_max',
    array_min: 'list_min',
    array_position: 'list_position',
    arrays_overlap: 'list_has_any',
    contains: 'list_contains',
    day_of_month: 'day',
    day_of_week: 'isodow',
    day_of_year: 'dayofyear',
    dow: 'isodow',
    doy: 'dayofyear',
    every: 'bool_and',
    filter: 'list_filter',
    flatten: 'flatten',
    from_unixtime: 'to_timestamp',
    json_array_length: 'json_array_length',
    last_day_of_month: 'last_day',
    levenshtein_distance: 'levenshtein',
    max_by: 'arg_max_null',
    min_by: 'arg_min_null',
    regexp_like: 'regexp_matches',
    split: 'string_split',
    to_unixtime: 'epoch',
    transform: 'list_transform',
    week: 'weekofyear',
    week_of_year: 'weekofyear',
    year_of_week: 'isoyear',
    yow: 'isoyear',
  }),
  // A macro that closes a difference.
  ...macros(
    'array_join array_sort array_remove array_union cardinality codepoint date date_add date_diff date_trunc',
    'element_at from_iso8601_date greatest json_extract_scalar least log map_agg mod regexp_extract',
    'regexp_replace round sequence slice split_part substr truncate',
  ),
  ['substring', 'trino_substr'],
]);

function same(...names: readonly string[]): [string, string][] {
  return words(names).map((name) => [name, name]);
}

function macros(...names: readonly string[]): [string, string][] {
  return words(names).map((name) => [name, `trino_${name}`]);
}

function words(lines: readonly string[]): string[] {
  return lines.join(' ').split(' ');
}
