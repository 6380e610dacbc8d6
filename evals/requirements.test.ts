import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadSuites } from './cases/load-suites.ts';
import { REQUIREMENTS } from './requirements.ts';

const suites = await loadSuites([fileURLToPath(new URL('./suites', import.meta.url))]);
const cases = suites.flatMap((suite) => suite.cases);
const proved = new Set(cases.filter(({ isKnownGap }) => !isKnownGap).flatMap(({ proves }) => proves));

describe('the requirements of the assistant', () => {
  it.for(Object.keys(REQUIREMENTS))('%s has a case that is not known to fail', (id) => {
    expect(proved.has(id)).toBe(true);
  });

  it('are all that cases say they prove', () => {
    const unknown = cases.flatMap(({ id, proves }) =>
      proves.filter((each) => !Object.hasOwn(REQUIREMENTS, each)).map((each) => `${id}: ${each}`),
    );
    expect(unknown).toEqual([]);
  });

  it('are held by at least 150 cases of 60 conversations', () => {
    expect(cases.length).toBeGreaterThanOrEqual(150);
    expect(new Set(cases.map(({ conversationId }) => conversationId)).size).toBeGreaterThanOrEqual(60);
  });
});
