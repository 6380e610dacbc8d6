import type { Parser } from '../text/grammar.ts';
import type { Token } from '../text/tokens.ts';
import type { FactField, TokenRange } from './fact.ts';
import type { LabelledField } from './labels.ts';

/**
 * A row of headings with one row of values below it, as pasted from a CRM: cells are parted by bars, tabs or several
 * blanks. Null when there is none. With several rows of values there are several deals: only the headings are taken,
 * so that none is read as a label of the next.
 */
export function readHeaderRow(
  tokens: readonly Token[],
  label: Parser<FactField>,
): { readonly range: TokenRange; readonly fields: readonly LabelledField[] } | null {
  // Two lines at least, and where nothing parts cells there is no table.
  const lines = linesOf(tokens);
  for (let index = 0; index + 1 < lines.length && index < MOST_LINES; index += 1) {
    const head = lines[index];
    const headings = head === undefined ? [] : cellsOf(tokens, head);
    const fields = headings.map((cell) => headingOf(tokens, cell, label));
    const known = fields.filter((field) => field !== null).length;
    if (head === undefined || known < FEWEST_KNOWN || known * 2 < headings.length) continue;
    const below = lines.slice(index + 1).filter((line) => !isRule(tokens, line));
    const row = below[0];
    const values = row === undefined ? [] : cellsOf(tokens, row);
    if (row === undefined || values.length !== headings.length) continue;
    if (values.every((cell) => headingOf(tokens, cell, label) !== null)) continue;
    if (below[1] !== undefined && cellsOf(tokens, below[1]).length === headings.length)
      return { range: head, fields: [] };
    return { range: { from: head.from, to: row.to }, fields: fieldsOf(head, row, fields, values) };
  }
  return null;
}

const MOST_LINES = 200;
const FEWEST_KNOWN = 2;

/** Each field up to the next one's value, so that the table is used up as a whole. */
function fieldsOf(
  head: TokenRange,
  row: TokenRange,
  fields: readonly (FactField | null)[],
  values: readonly TokenRange[],
): readonly LabelledField[] {
  const found = fields.flatMap((field, column) => {
    const value = values[column];
    const isFirst = field !== null && fields.indexOf(field) === column;
    return isFirst && value !== undefined && value.to > value.from ? [{ field, value }] : [];
  });
  return found.map(({ field, value }, index) => ({
    field,
    label: field,
    from: index === 0 ? head.from : value.from,
    to: found[index + 1]?.value.from ?? Math.max(row.to, value.to),
    value,
  }));
}

/** Before what a field is called in a CRM: `Billing Country`, `Expected Close Date`. */
const QUALIFIERS: ReadonlySet<string> = new Set(
  'billing shipping end primary sales expected estimated forecast planned target customer account deal opportunity annual total main'.split(
    ' ',
  ),
);

function headingOf(
  tokens: readonly Token[],
  { from, to }: TokenRange,
  label: Parser<FactField>,
): FactField | null {
  if (to <= from) return null;
  const cell = tokens.slice(from, to);
  const whole = label(cell, 0);
  if (whole?.next === cell.length) return whole.value;
  const rest = QUALIFIERS.has(cell[0]?.fold ?? '') ? label(cell, 1) : null;
  return rest?.next === cell.length ? rest.value : null;
}

function linesOf(tokens: readonly Token[]): readonly TokenRange[] {
  const lines: TokenRange[] = [];
  let from = 0;
  for (let at = 0; at <= tokens.length; at += 1) {
    if (at < tokens.length && tokens[at]?.kind !== 'line') continue;
    if (at > from) lines.push({ from, to: at });
    from = at + 1;
  }
  return lines;
}

function isRule(tokens: readonly Token[], { from, to }: TokenRange): boolean {
  return tokens.slice(from, to).every(({ kind }) => kind === 'mark');
}

const WIDE = 2;

/** Between bars, or, on a line without any, between runs of blanks; bars at both ends part nothing. */
function cellsOf(tokens: readonly Token[], { from, to }: TokenRange): readonly TokenRange[] {
  const isBar = (at: number) => tokens[at]?.fold === '|';
  const hasBars = tokens.slice(from, to).some(({ fold }) => fold === '|');
  const [first, last] = [isBar(from) ? from + 1 : from, isBar(to - 1) && to - 1 > from ? to - 1 : to];
  const cells: TokenRange[] = [];
  let open = first;
  for (let at = first; at <= last; at += 1) {
    const gap = (tokens[at]?.start ?? 0) - (tokens[at - 1]?.end ?? 0);
    const parts = at === last || (hasBars ? isBar(at) : at > open && gap >= WIDE);
    if (!parts) continue;
    cells.push({ from: open, to: at });
    open = hasBars ? at + 1 : at;
  }
  return cells.length < 2 ? [] : cells;
}
