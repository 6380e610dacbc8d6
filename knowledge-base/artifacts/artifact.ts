import { z } from 'zod';

/**
 * Whose rows something was made from: the whole organisation, or a set of partners.
 * It is written on every artifact and compared on every load.
 */
export type Scope =
  | { readonly kind: 'organisation' }
  | { readonly kind: 'partners'; readonly partnerIds: readonly string[] };

/** A scope as it is stored beside what it was made from. */
export const storedScope: z.ZodType<Scope> = z.union([
  z.object({ kind: z.literal('organisation') }),
  z.object({ kind: z.literal('partners'), partnerIds: z.array(z.string()) }),
]);

/** True when a reader with `reader` may see what was made from `owner`'s rows. */
export function scopeCovers(reader: Scope, owner: Scope): boolean {
  if (reader.kind === 'organisation') return true;
  if (owner.kind === 'organisation') return false;
  return owner.partnerIds.every((id) => reader.partnerIds.includes(id));
}

/** The canonical text of a scope: part of cache keys. */
export function scopeKey(scope: Scope): string {
  return scope.kind === 'organisation'
    ? 'organisation'
    : `partners:${[...scope.partnerIds].sort().join(',')}`;
}

export const ARTIFACT_TYPES = [
  'analysis',
  'query',
  'insight',
  'funding-plan',
  'return-on-investment',
  'follow-on',
  'roadmap',
] as const;
export type ArtifactType = (typeof ARTIFACT_TYPES)[number];

/** A stored result: the numbers behind an answer, kept apart from its words. */
export interface Artifact {
  readonly type: ArtifactType;
  readonly id: string;
  readonly scope: Scope;
  /** ISO 8601 instant. */
  readonly createdAt: string;
  /** Whom it is about, if it is about one customer: their results are found together. */
  readonly customerName?: string;
  /** The result itself, JSON. */
  readonly body: Readonly<Record<string, unknown>>;
}
