import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { baselineOf } from '#evals/compare/baseline.ts';
import { madeRun, writeRun } from '#evals/compare/run.double.ts';
import { createEvalsGate } from './evals-gate.ts';
import { createRunGate } from './run-gate.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'gates-'));
});
afterAll(() => rm(dir, { recursive: true }));

const cases = Array.from({ length: 12 }, (_, at) => ({ caseId: `case-${at}`, gate: 'critical' as const }));
const passing = madeRun(cases);
const baseline = baselineOf(passing, new Date('2026-11-25T12:00:00Z'));
const { promptHashes } = passing.record;
const asked = (version: string, fromAlias = 'dev') => ({
  tier: 'standard',
  fromAlias,
  version,
  signal: new AbortController().signal,
});

async function gateOf(run: ReturnType<typeof madeRun>, name: string, known = baseline) {
  const folder = join(dir, name);
  await writeRun(folder, run);
  return createRunGate({ folder, baseline: known, draftPrompts: promptHashes });
}

describe('createEvalsGate', () => {
  it('holds the evals of what is promoted first, and passes on that they could not be held', async () => {
    const folder = join(dir, 'held');
    const called: string[][] = [];
    const gate = (code: number) =>
      createEvalsGate({
        folder,
        baseline,
        draftPrompts: promptHashes,
        runEvals: async (words) => {
          called.push([...words]);
          await writeRun(folder, passing);
          return code;
        },
      });
    expect(await gate(0)(asked('DRAFT'))).toMatchObject({ passed: true });
    expect(await gate(1)(asked('1', 'staging'))).toMatchObject({ passed: true });
    expect(called.map((words) => words[2])).toEqual(['in-process', 'local:staging']);
    await expect(gate(4)(asked('1'))).rejects.toMatchObject({ code: 'release-gate' });
  });
});

describe('createEvalsGate, of a version that was made of DRAFT', () => {
  it('goes by the run that it was made after, and asks again only when that is gone', async () => {
    const folder = join(dir, 'kept');
    await writeRun(folder, passing);
    let called = 0;
    const gate = (kept: string | undefined) =>
      createEvalsGate({
        folder,
        baseline,
        draftPrompts: promptHashes,
        runsOfVersions: new Map([['7', new Set(['run-1'])]]),
        folderOf: (id) => (id === 'run-1' ? kept : undefined),
        runEvals: async () => {
          called += 1;
          return 4;
        },
      });
    expect(await gate(folder)(asked('7', 'staging'))).toMatchObject({ passed: true, evalRun: 'run-1' });
    expect(called).toBe(0);
    await expect(gate(undefined)(asked('7', 'staging'))).rejects.toMatchObject({ code: 'release-gate' });
    await expect(gate(folder)(asked('8', 'staging'))).rejects.toMatchObject({ code: 'release-gate' });
    expect(called).toBe(2);
  });
});

describe('createRunGate', () => {
  it('lets a run pass that holds the baseline, of that version or of DRAFT with these prompts', async () => {
    const gate = await gateOf(passing, 'passing');
    const passed = { passed: true, evalRun: 'run-1', summary: '12 of 12 cases pass' };
    expect(await gate(asked('1'))).toEqual(passed);
    expect(await gate(asked('DRAFT'))).toEqual(passed);
  });

  it('does not when a critical case fails, nor without a baseline', async () => {
    const failing = madeRun(cases.map((each, at) => ({ ...each, outcome: at === 3 ? 'fail' : 'pass' })));
    expect(await (await gateOf(failing, 'failing'))(asked('1'))).toMatchObject({
      passed: false,
      summary: expect.stringContaining('the critical case case-3 fails'),
    });
    const folder = join(dir, 'unblessed');
    await writeRun(folder, passing);
    const gate = createRunGate({ folder, baseline: undefined, draftPrompts: {} });
    expect(await gate(asked('1'))).toMatchObject({ passed: false });
  });

  it.for([
    [asked('2'), 'it asked dev (version 1), and dev stands on 2'],
    [asked('DRAFT', 'canary'), 'it asked dev, not canary'],
    [{ ...asked('1'), tier: 'enhanced' }, 'it asked the standard agent, not the enhanced one'],
  ] as const)('refuses a run of something else: %#', async ([question, message]) => {
    const gate = await gateOf(passing, 'other');
    await expect(gate(question)).rejects.toMatchObject({
      code: 'release-gate',
      message: expect.stringContaining(message),
    });
  });

  it('lets the run speak for a version that was made of DRAFT after it', async () => {
    const folder = join(dir, 'spoken');
    await writeRun(folder, passing);
    const runsOfVersions = new Map([['7', new Set(['run-1'])]]);
    const gate = createRunGate({ folder, baseline, draftPrompts: promptHashes, runsOfVersions });
    expect(await gate(asked('7', 'staging'))).toMatchObject({ passed: true });
    await expect(gate(asked('8', 'staging'))).rejects.toThrow('and staging stands on 8');
  });

  it('refuses a run of DRAFT whose prompts were changed since', async () => {
    const folder = join(dir, 'changed');
    await writeRun(folder, passing);
    const draftPrompts = Object.fromEntries(Object.keys(promptHashes).map((id) => [id, 'f'.repeat(64)]));
    const gate = createRunGate({ folder, baseline, draftPrompts });
    await expect(gate(asked('DRAFT'))).rejects.toThrow('has been changed since; run the evals again');
  });
});
