/** Whether what was given has all that is expected, in any order of lists; case and spelling of numbers do not count. */
export function covers(given: unknown, expected: unknown): boolean {
  if (Array.isArray(expected)) {
    const list = Array.isArray(given) ? given : given === undefined ? [] : [given];
    if (expected.length === 0) return list.length === 0;
    return (
      list.length === expected.length && expected.every((item) => list.some((each) => covers(each, item)))
    );
  }
  if (typeof expected === 'object' && expected !== null) {
    if ('anyOf' in expected) return (expected.anyOf as unknown[]).some((value) => covers(given, value));
    if (typeof given !== 'object' || given === null) return false;
    return Object.entries(expected).every(([name, value]) =>
      covers((given as Record<string, unknown>)[name], value),
    );
  }
  return String(given ?? '').toLowerCase() === String(expected).toLowerCase();
}
