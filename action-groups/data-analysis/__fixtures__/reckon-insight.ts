import type { Scope } from '#knowledge-base/artifacts/artifact.ts';
import type { Cell, Row } from '#knowledge-base/projects/warehouse.ts';
import type { InsightSpecification } from '../../query-generation/insight-specification.ts';

/**
 * A portfolio question answered a second time, from the rows alone and by other means than SQL: the code under test has
 * no part in it. It takes values as the data spells them.
 */
export interface Reckoned {
  /** All groups in the order asked for. */
  readonly groups: readonly { readonly keys: readonly string[]; readonly lines: readonly Line[] }[];
  readonly whole: readonly Line[];
  readonly unknown: readonly Line[];
  readonly lost: number;
  readonly open: number;
  readonly undated: number;
}

/** A project, or one of its services. */
export interface Line {
  readonly row: Row;
  readonly figures: Readonly<Record<string, number | null>>;
  readonly inFirst: boolean;
  readonly inSecond: boolean;
}

type Period = NonNullable<InsightSpecification['period']>;

const COLUMNS: Readonly<Record<string, string>> = {
  industry: 'industry',
  customerSegment: 'customer_segment',
  region: 'opportunity_region',
  country: 'country',
  partnerName: 'partner_name',
  customerName: 'customer_name',
  program: 'program',
  migrationPhase: 'migration_phase',
  opportunityType: 'opportunity_type',
  projectType: 'project_type',
  stage: 'stage',
  arrUsd: 'arr_usd',
  mrrUsd: 'mrr_usd',
  upfrontUsd: 'upfront_usd',
  durationMonths: 'duration_months',
  gapDays: 'gap_days',
};
const FIGURES = ['arrUsd', 'mrrUsd', 'upfrontUsd', 'durationMonths', 'gapDays'];

export function reckonInsight(
  rows: readonly Row[],
  asked: InsightSpecification,
  { scope, today }: { readonly scope: Scope; readonly today: string },
): Reckoned {
  const { dimensions = [], filters = [], compareWith } = asked;
  const period = asked.period ?? { from: '1990-01-01', to: today };
  const asksForStages = dimensions.includes('stage') || filters.some(({ field }) => field === 'stage');
  const isWon = (row: Row) => asksForStages || row.stage === 'Committed' || row.stage === 'Launched';
  const seen = rows.filter(
    (row) =>
      (scope.kind === 'organisation' || scope.partnerIds.includes(String(row.partner_id))) &&
      filters.every((filter) => holds(row, filter)),
  );
  const dated = seen.filter(
    (row) =>
      within(row.close_date, period) || (compareWith !== undefined && within(row.close_date, compareWith)),
  );
  const won = dated.filter(isWon);
  const lineOf = (row: Row, figures: Line['figures']): Line => ({
    row,
    figures,
    inFirst: within(row.close_date, period),
    inSecond: compareWith !== undefined && within(row.close_date, compareWith),
  });
  const isSideBySide = compareWith !== undefined && [period, compareWith].every(isYearAtMost);
  const whole = won.map((row) => lineOf(row, figuresOf(row)));
  const unknown: Line[] = [];
  const groups = new Map<string, { keys: string[]; lines: Line[] }>();
  for (const line of whole) {
    const entries = dimensions.includes('service')
      ? servicesOf(line.row).map(({ service, figures }) => ({ service, line: lineOf(line.row, figures) }))
      : [{ service: '', line }];
    const keysOf = (service: string) =>
      dimensions.map((dimension) =>
        dimension === 'service' ? service : keyOf(line.row, dimension, isSideBySide),
      );
    if (entries.length === 0 || keysOf('').some((key) => key === undefined)) {
      unknown.push(line);
      continue;
    }
    if (dimensions.length === 0) continue;
    for (const entry of entries) {
      const keys = keysOf(entry.service).map(String);
      const group = groups.get(keys.join('\u0000')) ?? { keys, lines: [] };
      group.lines.push(entry.line);
      groups.set(keys.join('\u0000'), group);
    }
  }
  const other = dated.filter((row) => !isWon(row));
  const times = (some: readonly Row[]) =>
    some.reduce(
      (sum, row) =>
        sum +
        Number(within(row.close_date, period)) +
        Number(compareWith !== undefined && within(row.close_date, compareWith)),
      0,
    );
  return {
    groups: ordered([...groups.values()], asked),
    whole,
    unknown,
    lost: times(other.filter((row) => row.stage === 'Closed Lost')),
    open: times(other.filter((row) => row.stage !== 'Closed Lost')),
    undated: seen.filter((row) => row.close_date === null && isWon(row)).length,
  };
}

