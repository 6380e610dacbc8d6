import { describe, expect, it } from 'vitest';
import { readSuite } from '../cases/read-suite.ts';
import { selectCases } from './select-cases.ts';

const cases = [
  { id: 'who-pays', tags: ['funding'], turns: [{ user: 'a' }] },
  { id: 'who-wins', tags: ['funding', 'slow'], turns: [{ user: 'a' }] },
];
const suites = [
  await readSuite(JSON.stringify({ suite: 'money', today: '2026-11-25', cases }), 'money.json'),
];
const ids = (selection: Parameters<typeof selectCases>[1]) =>
  selectCases(suites, selection).map(({ id }) => id);

describe('selectCases', () => {
  it('takes cases and suites by name, by part of a name, by tags and without tags', () => {
    expect(ids({})).toEqual(['who-pays', 'who-wins']);
    expect(ids({ only: ['who-pays'] })).toEqual(['who-pays']);
    expect(ids({ only: ['money'] })).toHaveLength(2);
    expect(ids({ only: ['*-wins'] })).toEqual(['who-wins']);
    expect(ids({ tags: ['funding', '!slow'] })).toEqual(['who-pays']);
  });

  it.for([
    [{ only: ['who-pay'] }, '--only who-pay: no case and no suite is called so; did you mean who-pays?'],
    [{ only: ['who-pays', 'x-y-z'] }, '--only x-y-z'],
    [{ tags: ['fundng'] }, '--tag fundng: no case has this tag; did you mean funding?'],
    [{ only: ['who-pays'], tags: ['slow'] }, 'no case meets all of these filters together'],
  ] as const)('refuses %j, which selects nothing', ([selection, message]) => {
    expect(() => ids(selection)).toThrow(message);
  });
});
