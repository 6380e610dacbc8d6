import type { Scope } from '#knowledge-base/artifacts/artifact.ts';

/** Whose projects were looked at, for a person. */
export function scopeInWords(scope: Scope): string {
  if (scope.kind === 'organisation') return 'all partners of the organisation';
  const { partnerIds } = scope;
  return `${partnerIds.length === 1 ? 'partner' : 'partners'} ${[...partnerIds].sort().join(', ')}`;
}
