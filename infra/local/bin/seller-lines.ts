import type { Seller } from '#channels/turn/seller-directory.ts';
import { shownCell } from '#knowledge-base/projects/import/shown-cell.ts';

/** Who may ask, a line each: what `--seller` takes, and whose projects they see. */
export function sellerLines(sellers: readonly Seller[]): string {
  const width = Math.max(...sellers.map(({ sellerId }) => sellerId.length));
  const lines = sellers.map(({ sellerId, name, about, email, scope }, index) => {
    const sees =
      scope.kind === 'organisation' ? 'the whole organisation' : `partner ${scope.partnerIds.join(', ')}`;
    const whose = about === undefined ? '' : `, ${about}`;
    const address = email === undefined ? '' : `, ${email}`;
    const who = shownCell(`${name}${whose}: sees ${sees}`);
    return `  ${sellerId.padEnd(width)}  ${who}${address}${index === 0 ? ' (default)' : ''}`;
  });
  return ['Sellers:', ...lines].join('\n');
}
