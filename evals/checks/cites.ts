import { patternOf } from '../cases/values.ts';
import { type Check, verdict } from './check.ts';

/** Which sources the answer cites, by patterns of their title, section or address; none for an empty list. */
export const cites: Check<readonly string[]> = (expected, { observed }) => {
  const sources = observed.citations.map(
    ({ source, title = '', section = '' }) => `${title} ${section} ${source}`,
  );
  if (expected.length === 0)
    return verdict(1, sources.length === 0 ? [] : [`${sources.join('; ')}, none expected`]);
  return verdict(
    expected.length,
    expected
      .filter((pattern) => !sources.some((source) => patternOf(pattern).test(source)))
      .map((pattern) => `no source meets “${pattern}” (${sources.join('; ') || 'none'})`),
  );
};
