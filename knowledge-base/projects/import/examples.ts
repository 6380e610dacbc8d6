import type { DoubtReason, DropReason } from '../normalise-reasons.ts';
import type { ProjectsMapping } from './mapping.ts';
import { namedColumns } from './mapping-columns.ts';
import { shownCell } from './shown-cell.ts';
import type { SourceRow } from './source-rows.ts';

/** A row that a reason was found on. */
export interface RowExample {
  /** Of the row among all; a report tells the file and the row instead. */
  readonly place: number;
  /** What the columns of the source that it is about hold, shortened. */
  readonly values: Readonly<Record<string, string>>;
}

/** The columns of ours that a reason is about, as beginnings of their names. */
const ABOUT: Readonly<Partial<Record<DropReason | DoubtReason, readonly string[]>>> = {
  'no-opportunity-id': ['opportunity_id', 'opportunity_name', 'customer_name'],
  'duplicate-opportunity': ['opportunity_id'],
  'close-date-unreadable': ['close_date'],
  'close-after-start': ['close_date', 'planned_delivery_start_date'],
  'close-in-future': ['close_date'],
  'start-date-unreadable': ['planned_delivery_start_date'],
  'end-date-unreadable': ['planned_delivery_end_date'],
  'end-before-start': ['planned_delivery_start_date', 'planned_delivery_end_date'],
  'date-order-assumed': ['close_date', 'planned_delivery'],
  'stated-arr-unreadable': ['annual_run_rate_usd'],
  'stated-arr-negative': ['annual_run_rate_usd'],
  'stated-arr-at-odds': ['annual_run_rate_usd', 'service'],
  'cost-unreadable': ['service'],
  'cost-negative': ['service'],
  'cost-without-service': ['service'],
  'service-unlisted': ['service'],
  'services-beyond-slots': ['services'],
  'other-currency': ['annual_run_rate_usd', 'service'],
  'not-in-lookup': [''],
  'segment-unknown': ['customer_segment'],
  'industry-unknown': ['industry'],
  'country-unknown': ['country'],
  'region-unknown': ['opportunity_region'],
  'opportunity-type-unknown': ['opportunity_type'],
  'stage-unknown': ['stage'],
  'phase-unknown': ['migration_phase'],
};
const MOST_EXAMPLES = 5;
const MOST_VALUES = 8;

/** Keeps the first five rows of each reason, of rows that come in their order. */
export function createExampleCollector(mapping: ProjectsMapping, header: readonly string[]) {
  const named = namedColumns(mapping).map(({ place, column }) => ({
    ours: place.split('.')[1] ?? '',
    column,
    index: header.indexOf(column),
    isLookup: isLookup(mapping, place.split('.')[1] ?? ''),
  }));
  const collected: Partial<Record<DropReason | DoubtReason, RowExample[]>> = {};
  return {
    add(reason: DropReason | DoubtReason, place: number, row: SourceRow): void {
      collected[reason] ??= [];
      const examples = collected[reason];
      if (examples.length < MOST_EXAMPLES) examples.push({ place, values: valuesOf(reason, row) });
    },
    collected: () => collected,
  };

  function valuesOf(reason: DropReason | DoubtReason, { cells, fault }: SourceRow): Record<string, string> {
    if (fault === 'wrong-cell-count')
      return { cells: `${cells.length} of ${header.length}`, row: shownCell(cells.join(' | ')) };
    if (fault !== undefined) return { row: shownCell(cells.join(' | ')) };
    if (reason === 'quote-broken') {
      const broken = cells.findIndex((cell) => typeof cell === 'string' && cell.includes('"'));
      return { [header[broken] ?? 'row']: shownCell(cells[broken] ?? cells.join(' | ')) };
    }
    const beginnings = ABOUT[reason] ?? ['opportunity_id'];
    const about = named.filter(
      ({ ours, isLookup: looked }) =>
        beginnings.some((beginning) => ours.startsWith(beginning)) && (reason !== 'not-in-lookup' || looked),
    );
    const filled = about.filter(({ index }) => shownCell(cells[index]) !== '').slice(0, MOST_VALUES);
    return Object.fromEntries(
      filled.map(({ column, index }) => [shownCell(column), shownCell(cells[index])]),
    );
  }
}

function isLookup({ columns }: ProjectsMapping, ours: string): boolean {
  const source: unknown = Reflect.get(columns, ours);
  return typeof source === 'object' && source !== null && 'as' in source && source.as === 'lookup';
}
