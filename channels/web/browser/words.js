/**
 * A template of the server's words with its `{names}` filled in.
 * @param {string} template
 * @param {Readonly<Record<string, string | number>>} values
 */
export function fill(template, values) {
  return template.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/**
 * An instant as a time of today, or with its day.
 * @param {number} atMs
 * @param {number} nowMs
 */
export function timeWords(atMs, nowMs) {
  const isToday = new Date(atMs).toDateString() === new Date(nowMs).toDateString();
  /** @type {Intl.DateTimeFormatOptions} */
  const day = isToday ? {} : { day: 'numeric', month: 'long' };
  return new Intl.DateTimeFormat(document.documentElement.lang, {
    ...day,
    hour: 'numeric',
    minute: '2-digit',
  }).format(atMs);
}

/** @param {number} count */
export function countWords(count) {
  return new Intl.NumberFormat(document.documentElement.lang).format(count);
}
