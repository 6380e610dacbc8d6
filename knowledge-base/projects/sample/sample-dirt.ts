import { dateOfDay, dayNumber } from '../calendar-date.ts';
import type { RawProject } from '../normalise-project.ts';
import type { SeededRandom } from './seeded-random.ts';

type Dirtier = (row: RawProject, random: SeededRandom) => RawProject;

/** What real feeds do to rows. Each takes a clean row and gives a dirty one of the same project. */
const DIRTIERS = {
  'epoch-seconds': (row) => epoch(row, (day) => day * 86_400),
  'epoch-milliseconds': (row) => epoch(row, (day) => day * 86_400_000),
  'epoch-nanoseconds': (row) => epoch(row, (day) => `${BigInt(day) * 86_400_000_000_000n}`),
  'date-format': (row, random) => ({
    ...row,
    close_date: rewritten(row.close_date, random),
    planned_delivery_start_date: rewritten(row.planned_delivery_start_date, random),
    planned_delivery_end_date: rewritten(row.planned_delivery_end_date, random),
  }),
  'impossible-date': (row, random) => ({
    ...row,
    [random.pick(['close_date', 'planned_delivery_end_date'])]: random.pick([
      '2023-02-30',
      '31.11.2022',
      'Q3',
      '0',
    ]),
  }),
  'money-as-text': (row, random) =>
    mapCells(row, /_usd$/, (cell) => (typeof cell === 'number' ? asText(cell, random) : cell)),
  'blank-words': (row, random) =>
    mapCells(
      row,
      /^(?:program|activity_name|business_description|migration_phase|opportunity_sub_region)$/,
      () => random.pick(['N/A', '-', 'null', 'TBD', '', 'n/a', 'unknown']),
    ),
  'close-after-start': (row, random) => ({
    ...row,
    close_date: shifted(row.planned_delivery_start_date, random),
  }),
  'end-before-start': (row, random) => ({
    ...row,
    planned_delivery_end_date: shifted(row.planned_delivery_start_date, random, -1),
  }),
  misspelt: (row, random) => ({
    ...row,
    customer_segment: misspelt(row.customer_segment, random),
    industry: misspelt(row.industry, random),
    service_1: misspelt(row.service_1, random),
  }),
  'stated-at-odds': (row, random) => ({
    ...row,
    annual_run_rate_usd: Math.round(sumOfCosts(row) * random.pick([0.1, 0.4, 2.5, 12])),
  }),
  'negative-cost': (row) => mapCells(row, /^service_2_monthly_usd$/, (cell) => -Number(cell ?? 0)),
} as const satisfies Readonly<Record<string, Dirtier>>;

export type DirtKind = keyof typeof DIRTIERS | 'duplicate';

export const DIRT_KINDS = [...(Object.keys(DIRTIERS) as (keyof typeof DIRTIERS)[]), 'duplicate'] as const;

/** Makes a row dirty in one way that shows on it; a row on which none of a few tries shows stays clean. */
export function dirty(
  row: RawProject,
  random: SeededRandom,
): { readonly raw: RawProject; readonly dirt: DirtKind | null } {
  const kinds = Object.keys(DIRTIERS) as (keyof typeof DIRTIERS)[];
  for (let attempt = 0; attempt < 4; attempt += 1) {
    const dirt = random.pick(kinds);
    const raw: RawProject = DIRTIERS[dirt](row, random);
    if (Object.keys(raw).some((column) => raw[column] !== row[column])) return { raw, dirt };
  }
  return { raw: row, dirt: null };
}

/** The same opportunity again as another export has it: less of it, the case of letters lost. */
export function duplicateOf(row: RawProject): RawProject {
  return {
    ...row,
    business_description: null,
    aws_calculator_url: 'N/A',
    customer_name: `${row.customer_name}`.toUpperCase(),
    partner_name: ` ${row.partner_name} `,
  };
}

function epoch(row: RawProject, of: (day: number) => unknown): RawProject {
  return mapCells(row, /^close_date$/, (cell) => (typeof cell === 'string' ? of(dayNumber(cell)) : cell));
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function rewritten(cell: unknown, random: SeededRandom): unknown {
  if (typeof cell !== 'string') return cell;
  const [year = 0, month = 0, day = 0] = cell.split('-').map(Number);
  return random.pick([
    `${month}/${day}/${year}`,
    `${day}.${month}.${year}`,
    `${MONTHS[month - 1]} ${day}, ${year}`,
    `${day}-${MONTHS[month - 1]}-${year}`,
    `${cell}T09:30:00Z`,
  ]);
}

function asText(usd: number, random: SeededRandom): string {
  const grouped = usd.toLocaleString('en-US', { minimumFractionDigits: 2 });
  return random.pick([`$${grouped}`, grouped, `USD ${grouped}`, `$ ${usd}`]);
}

function shifted(cell: unknown, random: SeededRandom, direction = 1): unknown {
  return typeof cell === 'string' ? dateOfDay(dayNumber(cell) + direction * random.int(5, 90)) : cell;
}

function misspelt(cell: unknown, random: SeededRandom): unknown {
  if (typeof cell !== 'string') return cell;
  return random.pick([
    cell.toUpperCase(),
    cell.replaceAll(/[- ]/g, ''),
    ` ${cell.toLowerCase()} `,
    cell.replaceAll('e', 'a'),
  ]);
}

function sumOfCosts(row: RawProject): number {
  let sum = 0;
  for (const [column, cell] of Object.entries(row))
    if (column.endsWith('_monthly_usd') && typeof cell === 'number') sum += 12 * cell;
  return sum;
}

function mapCells(row: RawProject, columns: RegExp, change: (cell: unknown) => unknown): RawProject {
  const changed: Record<string, unknown> = { ...row };
  for (const column in changed) if (columns.test(column)) changed[column] = change(changed[column]);
  return changed;
}
