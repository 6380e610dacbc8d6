import type { SellerLoad } from '#channels/turn/dynamodb-seller-load.ts';
import { shownCell } from '#knowledge-base/projects/import/shown-cell.ts';

/** How many of a kind are named. */
const MOST_NAMED = 50;

/** What a load of sellers does or would do, a line each. */
export function describeSellerLoad(file: string, load: SellerLoad, isDryRun: boolean): string {
  const { added, changed, removed, unchanged } = load;
  const total = added.length + changed.length + unchanged;
  const changes = changed.map(({ sellerId, fields }) => `${sellerId} (${fields.join(', ')})`);
  return [
    `${shownCell(file)}: ${total} ${total === 1 ? 'seller' : 'sellers'}${isDryRun ? '; nothing was written (--dry-run)' : ''}`,
    line('added', added),
    line('changed', changes),
    line('removed', removed),
    `  unchanged  ${unchanged}`,
  ].join('\n');
}

function line(what: string, names: readonly string[]): string {
  const more = names.length > MOST_NAMED ? `, and ${names.length - MOST_NAMED} more` : '';
  const named = names.length === 0 ? '' : `: ${names.slice(0, MOST_NAMED).join(', ')}${more}`;
  return `  ${what.padEnd(9)}  ${names.length}${named}`;
}
