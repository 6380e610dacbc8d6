const LONGEST = 60;

/**
 * A cell as a report shows it: on one line, short, and without anything that a terminal or a reader could take for
 * more than text (control characters, marks that turn the direction of writing).
 */
export function shownCell(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  const text =
    typeof cell === 'string'
      ? cell
      : cell instanceof Date
        ? cell.toISOString()
        : typeof cell === 'object'
          ? JSON.stringify(cell, (_, value: unknown) => (typeof value === 'bigint' ? `${value}` : value))
          : String(cell);
  const head = text
    .slice(0, 4 * LONGEST)
    .replace(/[\s\p{Cc}\p{Cf}\p{Cs}]+/gu, ' ')
    .trim();
  const characters = [...head];
  return characters.length <= LONGEST && text.length <= 4 * LONGEST
    ? head
    : `${characters.slice(0, LONGEST - 1).join('')}…`;
}