/** One measure of some lines; null where none has the figure. */
export function measureOf(measure: string, lines: readonly Line[], whole: readonly Line[]): number | null {
  if (measure === 'count') return lines.length;
  if (measure === 'customers')
    return new Set(
      lines.flatMap(({ row }) =>
        row.customer_name === null ? [] : [String(row.customer_name).toLowerCase()],
      ),
    ).size;
  if (measure === 'share(count)') return whole.length === 0 ? null : lines.length / whole.length;
  const [, aggregate = '', figure = ''] = /^(\w+)\((\w+)\)$/.exec(measure) ?? [];
  const values = valuesOf(lines, figure);
  if (aggregate === 'share') {
    const all = total(valuesOf(whole, figure));
    return values.length === 0 || all === 0 ? null : total(values) / all;
  }
  if (values.length === 0) return null;
  switch (aggregate) {
    case 'sum':
      return total(values);
    case 'average':
      return total(values) / values.length;
    case 'min':
      return values[0] ?? null;
    case 'max':
      return values.at(-1) ?? null;
    default:
      return quantile(values, { p10: 0.1, median: 0.5, p90: 0.9 }[aggregate] ?? Number.NaN);
  }
}

function valuesOf(lines: readonly Line[], figure: string): number[] {
  return lines.flatMap(({ figures }) => figures[figure] ?? []).sort((a, b) => a - b);
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** Between the two values around the place, as spreadsheets' PERCENTILE.INC has it. */
function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const [low = 0, high = low] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return low + (high - low) * (place - Math.floor(place));
}

function ordered(groups: { keys: string[]; lines: Line[] }[], asked: InsightSpecification) {
  const { dimensions = [], measures, orderBy } = asked;
  const time = dimensions.find((dimension) => ['year', 'quarter', 'month'].includes(dimension));
  const by = orderBy?.by ?? time ?? measures[0] ?? 'count';
  const index = [...dimensions.keys()].find((each) => dimensions[each] === by) ?? -1;
  const isDescending =
    orderBy?.direction === undefined
      ? orderBy === undefined || index < 0
      : orderBy.direction === 'descending';
  const keyOfGroup = ({ keys, lines }: { keys: string[]; lines: Line[] }) => {
    if (index >= 0) return keys[index] ?? null;
    const first = lines.filter(({ inFirst }) => inFirst);
    if (by === 'share(count)') return first.length;
    const key = measureOf(by === 'share(arrUsd)' ? 'sum(arrUsd)' : by, first, []);
    // Equal values may differ in their last digits by the way they were computed.
    return key === null ? null : Math.round(key * 1e4);
  };
  if (orderBy === undefined && time !== undefined && dimensions.length === 2) {
    return inSeries(groups, dimensions.indexOf(time), measures[0] ?? 'count');
  }
  const keyed = groups.map((group) => ({ group, key: keyOfGroup(group) }));
  return keyed
    .sort((a, b) => {
      if (a.key === null || b.key === null)
        return Number(a.key === null) - Number(b.key === null) || byKeys(a.group.keys, b.group.keys);
      const order = a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
      return (isDescending ? -order : order) || byKeys(a.group.keys, b.group.keys);
    })
    .map(({ group }) => group);
}

