import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { madeCases, madeRun, writeRun } from '#evals/compare/run.double.ts';
import { evalBless } from './bin/eval-bless.ts';
import type { EvalCommand } from './bin/eval-command.ts';
import { evalCompare } from './bin/eval-compare.ts';
import { evalGate } from './bin/eval-gate.ts';
import { evalPlan } from './bin/eval-plan.ts';
import { evalReport } from './bin/eval-report.ts';
import { evalShow } from './bin/eval-show.ts';
import { UsageError } from './bin/usage-error.ts';

const RUNS = {
  good: madeRun(madeCases('p'.repeat(40)), { runId: 'good' }),
  bad: madeRun(madeCases(`${'f'.repeat(20)}${'p'.repeat(20)}`), { runId: 'bad' }),
  slip: madeRun(madeCases(`f${'p'.repeat(39)}`), { runId: 'slip' }),
  critical: madeRun(madeCases('fp', { gate: 'critical' }), { runId: 'critical' }),
  few: madeRun(madeCases('p'.repeat(4)), { runId: 'few' }),
  broken: madeRun(madeCases('ppp', { outcome: 'infra' }), { runId: 'broken', state: 'incomplete' }),
  other: madeRun(madeCases('p'.repeat(40)), { runId: 'other', dataVersion: 'data-2' }),
};
let folder: string;
const at = (name: string) => join(folder, name);

/** What a command writes on standard output and its exit code. */
async function told({ run }: EvalCommand, ...args: string[]): Promise<{ code: number; out: string }> {
  let out = '';
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text);
    return true;
  });
  const errors = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    out += String(text);
    return true;
  });
  try {
    return { code: await run(args), out };
  } finally {
    write.mockRestore();
    errors.mockRestore();
  }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'eval-functions-'));
  for (const [name, run] of Object.entries(RUNS)) await writeRun(at(name), run);
});
afterAll(() => rm(folder, { recursive: true }));

describe('eval bless', () => {
  const file = () => at('blessed.json');
  const bless = (name: string, ...more: string[]) => told(evalBless, at(name), '--baseline', file(), ...more);
  beforeEach(() => rm(file(), { force: true }));

  it('writes a line a case, and says what is new, gone and other', async () => {
    expect(await bless('few')).toEqual({
      code: 0,
      out: `${file()}: 4 cases of few; 4 new, 0 gone, 0 changed\n`,
    });
    const { code, out } = await bless('slip', '--json');
    expect([code, JSON.parse(out)]).toEqual([
      0,
      { file: file(), runId: 'slip', cases: 40, added: 36, removed: 0, changed: ['case-1'] },
    ]);
  });

  it('takes fewer cases and failing critical ones by force only', async () => {
    await bless('good');
    const before = readFileSync(file(), 'utf8');
    const few = await bless('few');
    expect([few.code, few.out]).toEqual([1, expect.stringContaining('36 cases of the baseline (case-10,')]);
    expect(readFileSync(file(), 'utf8')).toBe(before);
    expect((await bless('few', '--force')).code).toBe(0);
    await rm(file());
    const critical = await bless('critical');
    expect([critical.code, critical.out]).toEqual([
      1,
      expect.stringContaining('critical cases fail (case-1)'),
    ]);
    expect(existsSync(file())).toBe(false);
  });

  it('takes no run that has not ended, and says which file it cannot write', async () => {
    await expect(bless('broken')).rejects.toMatchObject({ code: 'run-incomplete' });
    await expect(told(evalBless, at('good'), '--baseline', at('no/where.json'))).rejects.toThrow(UsageError);
  });
});

describe('eval gate', () => {
  let baseline: string;
  const gate = (name: string, ...more: string[]) => told(evalGate, at(name), '--baseline', baseline, ...more);
  beforeAll(async () => {
    baseline = at('baseline.json');
    await told(evalBless, at('good'), '--baseline', baseline);
  });

  it.for([
    ['good', 0, 'gate: pass; 40 of 40 cases pass'],
    ['slip', 0, 'newly failing since the baseline (1): case-1'],
    ['bad', 1, "scores are worse than the baseline's by 50.0 points"],
    ['critical', 1, 'the critical case case-1 fails'],
    ['few', 3, "the run holds 4 of the baseline's 40 cases"],
    ['other', 3, 'the baseline was taken with data data-1, this run with data-2'],
    ['broken', 4, 'could not be asked: case-1, case-2, case-3'],
  ] as const)('holds the run %s to the baseline: exit %i', async ([name, code, words]) => {
    const held = await gate(name);
    expect(held.out).toContain(words);
    expect(held.code).toBe(code);
    expect(JSON.parse((await gate(name, '--json')).out)).toMatchObject({ exitCode: code });
  });

  it('goes by critical cases alone where no baseline is wanted', async () => {
    expect((await told(evalGate, at('bad'), '--no-baseline')).code).toBe(0);
    expect((await told(evalGate, at('critical'), '--no-baseline')).code).toBe(1);
  });

  it.for([
    [[], 'which run?'],
    [['good', '--baseline', 'none.json'], 'there is no such file'],
    [['good', '--baseline', 'x.json', '--no-baseline'], 'give one of them'],
    [['good', '--margin', 'two'], '--margin two'],
    [['nothing'], 'no run of this name'],
  ] as const)('refuses %j', async ([words, complained]) => {
    const named = words.map((word) => (word in RUNS || word.endsWith('.json') ? at(word) : word));
    await expect(told(evalGate, ...named, '--data', folder)).rejects.toThrow(complained);
  });

  it('refuses a baseline that was cut short', async () => {
    await writeFile(at('cut.json'), readFileSync(baseline, 'utf8').slice(0, 300));
    await expect(told(evalGate, at('good'), '--baseline', at('cut.json'))).rejects.toThrow(/cut\.json/);
  });
});

