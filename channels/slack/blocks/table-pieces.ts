import type { DataTableBlock, KnownBlock, RawNumberElement, RawTextElement } from '@slack/types';
import { formatCount } from '#action-groups/kernel/format.ts';
import { type Cell, cellText, type Table, type Unit } from '#channels/render/table.ts';
import { clipText, contextBlock, lineSections, type Piece, titleBlock } from './make-blocks.ts';
import { SLACK_LIMITS as LIMITS } from './slack-limits.ts';

export interface TableOptions {
  /** Where what has no room here is to be had, such as `Export CSV has all.` */
  readonly whole: string;
  /** Shown instead of a table without rows; nothing when left out. */
  readonly none?: string;
  /** False where the title stands above already. */
  readonly hasTitle?: boolean;
  /** Characters that the table may take. */
  readonly characters?: number;
}

/** Of a table, where nothing else is said: two of them and the words have room in one message. */
const CHARACTERS = 4_500;
const MOST_CELL = 240;
const MOST_NAME = 60;
const MOST_COLUMN_CHARACTERS = 4_000;
/** Rows of a page of the table; Slack shows five when it is not told. */
const PAGE_ROWS = 10;

/**
 * A table as Slack's `data_table`: numbers can be sorted, and what has no room is counted below with the way to it.
 * Where Slack does not know the block, one line a row.
 * @see https://docs.slack.dev/reference/block-kit/blocks/data-table-block
 */
export function tablePieces(table: Table, options: TableOptions): readonly Piece[] {
  const { none, whole, characters = CHARACTERS, hasTitle = true } = options;
  if (table.rows.length === 0 || table.columns.length === 0)
    return none === undefined ? [] : [{ blocks: lineSections([none]), title: table.title }];
  const columns = table.columns.slice(0, LIMITS.tableColumns);
  const names = columns.map(({ name }) => clipText(name, MOST_NAME) || NOTHING);
  const most = Math.min(MOST_CELL, Math.floor(MOST_COLUMN_CHARACTERS / columns.length) - MOST_NAME);
  const { rows, lines } = rowsWithin(table.rows, characters, (row) => {
    const cells = columns.map(({ unit }, index) => cellOf(row[index] ?? null, unit, most));
    return { cells, line: lineOf(cells, names) };
  });
  const shown = rows.length;
  const left = [
    ...(shown < table.rows.length
      ? [
          `${formatCount(table.rows.length - shown, 'row')} of ${table.rows.length.toLocaleString('en-US')} not shown here`,
        ]
      : []),
    ...(columns.length < table.columns.length
      ? [`${formatCount(table.columns.length - columns.length, 'column')} not shown here`]
      : []),
    ...(rows
      .slice(0, shown)
      .flat()
      .some(({ isClipped }) => isClipped)
      ? ['long texts are shortened']
      : []),
  ];
  const note: readonly KnownBlock[] =
    left.length === 0 ? [] : [contextBlock([`${table.title}: ${left.join('; ')}. ${whole}`])];
  const heading = hasTitle ? [titleBlock(table.title)] : [];
  const block: DataTableBlock = {
    type: 'data_table',
    caption: clipText(table.title, LIMITS.header) || 'Table',
    page_size: PAGE_ROWS,
    rows: [names.map(textCell), ...rows.map((row) => row.map(({ element }) => element))],
  };
  return [
    {
      title: table.title,
      // A caption is read out and not shown.
      blocks: [...heading, block, ...note],
      plainBlocks: [...heading, ...lineSections(lines, '• '), ...note],
    },
  ];
}

const NOTHING = '—';

interface ShownCell {
  readonly element: RawNumberElement | RawTextElement;
  readonly isClipped: boolean;
}

function cellOf(cell: Cell, unit: Unit, most: number): ShownCell {
  const words = cellText(cell, unit);
  const text = clipText(words, most) || NOTHING;
  const isNumber = typeof cell === 'number' && Number.isFinite(cell);
  return {
    element: isNumber ? { type: 'raw_number', value: cell, text } : textCell(text),
    isClipped: text.endsWith('…') && !words.endsWith('…'),
  };
}

function textCell(text: string): RawTextElement {
  return { type: 'raw_text', text };
}

/** `Amazon Aurora. Share of projects: 88 %; Projects: 169`. */
function lineOf(row: readonly ShownCell[], names: readonly string[]): string {
  const [first, ...others] = row.map(({ element }) => element.text);
  const named = others.map((text, index) => `${names[index + 1]}: ${text}`);
  return named.length === 0 ? `${first}` : `${first}. ${named.join('; ')}`;
}

interface ShownRow {
  readonly cells: readonly ShownCell[];
  readonly line: string;
}

/** Rows from the first as far as there is room for them in both forms; at least one. */
function rowsWithin(all: Table['rows'], most: number, show: (row: Table['rows'][number]) => ShownRow) {
  const shown: ShownRow[] = [];
  let [inCells, inLines] = [0, 0];
  for (const row of all.slice(0, LIMITS.tableRows - 1)) {
    const next = show(row);
    inCells += next.cells.reduce((sum, { element }) => sum + element.text.length, 0);
    inLines += next.line.length + 3;
    if (shown.length > 0 && Math.max(inCells, inLines) > most) break;
    shown.push(next);
  }
  return { rows: shown.map(({ cells }) => cells), lines: shown.map(({ line }) => line) };
}
