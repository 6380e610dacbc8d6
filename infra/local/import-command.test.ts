import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TurnResult } from '#channels/turn/turn-result.ts';
import type { ImportReport } from '#knowledge-base/projects/import/import-report.ts';
import { command, finish } from './__fixtures__/command.ts';

const MAPPINGS = 'knowledge-base/projects/mappings';
const EXAMPLE = ['--input', `${MAPPINGS}/crm-export.csv`, '--mapping', `${MAPPINGS}/crm-export.yaml`];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'import-command-'));
});
afterAll(() => rm(folder, { recursive: true }));

const run = (...words: string[]) => finish(command('data-import', join(folder, 'unused'), ...words));

async function failure(...words: string[]) {
  const { code, out, err } = await run(...words, '--json');
  const { error } = JSON.parse(out) as { error: { code: string; message: string } };
  return { code, err, error };
}

describe('npm run data:import', () => {
  it('imports, and what it imported answers, without a word of sample data, to the sellers it found', async () => {
    const out = join(folder, 'own');
    const ended = await run(...EXAMPLE, '--out', out, '--no-train', '--json');
    const imported = JSON.parse(ended.out) as ImportReport;
    expect([ended.code, ended.err, imported.isUsable, imported.report.kept]).toEqual([0, '', true, 6]);
    const sellers = await finish(command('ask', folder, '--data', out, '--seller'));
    expect([sellers.code, sellers.out.split('\n').map((line) => line.trim().split(/\s+/)[0])]).toEqual([
      0,
      ['Sellers:', 'organisation', 'birchline-consulting', 'tarn-digital', ''],
    ]);
    const deal = 'Mallow Retail in Germany wants a Redshift data platform, closing 3 May 2027';
    const words = ['--data', out, '--seller', 'birchline-consulting', '--today', '2026-11-25'];
    const answer = await finish(command('ask', folder, ...words, '--json', deal));
    const result = JSON.parse(answer.out) as TurnResult;
    expect([answer.code, result.outcome]).toEqual([0, 'answered']);
    expect(result.answer).toContain(imported.dataVersion);
    expect(result.answer).not.toMatch(/sample/i);
    const unknown = await finish(command('ask', folder, '--data', out, '--seller', 'eve', deal));
    expect([unknown.code, unknown.out]).toEqual([1, expect.stringContaining('\n  tarn-digital')]);
  });

  it('tells a person the same in words, with an empty standard error', async () => {
    const { code, out, err } = await run(...EXAMPLE, '--out', join(folder, 'words'), '--no-train');
    expect([code, err]).toEqual([0, '']);
    for (const words of [
      'Rows read 6, kept 6.',
      'other-currency: An amount is in a currency that the mapping gives no rate for',
      "crm-export.csv row 5: Amount “31'000”, Currency “CHF”",
      'Rates used: 1 EUR = 1.08 USD (2026-10-30)',
      '2001001 Birchline Consulting: 3 projects',
      'npm start -- --data',
    ])
      expect(out).toContain(words);
  });

  it('proposes a mapping, and writes it nowhere where something is', async () => {
    const mapping = join(folder, 'proposed.yaml');
    const first = await run('--input', `${MAPPINGS}/crm-export.csv`, '--propose', '--mapping', mapping);
    expect([first.code, first.err, await readFile(mapping, 'utf8')]).toEqual([
      0,
      '',
      expect.stringContaining('close_date: { as: date, from: Close Date, format: "DD.MM.YYYY" }'),
    ]);
    const again = await failure('--input', `${MAPPINGS}/crm-export.csv`, '--propose', '--mapping', mapping);
    expect([again.code, again.error.code, again.error.message]).toEqual([
      2,
      'usage',
      expect.stringContaining('is there already'),
    ]);
  });

  it('ends with 2 and names what was meant when the mapping or a flag is wrong', async () => {
    const mapping = join(folder, 'wrong.yaml');
    await writeFile(mapping, 'kind: projects\ncolumns: { opportunity_id: Oportunity ID }');
    const input = ['--input', `${MAPPINGS}/crm-export.csv`, '--out', join(folder, 'wrong')];
    const failed = [
      await failure(...input, '--mapping', mapping),
      await failure(...input, '--mapping', join(folder, 'nowhere.yaml')),
      await failure(...input, '--mapping', `${MAPPINGS}/act-contracts.yaml`),
      await failure(...input),
    ];
    expect(failed.map(({ code, error }) => [code, error.code, error.message])).toEqual([
      [2, 'missing-column', expect.stringContaining('did you mean “Opportunity ID”?')],
      [2, 'bad-mapping', expect.stringContaining('there is no such file')],
      [2, 'usage', expect.stringContaining('is of kind table')],
      [2, 'usage', expect.stringContaining('--mapping is missing')],
    ]);
  });

  it('ends with 1 when the source is broken, or nothing of it can be used', async () => {
    const [empty, header] = [join(folder, 'empty.csv'), join(folder, 'header.csv')];
    const example = await readFile(`${MAPPINGS}/crm-export.csv`, 'utf8');
    await writeFile(empty, '');
    await writeFile(header, `${example.split('\n')[0]}\n`);
    const words = ['--mapping', `${MAPPINGS}/crm-export.yaml`, '--out', join(folder, 'none')];
    const broken = await failure('--input', empty, ...words);
    const unusable = await run('--input', header, ...words);
    expect([broken.code, broken.error.code, unusable.code, unusable.out]).toEqual([
      1,
      'source-empty',
      1,
      expect.stringContaining('Nothing can be used: there is no row in it.'),
    ]);
  });
});
