import { OPPORTUNITY_FORM } from '#channels/turn/opportunity/opportunity-form.ts';
import { lettersApart, nearest } from '#knowledge-base/projects/nearest.ts';
import { type BatchFault, BatchFileError } from './batch-file-error.ts';

/** What a column of the file is: a field of the form, or the seller's own, which goes through to the results. */
export interface BatchColumn {
  /** As the file has it. */
  readonly name: string;
  readonly field?: string;
}

/** Other names that columns have, by the form's field. Of several columns of a field the first filled one counts. */
const ALIASES: Readonly<Record<string, readonly string[]>> = {
  customerName: ['account', 'account name', 'customer company'],
  place: ['country', 'country code', 'region', 'sales region'],
  targetCloseDate: ['close date', 'expected close date'],
  opportunityName: ['opportunity', 'opportunity title'],
  description: ['use case', 'customer business problem'],
  customerSegment: ['customer segment'],
  partnerName: ['partner name'],
  opportunityType: ['type'],
  expectedAnnualUsd: ['expected arr', 'expected arr usd'],
};

const FIELDS_BY_NAME = new Map(
  OPPORTUNITY_FORM.flatMap(({ name, label }) =>
    [name, label, ...(ALIASES[name] ?? [])].map((known) => [fold(known), name] as const),
  ),
);

/** The form's field that a column of this name fills. */
export function knownColumn(name: string): string | undefined {
  return FIELDS_BY_NAME.get(fold(name));
}

export const MOST_COLUMNS = 60;
/** So few letters between an unknown name and a known one are a slip. */
const SLIP_LETTERS = 2;

/**
 * What the columns of a header are.
 * @throws {BatchFileError} for a column that is needed and missing, one that is there twice, and one that is a slip
 * away from ours: it would be left out unseen
 */
export function readHeader(cells: readonly string[], line: number): readonly BatchColumn[] {
  const columns = cells.map((cell, index): BatchColumn => {
    const name = cell.trim();
    const field = knownColumn(name);
    if (field !== undefined) return { name, field };
    return { name: name === '' ? `column ${index + 1}` : name };
  });
  if (columns.length > MOST_COLUMNS) {
    const words = `The header has ${columns.length} columns; at most ${MOST_COLUMNS} are read. Take out those that are not needed.`;
    throw new BatchFileError('too-many-columns', words);
  }
  const faults = [...doubled(columns), ...misspelt(columns), ...missing(columns)].map((fault) => ({
    ...fault,
    line,
  }));
  const [first] = faults;
  if (first !== undefined) {
    const more = faults.length > 1 ? ` (and ${faults.length - 1} more)` : '';
    throw new BatchFileError(first.code, `${first.message}${more}`, faults);
  }
  return columns;
}

type HeaderFault = Omit<BatchFault, 'line' | 'code'> & {
  readonly code: 'duplicate-column' | 'misspelt-column' | 'missing-column';
};

function doubled(columns: readonly BatchColumn[]): readonly HeaderFault[] {
  return columns.flatMap(({ name }, index) => {
    const before = columns.findIndex((other) => fold(other.name) === fold(name));
    if (before === index) return [];
    const message = `The column “${name}” is there twice (${before + 1} and ${index + 1}): take one out or rename it.`;
    return [{ code: 'duplicate-column' as const, column: name, value: name, message }];
  });
}

function misspelt(columns: readonly BatchColumn[]): readonly HeaderFault[] {
  const filled = new Set(columns.map(({ field }) => field));
  return columns.flatMap(({ name, field }) => {
    if (field !== undefined) return [];
    const meant = OPPORTUNITY_FORM.find(
      (each) =>
        !filled.has(each.name) &&
        [each.name, each.label].some(
          (known) => lettersApart(fold(name), fold(known), SLIP_LETTERS) <= SLIP_LETTERS,
        ),
    );
    if (meant === undefined) return [];
    const message = `The column “${name}” is not known: did you mean “${meant.label}”?`;
    return [{ code: 'misspelt-column' as const, column: name, value: name, message }];
  });
}

function missing(columns: readonly BatchColumn[]): readonly HeaderFault[] {
  const unknown = columns.filter(({ field }) => field === undefined).map(({ name }) => name);
  const slips = new Set(misspelt(columns).map(({ message }) => message));
  return OPPORTUNITY_FORM.filter(
    ({ required, name }) => required && !columns.some(({ field }) => field === name),
  )
    .filter(({ label }) => ![...slips].some((message) => message.includes(`“${label}”`)))
    .map(({ label }) => {
      const near = nearest(label, unknown);
      const hint =
        near === undefined
          ? `The header has ${columns
              .map(({ name }) => name)
              .join(', ')
              .slice(0, 200)}.`
          : `Is it “${near}”? Then rename that.`;
      const message = `The column “${label}” is missing. ${hint}`;
      return { code: 'missing-column' as const, column: label, value: '', message };
    });
}

function fold(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
