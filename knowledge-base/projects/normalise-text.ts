/** What a reader answers for a cell that says something it cannot read. */
export const UNREADABLE: unique symbol = Symbol('unreadable');

/** A value, null for a blank cell, or {@link UNREADABLE}. */
export type ReadCell<T> = T | null | typeof UNREADABLE;

const BLANKS = new Set([
  '',
  '-',
  '--',
  '—',
  '?',
  '.',
  'n/a',
  'na',
  '#n/a',
  'n.a.',
  'null',
  '(null)',
  'none',
  'nil',
  'nan',
  'tbd',
  'tba',
  'unknown',
  'undefined',
  'not available',
  'not applicable',
]);
const LONGEST_BLANK = 14;
/** What a blank begins with, in either case, or what is trimmed from its beginning. */
const MAY_BEGIN_BLANK: ReadonlySet<number> = new Set(
  [...Array(0x1_0000).keys()].filter((code) => {
    const character = String.fromCharCode(code);
    return (
      character.trim() === '' ||
      [...BLANKS].some((blank) => blank !== '' && blank.startsWith(character.toLowerCase()))
    );
  }),
);

/** True for a cell that says nothing: null, empty, or a word such as N/A, TBD, '-'. */
export function isBlank(cell: unknown): boolean {
  if (cell === null || cell === undefined) return true;
  if (typeof cell === 'number') return Number.isNaN(cell);
  if (typeof cell !== 'string') return false;
  // Most cells say something, and their first letter tells.
  if (cell === '') return true;
  if (!MAY_BEGIN_BLANK.has(cell.charCodeAt(0))) return false;
  if (cell.length > LONGEST_BLANK + 16) return cell.trim() === '';
  return BLANKS.has(cell.trim().toLowerCase());
}

/** The cell as text on one line with single spaces, or null when it is blank or no scalar. */
export function readText(cell: unknown): string | null {
  if (isBlank(cell)) return null;
  if (typeof cell !== 'string')
    return typeof cell === 'number' || typeof cell === 'bigint' || typeof cell === 'boolean'
      ? `${cell}`
      : null;
  const text = SPACES_TO_MEND.test(cell) ? cell.replace(/[\s\p{Cc}]+/gu, ' ').trim() : cell;
  return text === '' ? null : text;
}

/** The same text that holds on to no longer one that it was cut from; for what is kept. */
export function ownText(text: string): string {
  return text.length < 13 ? text : Buffer.from(text, 'utf16le').toString('utf16le');
}

/** Text but for case, accents, punctuation and spaces: what two spellings of one word share. */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

const SPACES_TO_MEND = /^\s|\s$|\s\s|[^\S ]|\p{Cc}/u;
