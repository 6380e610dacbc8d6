/** As the guard's printer writes it. */
export const insightQuery = `SELECT
  customer_name,
  arr_usd
FROM projects
WHERE data_version = ?
  AND close_year BETWEEN ? AND ?
  AND industry = ?
ORDER BY arr_usd DESC
LIMIT 5`;
