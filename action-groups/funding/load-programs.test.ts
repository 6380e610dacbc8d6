import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { exampleAnalysis } from './__fixtures__/example-analysis.ts';
import { buildFundingPlan } from './build-funding-plan.ts';
import { expiredPrograms } from './check-programs.ts';
import { type FieldFault, parseFormula } from './formula.ts';
import { faultText, loadPrograms, PROGRAMS_FOLDER } from './load-programs.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

type Content = Record<string, unknown>;

/** A folder with the given files; contents are written as YAML. */
function folderOf(files: Readonly<Record<string, Content | string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'programs-'));
  folders.push(folder);
  for (const [name, content] of Object.entries(files))
    writeFileSync(join(folder, name), typeof content === 'string' ? content : stringify(content));
  return folder;
}

function fileOf(name: string, change: (content: Content) => void = () => {}): Content {
  const content = parse(readFileSync(join(PROGRAMS_FOLDER, name), 'utf8')) as Content;
  change(content);
  return content;
}

/** A small sound program; the change makes it what the test is about. */
function small(change: Content = {}): Content {
  return {
    ...fileOf('cei.yaml'),
    name: 'Example fund',
    shortName: 'EXF',
    aliases: [],
    stacking: {},
    ...change,
  };
}

function faultsOf(files: Readonly<Record<string, Content | string>>): string {
  try {
    loadPrograms(folderOf(files));
    return '';
  } catch (error) {
    expect(error).toMatchObject({ name: 'ProgramError', code: 'programs-unreadable' });
    return (error as Error).message;
  }
}