describe('eval report', () => {
  it('tells any run on one screen, and writes JUnit, Markdown and a page', async () => {
    const files = ['junit', 'markdown', 'html'].flatMap((kind) => [`--${kind}`, at(`report.${kind}`)]);
    const { code, out } = await told(evalReport, at('bad'), '--baseline', at('none.json'), ...files);
    expect(code).toBe(0);
    expect(out.split('\n').length).toBeLessThan(25);
    expect(out).toContain('there is no baseline: only critical cases decide');
    const junit = readFileSync(at('report.junit'), 'utf8');
    expect(junit).toContain('<testsuites name="bad" tests="40" failures="20" errors="0" skipped="0"');
    expect(junit.match(/<testcase /g)).toHaveLength(40);
    expect(junit.match(/<failure message="0 of 1 passed" type="fail">/g)).toHaveLength(20);
    expect(readFileSync(at('report.markdown'), 'utf8')).toMatch(/^### .*20 of 40 cases pass/);
    expect(readFileSync(at('report.html'), 'utf8')).toMatch(/^<!doctype html>/i);
  });

  it('says which file cannot be written', async () => {
    await expect(told(evalReport, at('good'), '--junit', at('no/where.xml'))).rejects.toThrow(
      'where.xml cannot be written',
    );
  });
});

describe('eval plan', () => {
  it('counts by itself, or by what two runs have shown', async () => {
    const plain = await told(evalPlan, '--conversations', '400', '--json');
    expect([plain.code, JSON.parse(plain.out)]).toMatchObject([0, { conversations: 400, passOrFail: {} }]);
    const seen = await told(evalPlan, '--runs', `${at('good')},${at('slip')}`, '--json');
    expect([seen.code, JSON.parse(seen.out)]).toMatchObject([0, { conversations: 40 }]);
  });

  it.for([
    [['--runs', 'good'], 'two runs, parted by a comma'],
    [['--runs', 'good,nothing'], 'no run of this name'],
    [['--power', '2'], '--power 2'],
    [['--conversations', '0'], '--conversations'],
    [['--conversations', '9', 'evals/suites'], 'give one of them'],
    [['--only', 'nothing-like-this'], 'no case and no suite is called so'],
  ] as const)('refuses %j', async ([words, complained]) => {
    const named = words.map((word) => word.replace(/^good/, at('good')));
    await expect(told(evalPlan, ...named, '--data', folder)).rejects.toThrow(complained);
  });

  it('compares no runs over other data', async () => {
    await expect(told(evalPlan, '--runs', `${at('good')},${at('other')}`)).rejects.toMatchObject({
      code: 'not-comparable',
    });
    await expect(told(evalCompare, at('good'), at('other'))).rejects.toMatchObject({
      code: 'not-comparable',
    });
  });
});

describe('a run by its name', () => {
  it('is the one of this id, or the latest, below the data’s folder', async () => {
    const runs = at('data/evals/runs');
    await mkdir(runs, { recursive: true });
    for (const id of ['2026-11-24T10-00-00-aaaa', '2026-11-25T10-00-00-bbbb'])
      await writeRun(join(runs, id), madeRun(madeCases(id.endsWith('a') ? 'p' : 'f'), { runId: id }));
    const show = (name: string) => told(evalShow, name, '--data', at('data'));
    expect((await show('latest')).out).toBe('fail    made/case-1\n');
    expect((await show('2026-11-24T10-00-00-aaaa')).out).toBe('pass    made/case-1\n');
    await expect(show('2026')).rejects.toThrow('the latest are 2026-11-25T10-00-00-bbbb, 2026-11-24T');
  });
});
