import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateSampleProjects } from '../sample/generate-sample-projects.ts';
import { importProjects } from './import-projects.ts';
import type { ProjectsMapping } from './mapping.ts';
import { proposeMapping } from './propose-mapping.ts';
import { parseMapping } from './read-mapping.ts';

const RAW = [...generateSampleProjects({ rows: 800, seed: 11, throughDate: '2026-10-31' })].map(
  ({ raw }) => raw,
);
const COLUMNS = Object.keys(RAW[0] ?? {});

/** What other systems call our columns. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  opportunity_id: 'Opp. ID',
  apn_opportunity_id: 'ACE Opportunity Id',
  opportunity_name: 'Deal Name',
  description: 'PROJ_DESC',
  business_description: 'Business Need',
  activity_name: 'Funded Activity',
  project_type: 'Type of Project',
  customer_name: 'Account Name',
  customer_segment: 'acct_seg',
  industry: 'Vertical',
  country: 'billingCountry',
  opportunity_region: 'GEO',
  opportunity_sub_region: 'Sub-Region',
  partner_name: 'Delivery Partner',
  partner_id: 'SPMS ID',
  program: 'Funding Program',
  opportunity_type: 'Deal Type',
  stage: 'Sales Stage',
  migration_phase: 'MAP phase',
  close_date: 'closeDateTs',
  planned_delivery_start_date: 'Kick-Off Date',
  planned_delivery_end_date: 'Go-Live',
  annual_run_rate_usd: 'ARR (USD)',
  aws_calculator_url: 'Calculator Link',
  crm_url: 'Record URL',
};

function otherName(column: string): string {
  const service = /^service_(\d|other)(?:_(monthly|upfront)_usd)?$/.exec(column);
  if (service === null) return OTHER_NAMES[column] ?? column;
  const cost = service[2] === 'monthly' ? ' Monthly Cost' : service[2] === 'upfront' ? ' One-Time Cost' : '';
  return `AWS Service ${service[1]}${cost}`;
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'propose-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function csv(
  name: string,
  columns: readonly string[],
  nameOf: (column: string) => string,
): Promise<string> {
  const cell = (value: unknown) => `"${String(value ?? '').replaceAll('"', '""')}"`;
  const lines = [columns.map(nameOf), ...RAW.map((row) => columns.map((column) => row[column]))];
  const path = join(folder, name);
  await writeFile(path, lines.map((line) => `${line.map(cell).join(';')}\n`).join(''));
  return path;
}

const hash = (text: string) =>
  [...text].reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) % 997, 7);
const shuffled = [...COLUMNS].sort((a, b) => (hash(a) < hash(b) ? -1 : 1));

function imported(input: string, yaml: string, out: string) {
  return importProjects({
    input,
    mapping: parseMapping(yaml, 'proposed.yaml') as ProjectsMapping,
    outDir: join(folder, out),
    now: () => new Date('2026-11-25T00:00:00Z'),
    todayDate: '2026-11-25',
  });
}

describe('proposeMapping', () => {
  it('finds every column of ours under the names of another system, in any order, and what it proposes imports', async () => {
    const input = await csv('other.csv', shuffled, otherName);
    const proposed = await proposeMapping(input);
    const found = Object.fromEntries(proposed.columns.map(({ column, from }) => [column, from]));
    expect(found).toEqual(Object.fromEntries(COLUMNS.map((column) => [column, otherName(column)])));
    const { report, isUsable } = await imported(input, proposed.yaml, 'other');
    const ids = new Set(RAW.map((row) => row.opportunity_id));
    expect([isUsable, report.read, report.kept]).toEqual([true, RAW.length, ids.size]);
  });

  it('finds by their values what names say nothing of, and is sure of none that it guesses', async () => {
    const input = await csv('blind.csv', COLUMNS, (column) => `c${COLUMNS.indexOf(column)}`);
    const proposed = await proposeMapping(input);
    const right = proposed.columns.filter(({ column, from }) => from === `c${COLUMNS.indexOf(column)}`);
    const wrong = proposed.columns.filter((each) => !right.includes(each));
    expect(right.length).toBeGreaterThan(35);
    expect(wrong.filter(({ sure }) => sure === 'high')).toEqual([]);
    const { isUsable, report } = await imported(input, proposed.yaml, 'blind');
    expect([isUsable, report.kept]).toEqual([true, new Set(RAW.map((row) => row.opportunity_id)).size]);
  });

  it('tells formats of dates, epochs with their unit, decimal commas, currencies and lists from the values', async () => {
    const path = join(folder, 'kinds.csv');
    const lines = Array.from({ length: 40 }, (_, index) =>
      [
        `D-${index}`,
        `${1_760_000_000_000 + index * 86_400_000}`,
        `${String((index % 28) + 1).padStart(2, '0')}/03/2026`,
        `1.${String(index).padStart(3, '0')},50`,
        index % 3 === 0 ? 'EUR' : 'USD',
        'Amazon S3|AWS Lambda',
        index % 2 === 0 ? 'Big' : 'Little',
      ].join(';'),
    );
    await writeFile(path, ['Deal ID;Won on;Kick off;Amount;Ccy;Products;Account size', ...lines].join('\n'));
    const { yaml } = await proposeMapping(path);
    const mapping = parseMapping(yaml, 'proposed.yaml');
    expect(mapping.kind === 'projects' ? mapping.columns : mapping).toEqual({
      opportunity_id: 'Deal ID',
      close_date: { as: 'epoch', from: 'Won on', unit: 'ms' },
      planned_delivery_start_date: { as: 'date', from: 'Kick off', format: 'DD/MM/YYYY' },
      annual_run_rate_usd: { as: 'money', from: 'Amount', currencyFrom: 'Ccy', decimal: 'comma' },
      services: { as: 'list', from: 'Products', separator: '|' },
      customer_segment: 'Account size',
    });
    expect(yaml).toContain('#   EUR: { usd: 1.00');
    expect(yaml).toContain('most values are none of our list, use as: lookup (Big, Little …)');
  });

  it('writes a mapping that can be read back, whatever the headers and the cells are', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(
          fc.string({ minLength: 1, maxLength: 8 }).map((name) => name.trim()),
          { minLength: 1, maxLength: 6 },
        ),
        fc.array(fc.string({ maxLength: 8 }), { minLength: 1, maxLength: 6 }),
        async (names, cells) => {
          const header = [
            'Deal ID',
            ...names.filter((name) => name !== '' && name !== 'Deal ID' && !name.includes('\u0000')),
          ];
          const quote = (text: string) => `"${text.replaceAll('"', '""').replaceAll('\u0000', '')}"`;
          const rows = [
            header,
            ...cells.map((cell, index) => [`D${index}`, ...header.slice(1).map(() => cell)]),
          ];
          const path = join(folder, 'any.csv');
          await writeFile(path, rows.map((row) => `${row.map(quote).join(',')}\n`).join(''));
          const { yaml } = await proposeMapping(path);
          parseMapping(yaml, 'any.yaml');
        },
      ),
      { numRuns: 60 },
    );
  });
});