describe('loadPrograms', () => {
  it('reads the committed programs, at least nine, of which none has expired', () => {
    const programs = loadPrograms();
    expect(programs.length).toBeGreaterThanOrEqual(9);
    expect(expiredPrograms(programs, '2026-11-25')).toEqual([]);
  });

  it.for([
    [
      'an unknown field',
      { ammount: 5 },
      /^exf\.yaml: ammount: 5 is no field that is known here; check its spelling/,
    ],
    ['a missing field', { purpose: undefined }, /^exf\.yaml: purpose: is missing/],
    [
      'no such day',
      { validTo: '2027-02-30' },
      /^exf\.yaml: validTo: “2027-02-30” a date that exists, YYYY-MM-DD/,
    ],
    [
      'an end before the beginning',
      { validTo: '2025-01-01' },
      /validTo: “2025-01-01” is before validFrom 2026-01-01; change one/,
    ],
    [
      'a percentage above 100',
      { figures: { ...figures('fixed', { unit: 'percent', value: 120 }) } },
      /figures\.fixed\.value: 120 a percentage is at most 100/,
    ],
    [
      'a negative amount',
      { figures: figures('fixed', { value: -1 }) },
      /figures\.fixed\.value: -1 not negative/,
    ],
    [
      'a published figure without its source',
      { figures: figures('fixed', { basis: 'published' }) },
      /figures\.fixed\.source: a published figure needs its source/,
    ],
    [
      'an illustrative figure with a source',
      { figures: figures('fixed', { source: 'AWS' }) },
      /figures\.fixed\.source: “AWS” an illustrative figure has no source/,
    ],
    ['another basis', { figures: figures('fixed', { basis: 'rumour' }) }, /figures\.fixed\.basis: “rumour”/],
    [
      'a figure that is not there',
      { amount: { formula: { figure: 'fixd' } } },
      /amount\.formula: “fixd” is no figure of this program; did you mean fixed\?/,
    ],
    [
      'a figure of another unit',
      { amount: { formula: { figure: 'afterLaunchDays' } } },
      /“afterLaunchDays” is in days, and usd is needed here/,
    ],
    [
      'a figure that nothing uses',
      { figures: { ...figures(), spare: { value: 1, unit: 'usd', says: 'x', basis: 'illustrative' } } },
      /figures\.spare: 1 no formula, rule or milestone names it/,
    ],
    ['no formula', { amount: { formula: 5 } }, /amount\.formula: 5 is no formula; one of \{fact: arrUsd\}/],
    [
      'an unknown fact',
      { amount: { formula: { fact: 'arUsd' } } },
      /amount\.formula\.fact: “arUsd” is no amount; one of arrUsd/,
    ],
    [
      'sizes that are not all there',
      { amount: { formula: { bySegment: { SMB: { figure: 'fixed' } } } } },
      /needs a formula for each of Enterprise, Mid-Market, SMB/,
    ],
    [
      'a cap that depends on the ARR',
      { amount: { formula: { figure: 'fixed' }, cap: { fact: 'arrUsd' } } },
      /amount\.cap: “arrUsd” a limit depends on figures alone/,
    ],
    [
      'a floor above the cap',
      { amount: { formula: { fact: 'arrUsd' }, floor: { figure: 'leastArr' }, cap: { figure: 'fixed' } } },
      /amount\.floor: 60000 is above the cap of 5000/,
    ],
    ['an unknown rule field', { eligibility: [rule({ field: 'arr' })] }, /eligibility\.0\.field: “arr”/],
    [
      'an operator that does not fit',
      { eligibility: [rule({ operator: 'includes-any' })] },
      /eligibility\.0\.operator: “includes-any” does not go with arrUsd; one of at-least, at-most/,
    ],
    [
      'a value that is none',
      {
        eligibility: [
          rule({ field: 'customerSegment', operator: 'in', value: ['Small'], figure: undefined }),
        ],
      },
      /eligibility\.0\.value: “Small” is no value of customerSegment; one of Enterprise/,
    ],
    [
      'an action without its use',
      { eligibility: [rule({ action: 'Do it.' })] },
      /eligibility\.0\.action: “Do it\.” an action needs ifUnmet: act/,
    ],
    ['cash without an amount', { amount: undefined }, /^exf\.yaml: amount: is missing; cash needs an amount/],
    ['a benefit with an amount', { form: 'benefit' }, /amount: .*a benefit has no amount/],
  ] as const)('names file, field, value and way out for %s', ([, change, expected]) => {
    expect(faultsOf({ 'exf.yaml': small(change as Content) })).toMatch(expected);
  });

  it.for([
    [
      'an alias of another program',
      { aliases: ['Map!'] },
      /^exf\.yaml: aliases\.0: “Map!” is a name of map already|^map\.yaml: .*is a name of exf already/m,
    ],
    [
      'an alias of its own',
      { aliases: ['EXF'] },
      /exf\.yaml: aliases\.0: “EXF” is a name that this program has already/,
    ],
    [
      'an unknown program',
      { stacking: { excludes: ['mapp'] } },
      /exf\.yaml: stacking\.excludes\.0: “mapp” is no program; did you mean map\?/,
    ],
    [
      'itself',
      { stacking: { after: ['exf'] } },
      /exf\.yaml: stacking\.after\.0: “exf” is the program itself/,
    ],
    [
      'a program both needed and excluded',
      { stacking: { requires: ['map'], excludes: ['map'] } },
      /exf\.yaml: stacking\.requires: “map” is needed and is excluded as well/,
    ],
    [
      'a need for another of its own group',
      { stacking: { requires: ['map'], atMostOneOf: 'migration-program' } },
      /is needed and is of the same group migration-program/,
    ],
  ] as const)('names %s in the stacking or the names', ([, change, expected]) => {
    const folder = folderOf({ 'exf.yaml': small(change as Content) });
    cpSync(PROGRAMS_FOLDER, folder, {
      recursive: true,
      filter: (from) => !from.endsWith('cei.yaml') && !from.endsWith('greenfield.yaml'),
    });
    writeFileSync(
      join(folder, 'cei.yaml'),
      stringify(
        fileOf('cei.yaml', (each) => {
          each.stacking = {};
        }),
      ),
    );
    expect(() => loadPrograms(folder)).toThrow(expected);
  });

  it('names a circle of what comes after what', () => {
    const one = (shortName: string, after: string) =>
      small({ name: `Fund ${shortName}`, shortName, stacking: { after: [after] } });
    const faults = faultsOf({
      'aa.yaml': one('AA', 'bb'),
      'bb.yaml': one('BB', 'cc'),
      'cc.yaml': one('CC', 'aa'),
    });
    expect(faults.split('\n')).toHaveLength(3);
    expect(faults).toMatch(
      /aa\.yaml: stacking\.after: “bb” leads back to aa in a circle; drop one of its steps/,
    );
  });

  it('tells what has expired by file, field, value and way out, and does not take it for a yes', () => {
    const folder = folderOf({ 'exf.yaml': small({ validTo: '2026-06-30' }) });
    const programs = loadPrograms(folder);
    const [fault] = expiredPrograms(programs, '2026-11-25');
    expect(fault === undefined ? '' : faultText('exf.yaml', fault)).toBe(
      'exf.yaml: validTo: “2026-06-30” has passed on 2026-11-25; look up whether the program goes on and set validTo, or delete the file',
    );
    const plan = buildFundingPlan({
      fundingPlanId: 'x',
      analysis: exampleAnalysis(),
      given: {},
      programs,
      today: '2026-11-25',
    });
    expect(plan.programs).toMatchObject([
      { verdict: 'no', amountUsd: null, text: expect.stringContaining('ended on 30 June 2026') as string },
    ]);
    expect(plan.outcome).toBe('none');
  });

  it('says of a broken, misnamed or absent file which one it is', () => {
    expect(faultsOf({ 'exf.yaml': 'name: [' })).toMatch(/^exf\.yaml: cannot be read as YAML/);
    expect(faultsOf({ 'My Fund.yaml': small() })).toMatch(
      /^My Fund\.yaml: a program’s file is called by its id/,
    );
    expect(faultsOf({})).toMatch(/has no program; put a file such as map\.yaml there/);
    expect(() => loadPrograms('/nowhere')).toThrow(/cannot be read as a folder of programs/);
  });

  it('never fails otherwise, whatever YAML a file holds', () => {
    const folder = folderOf({});
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...Object.keys(small())), fc.jsonValue({ maxDepth: 3 })),
        (changes) => {
          writeFileSync(join(folder, 'exf.yaml'), stringify({ ...small(), ...changes }));
          try {
            loadPrograms(folder);
          } catch (error) {
            expect(error).toMatchObject({ code: 'programs-unreadable' });
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('takes the file that the README shows, added as it says', () => {
    const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');
    const [, name = '', example = ''] =
      /`programs\/([a-z-]+\.yaml)`[^`]*```yaml\n(.*?)```/s.exec(readme) ?? [];
    const folder = folderOf({ [name]: example });
    cpSync(PROGRAMS_FOLDER, folder, { recursive: true });
    const id = name.replace('.yaml', '');
    const programs = loadPrograms(folder);
    expect(programs.map((each) => each.id)).toContain(id);
    const plan = buildFundingPlan({
      fundingPlanId: 'x',
      analysis: exampleAnalysis(),
      given: { opportunityStage: 'Qualified' },
      asked: programs.find((each) => each.id === id),
      programs,
      today: '2026-11-25',
    });
    expect(plan.programs[0]).toMatchObject({
      programId: id,
      verdict: 'yes',
      amountUsd: { low: 5_920, median: 14_300, high: 20_000 },
      isCapped: true,
    });
  });
});

describe('parseFormula', () => {
  it('gives a formula or says what is wrong, for any value', () => {
    fc.assert(
      fc.property(fc.anything({ maxDepth: 4 }), (value) => {
        const faults: FieldFault[] = [];
        const read = parseFormula(value, ['amount'], faults);
        expect(read === undefined).toBe(faults.length > 0);
        for (const fault of faults) expect(faultText('f.yaml', fault)).toMatch(/^f\.yaml: amount/);
      }),
    );
  });

  it('refuses what is nested without end', () => {
    const deep = Array.from({ length: 30 }).reduce<unknown>((of) => ({ share: 'a', of }), { fact: 'arrUsd' });
    const faults: FieldFault[] = [];
    expect(parseFormula(deep, [], faults)).toBeUndefined();
    expect(faults[0]?.problem).toMatch(/nested deeper than 8/);
  });
});

function figures(name?: string, change: Content = {}): Content {
  const own = fileOf('cei.yaml').figures as Record<string, Content>;
  return name === undefined ? own : { ...own, [name]: { ...own[name], ...change } };
}

function rule(change: Content): Content {
  return {
    field: 'arrUsd',
    operator: 'at-least',
    figure: 'leastArr',
    why: 'it has to be large enough',
    basis: 'illustrative',
    ifUnknown: 'ask',
    ...change,
  };
}
