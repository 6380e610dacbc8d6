import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRun, readTranscripts } from './read-run.ts';
import { madeCases, madeRun, writeRun } from './run.double.ts';

describe('readRun', () => {
  let root = '';
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'runs-'));
  });
  afterAll(() => rm(root, { recursive: true, force: true }));

  const written = async (name: string) => {
    const folder = join(root, name);
    await writeRun(folder, madeRun(madeCases('ppf')));
    return folder;
  };

  it('reads what the runner has written', async () => {
    const folder = await written('whole');
    const run = await readRun(folder);
    expect(run).toEqual({ ...madeRun(madeCases('ppf')), folder });
    expect((await readTranscripts(folder)).map(({ caseId }) => caseId)).toEqual([
      'case-1',
      'case-2',
      'case-3',
    ]);
  });

  it('lets the last line of a case and repeat count, and drops what a kill cut short', async () => {
    const folder = await written('resumed');
    const [again] = madeRun([{ caseId: 'case-3', outcome: 'pass' }]).results;
    await appendFile(join(folder, 'results.jsonl'), `${JSON.stringify(again)}\n{"caseId":"case-4","sui`);
    const { results } = await readRun(folder);
    expect(results.map(({ caseId, outcome }) => [caseId, outcome])).toEqual([
      ['case-1', 'pass'],
      ['case-2', 'pass'],
      ['case-3', 'pass'],
    ]);
  });

  it.for([
    ['run.json', '{"format":1', 'run.json: no JSON'],
    ['run.json', '{"format":99}', 'format 99, and this reads 1'],
    ['run.json', '[]', 'format undefined'],
    ['run.json', '{"format":1,"runId":""}', 'runId'],
    ['results.jsonl', '{"caseId":\n', 'results.jsonl line 1'],
    ['results.jsonl', '{"caseId":"x","score":7}\n', 'line 1: suite'],
    ['results.jsonl', 'null\n', 'line 1: it'],
  ] as const)('refuses %s holding %s', async ([file, text, words]) => {
    const folder = await written(`broken-${Math.random()}`);
    await writeFile(join(folder, file), text);
    await expect(readRun(folder)).rejects.toMatchObject({
      code: 'run-unreadable',
      message: expect.stringContaining(words),
    });
  });

  it('says that no run is there', async () => {
    await expect(readRun(join(root, 'nowhere'))).rejects.toThrow('no run is there (run.json is missing)');
    await expect(readRun(join(await written('file'), 'run.json'))).rejects.toThrow('no run is there');
  });
});
