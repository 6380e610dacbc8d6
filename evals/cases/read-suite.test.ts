import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeExpectations } from './eval-case.ts';
import { readSuite, sharedIds } from './read-suite.ts';
import { SuiteError } from './suite-error.ts';
import { SUITE_SCHEMA_FILE, suiteJsonSchema } from './suite-schema.ts';

const HEAD = 'suite: made\ntoday: 2026-11-25\n';
const suiteOf = (cases: string, head = HEAD) => readSuite(`${head}cases:\n${cases}\n`, 'made.yaml');
const turn = (expected: string) =>
  `  - id: one\n    turns:\n      - user: hello\n        expect: ${expected}`;
const faultsOf = async (read: () => Promise<unknown>): Promise<readonly string[]> => {
  try {
    await read();
  } catch (error) {
    if (error instanceof SuiteError) return error.faults;
    throw error;
  }
  return [];
};

describe('readSuite', () => {
  it('merges the defaults into every turn; what a turn says goes before them', async () => {
    const { cases } = await suiteOf(
      '  - id: one\n    tags: [own]\n    turns:\n      - user: a\n      - user: b\n        expect: {answer: {contains: [x]}, outcome: asked}',
      `${HEAD}defaults:\n  seller: nora\n  tags: [all]\n  gate: critical\n  expect: {answer: {notContains: [y]}, outcome: answered}\n`,
    );
    expect(cases[0]).toMatchObject({
      gate: 'critical',
      tags: ['all', 'own'],
      sessions: { main: { seller: 'nora' } },
      turns: [
        { expect: { answer: { notContains: ['y'] }, outcome: 'answered' } },
        { expect: { answer: { notContains: ['y'], contains: ['x'] }, outcome: 'asked' } },
      ],
    });
  });

  it('gives a case another hash when what is asked or expected is another, and for nothing else', async () => {
    const hashOf = async (cases: string, head?: string) => (await suiteOf(cases, head)).cases[0]?.hash;
    const plain = await hashOf(turn('{outcome: asked}'));
    expect(await hashOf(`${turn('{outcome: asked}')}\n    tags: [x]`)).toBe(plain);
    expect(await hashOf(turn('{outcome: answered}'))).not.toBe(plain);
    expect(await hashOf(turn('{outcome: asked}'), HEAD.replace('25', '26'))).not.toBe(plain);
  });

  it.for([
    [
      'a key that is none',
      turn('{slotz: {country: DE}}'),
      'made.yaml: cases.0 (one).turns.0.expect: there is no “slotz”; did you mean slots?',
    ],
    [
      'a key of a case',
      `${turn('{}')}\n    tag: [x]`,
      'made.yaml: cases.0 (one): there is no “tag”; did you mean tags?',
    ],
    [
      'a key within a match',
      turn('{slots: {country: {ree: D}}}'),
      'made.yaml: cases.0 (one).turns.0.expect.slots.country: there is no “ree”; did you mean re?',
    ],
    [
      'a value that is none',
      turn('{outcome: answerd}'),
      'made.yaml: cases.0 (one).turns.0.expect.outcome: “answerd” is none of answered, asked, refused, failed; did you mean answered?',
    ],
    [
      'a pattern that is none',
      turn('{answer: {re: ["("]}}'),
      'made.yaml: one.turns.0.expect.answer.re: “(” is no regular expression',
    ],
    [
      'what excludes each other',
      turn('{asks: [country], outcome: refused}'),
      'made.yaml: one.turns.0.expect: asks and outcome: refused exclude each other',
    ],
    [
      'a session that is not there',
      '  - id: one\n    turns: [{user: a, in: other}]',
      'made.yaml: one.turns.0.in: there is no session other; this case has one session without a name',
    ],
    [
      'an id twice',
      '  - {id: one, turns: [{user: a}]}\n  - {id: one, turns: [{user: a}]}',
      'made.yaml: two cases are called one',
    ],
    ['no turn', '  - {id: one, turns: []}', 'made.yaml: cases.0 (one).turns'],
  ] as const)('tells of %s where it is', async ([, cases, fault]) => {
    expect((await faultsOf(() => suiteOf(cases)))[0]).toContain(fault);
  });

  it.for([
    ['', 'the file is empty'],
    [`${HEAD}cases: []\n`, 'a suite without cases would pass by accident'],
    [HEAD, 'a suite without cases would pass by accident'],
    [
      `${HEAD}cases:\n  - id: one\n    turns:\n      - user: how are y`,
      'the last line has no end: the file was cut short',
    ],
    [`${HEAD}cases:\n  - {id: one, turns: [{user: a}\n`, 'no YAML'],
    [`today: 2026-11-25\ncases: [{id: one, turns: [{user: a}]}]\n`, 'suite: it is missing'],
    ['{"suite":"made","today":"2026-11-25","cases":[{"id":"one"', 'no YAML'],
  ] as const)('refuses a file such as %j', async ([text, fault]) => {
    expect((await faultsOf(() => readSuite(text, 'made.yaml')))[0]).toContain(fault);
  });

  it('takes cases of other files in, and refuses one that is not there', async () => {
    const text = `${HEAD}include: [_more.yaml]\n`;
    const more = new Map([['_more.yaml', 'cases: [{id: two, turns: [{user: a}]}]\n']]);
    expect((await readSuite(text, 'made.yaml', more)).cases.map(({ id }) => id)).toEqual(['two']);
    expect(await faultsOf(() => readSuite(text, 'made.yaml'))).toEqual([
      'made.yaml: include: there is no file _more.yaml',
    ]);
  });

  it('fails in its own way for any text, whole or cut', async () => {
    const whole = `${HEAD}cases:\n${turn('{answer: {contains: [x]}, slots: {country: DE}}')}\n`;
    const texts = fc.oneof(
      fc.string(),
      fc.nat(whole.length - 1).map((end) => whole.slice(0, end)),
    );
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        await expect(faultsOf(() => readSuite(text, 'made.yaml'))).resolves.toBeInstanceOf(Array);
      }),
      { numRuns: 200 },
    );
  });
});

describe('sharedIds', () => {
  it('tells which ids stand in two files', async () => {
    const read = (file: string, name: string) =>
      readSuite(`suite: ${name}\ntoday: 2026-11-25\ncases: [{id: one, turns: [{user: a}]}]\n`, file);
    expect(sharedIds([await read('a.yaml', 'a'), await read('b.yaml', 'b')])).toEqual([
      'case one is in a.yaml and b.yaml: ids are one of a kind over all suites',
    ]);
  });
});

describe('mergeExpectations', () => {
  it('joins the keys of a field and no lists', () => {
    expect(mergeExpectations({ tools: { forbid: ['a'] } }, { tools: { forbid: ['b'], none: true } })).toEqual(
      {
        tools: { forbid: ['b'], none: true },
      },
    );
  });
});

describe('the JSON Schema of suites', () => {
  it('is what the declaration gives', () => {
    const file = new URL(`../../${SUITE_SCHEMA_FILE}`, import.meta.url);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(suiteJsonSchema());
  });
});