/** Two time dimensions are told apart by their place; the first is the time line. */
function inSeries(groups: { keys: string[]; lines: Line[] }[], time: number, measure: string) {
  const additive = /^(sum|share)\(/.test(measure) && measure !== 'share(count)';
  const size = (series: string) => {
    const lines = groups.filter(({ keys }) => keys[1 - time] === series).flatMap((group) => group.lines);
    const first = lines.filter(({ inFirst }) => inFirst);
    const key = additive ? measureOf(measure.replace('share', 'sum'), first, []) : first.length;
    return key === null ? null : Math.round(key * 1e4);
  };
  const sizes = new Map(groups.map(({ keys }) => [keys[1 - time] ?? '', size(keys[1 - time] ?? '')]));
  return [...groups].sort((a, b) => {
    const [one, other] = [
      sizes.get(a.keys[1 - time] ?? '') ?? null,
      sizes.get(b.keys[1 - time] ?? '') ?? null,
    ];
    if (one === null || other === null) {
      if (one !== other) return one === null ? 1 : -1;
    } else if (one !== other) return other - one;
    return byKeys([a.keys[1 - time] ?? '', a.keys[time] ?? ''], [b.keys[1 - time] ?? '', b.keys[time] ?? '']);
  });
}

function byKeys(a: readonly string[], b: readonly string[]): number {
  for (const [index, one] of a.entries()) {
    const other = b[index] ?? '';
    if (one !== other) return one < other ? -1 : 1;
  }
  return 0;
}

function holds(
  row: Row,
  { field, operator, values }: NonNullable<InsightSpecification['filters']>[number],
): boolean {
  if (field === 'service') {
    const used = servicesOf(row).map(({ service }) => service);
    return values.some((value) => used.includes(value)) !== (operator === 'isNot');
  }
  if (field === 'text') return values.some((value) => String(row.search_text).includes(` ${value} `));
  const cell = field === 'year' ? (row.close_year ?? null) : (row[COLUMNS[field] ?? ''] ?? null);
  const texts = values.map(String);
  switch (operator) {
    case 'is':
      return cell !== null && texts.includes(String(cell));
    case 'isNot':
      return !(cell !== null && texts.includes(String(cell)));
    case 'contains':
      return texts.some((text) => cell !== null && String(cell).toLowerCase().includes(text.toLowerCase()));
    case 'atLeast':
      return cell !== null && Number(cell) >= Math.min(...texts.map(Number));
    case 'atMost':
      return cell !== null && Number(cell) <= Math.max(...texts.map(Number));
  }
}

function keyOf(row: Row, dimension: string, isSideBySide: boolean): string | undefined {
  const date = String(row.close_date);
  const [year, month] = [date.slice(0, 4), date.slice(5, 7)];
  if (dimension === 'year') return year;
  if (dimension === 'month') return isSideBySide ? month : `${year}-${month}`;
  const quarter = `Q${Math.ceil(Number(month) / 3)}`;
  if (dimension === 'quarter') return isSideBySide ? quarter : `${year}-${quarter}`;
  const cell = row[COLUMNS[dimension] ?? ''] ?? null;
  return cell === null ? undefined : String(cell);
}

function figuresOf(row: Row): Line['figures'] {
  return Object.fromEntries(FIGURES.map((figure) => [figure, numberOf(row[COLUMNS[figure] ?? ''])]));
}

/** The services of a row with their own money, from its slots. */
function servicesOf(row: Row): { service: string; figures: Line['figures'] }[] {
  const slots = ['1', '2', '3', '4', '5', '6', '7', '8', '9', 'other'];
  return slots.flatMap((slot) => {
    const service = row[`service_${slot}`] ?? null;
    if (service === null) return [];
    const [mrrUsd, upfrontUsd] = [
      numberOf(row[`service_${slot}_monthly_usd`]),
      numberOf(row[`service_${slot}_upfront_usd`]),
    ];
    const arrUsd = mrrUsd === null && upfrontUsd === null ? null : 12 * (mrrUsd ?? 0) + (upfrontUsd ?? 0);
    return [{ service: String(service), figures: { ...figuresOf(row), mrrUsd, upfrontUsd, arrUsd } }];
  });
}

function numberOf(cell: Cell | undefined): number | null {
  return typeof cell === 'number' ? cell : null;
}

function within(date: Cell | undefined, { from, to }: Period): boolean {
  return typeof date === 'string' && date >= from && date <= to;
}

function isYearAtMost({ from, to }: Period): boolean {
  const year = String(Number(from.slice(0, 4)) + 1);
  return to < `${year}${from.slice(4)}`;
}
