import type { Scope } from '#knowledge-base/artifacts/artifact.ts';

/**
 * Whose projects were looked at, for a person. The one partner of a scope is named when the projects found have
 * one partner's name; of several no name can be told from an id.
 */
export function scopeInWords(
  scope: Scope,
  found: readonly { readonly partnerName: string | null }[] = [],
): string {
  if (scope.kind === 'organisation') return 'all partners of the organisation';
  const { partnerIds } = scope;
  const [name, ...others] = new Set(found.map(({ partnerName }) => partnerName));
  if (partnerIds.length === 1 && typeof name === 'string' && others.length === 0) {
    return `${name} (${partnerIds.join()})`;
  }
  return `${partnerIds.length === 1 ? 'partner' : 'partners'} ${[...partnerIds].sort().join(', ')}`;
}
