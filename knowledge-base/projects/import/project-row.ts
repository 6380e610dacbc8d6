import { type RawProject, ROW_DOUBTS, ROW_FAULT } from '../normalise-project.ts';
import type { DoubtReason, DropReason } from '../normalise-reasons.ts';
import { readText, UNREADABLE } from '../normalise-text.ts';
import { columnOf, PROJECT_COLUMNS } from '../project-columns.ts';
import { SERVICE_SLOTS } from '../project-record.ts';
import type { ColumnSource, ListSource, ProjectsMapping } from './mapping.ts';
import type { RowFault, SourceRow } from './source-rows.ts';
import { createLookup, createMoneyReader, createSourceDateReader, splitList } from './transforms.ts';

type Cells = readonly unknown[];
type Row = Record<string, unknown>;
/** Fills one column of ours, or several; answers what it doubts. */
type Fill = (row: Row, cells: Cells) => DoubtReason | undefined;

const FAULTS = {
  blank: 'not-a-record',
  'wrong-cell-count': 'wrong-cell-count',
  'no-object': 'no-object',
} as const satisfies Record<RowFault, DropReason>;

/**
 * Turns rows of one file into rows under our names; the header has every column that the mapping names. A cell that
 * cannot be read as the mapping says stays unreadable: nothing else is tried on it.
 */
export function compileProjectRow(
  mapping: ProjectsMapping,
  header: readonly string[],
): (row: SourceRow) => RawProject {
  const places = new Map(header.map((name, index) => [name, index]));
  const fills = Object.entries(mapping.columns).flatMap(([name, source]) => {
    if (source === undefined) return [];
    return [
      isServices(name, source) ? servicesFill(source, places) : columnFill(name, source, mapping, places),
    ];
  });
  return ({ cells, fault, isQuoteBroken }) => {
    if (fault !== undefined) return { [ROW_FAULT]: FAULTS[fault] };
    const row: Row = { ...EMPTY };
    let doubts: DoubtReason[] | undefined = isQuoteBroken === true ? ['quote-broken'] : undefined;
    for (const fill of fills) {
      const doubt = fill(row, cells);
      if (doubt === undefined) continue;
      doubts ??= [];
      doubts.push(doubt);
    }
    return doubts === undefined ? row : { ...row, [ROW_DOUBTS]: doubts };
  };
}

/** All columns at once keep the rows of one shape. */
const EMPTY: Row = Object.fromEntries(PROJECT_COLUMNS.map(({ name }) => [name, null]));

const COLUMN_TYPES = new Map<string, string>(PROJECT_COLUMNS.map(({ name, type }) => [name, type]));

function isServices(name: string, source: ColumnSource | ListSource): source is ListSource {
  return name === 'services' && typeof source === 'object' && source.as === 'list';
}

type Places = ReadonlyMap<string, number>;

function columnFill(
  name: string,
  source: ColumnSource | ListSource,
  mapping: ProjectsMapping,
  places: Places,
): Fill {
  const at = (column: string) => places.get(column) ?? -1;
  const described = typeof source === 'string' ? sourceOfType(COLUMN_TYPES.get(name), source) : source;
  switch (described.as) {
    case 'text': {
      if (typeof described.from === 'string') return asItIs(name, at(described.from));
      const from = described.from.map(at);
      const separator = described.separator ?? ' ';
      return (row, cells) => {
        const parts = from.map((place) => readText(cells[place])).filter((text) => text !== null);
        row[name] = parts.length === 0 ? null : parts.join(separator);
        return undefined;
      };
    }
    case 'constant':
      return (row) => {
        row[name] = described.value;
        return undefined;
      };
    case 'money': {
      const place = at(described.from);
      const currency = described.currencyFrom === undefined ? -1 : at(described.currencyFrom);
      const read = createMoneyReader(described, mapping.rates);
      return (row, cells) => {
        const cell = cells[place];
        // Most slots of services are empty.
        row[name] = cell === '' || cell === null ? null : read(cell, cells[currency]);
        return undefined;
      };
    }
    case 'lookup': {
      const place = at(described.from);
      const read = createLookup(described);
      return (row, cells) => {
        const value = read(cells[place]);
        row[name] = value === UNREADABLE ? null : value;
        return value === UNREADABLE ? 'not-in-lookup' : undefined;
      };
    }
    case 'date':
    case 'epoch': {
      const place = at(described.from);
      const order = ('order' in described ? described.order : undefined) ?? mapping.source?.dateOrder;
      // Without an order they are read with everything else, so that an assumed one is doubted.
      if (described.as === 'date' && described.format === undefined && order === undefined)
        return asItIs(name, place);
      const read = createSourceDateReader(described, order);
      return (row, cells) => {
        row[name] = read(cells[place]);
        return undefined;
      };
    }
    case 'list':
      throw new Error(`A list of services cannot fill ${name}.`);
  }
}

function sourceOfType(type: string | undefined, from: string): Exclude<ColumnSource, string> {
  if (type === 'double') return { as: 'money', from };
  return type === 'date' ? { as: 'date', from } : { as: 'text', from };
}

function asItIs(name: string, place: number): Fill {
  return (row, cells) => {
    row[name] = cells[place];
    return undefined;
  };
}

const SLOT_COLUMNS = SERVICE_SLOTS.map((slot) => ({
  service: columnOf(slot),
  monthly: columnOf(`${slot}MonthlyUsd`),
  upfront: columnOf(`${slot}UpfrontUsd`),
}));

function servicesFill(source: ListSource, places: Places): Fill {
  const { separator } = source;
  const list = (column: string | undefined) => {
    if (column === undefined) return () => undefined;
    const place = places.get(column) ?? -1;
    return (cells: Cells) => splitList(cells[place], separator);
  };
  const [servicesOf, monthlyOf, upfrontOf] = [source.from, source.monthlyFrom, source.upfrontFrom].map(list);
  const readMoney = createMoneyReader({});
  const cost = (costs: readonly string[] | undefined, index: number) => {
    const cell = costs?.[index];
    return cell === undefined ? null : readMoney(cell, undefined);
  };
  return (row, cells) => {
    const [monthly, upfront] = [monthlyOf?.(cells), upfrontOf?.(cells)];
    let slot = 0;
    for (const [index, service] of (servicesOf?.(cells) ?? []).entries()) {
      if (service === '') continue;
      const columns = SLOT_COLUMNS[slot];
      if (columns === undefined) return 'services-beyond-slots';
      row[columns.service] = service;
      row[columns.monthly] = cost(monthly, index);
      row[columns.upfront] = cost(upfront, index);
      slot += 1;
    }
    return undefined;
  };
}
