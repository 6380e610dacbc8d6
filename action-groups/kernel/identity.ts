import { z } from 'zod';
import type { Scope } from '#knowledge-base/artifacts/artifact.ts';
import { OperationError } from './operation-error.ts';

/** Who asks, as the channel verified it. */
export interface Identity {
  readonly sellerId: string;
  readonly scope: Scope;
  /** The seller's calendar day, YYYY-MM-DD. */
  readonly today: string;
}

const encoded = z.object({
  sellerId: z.string().min(1),
  partnerIds: z.string().min(1),
  today: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
});

const WHOLE_ORGANISATION = '*';

/** Session attributes are text: `partnerIds` is `*` for the whole organisation, else ids joined by commas. */
export function encodeIdentity(identity: Identity): Record<string, string> {
  const { scope } = identity;
  return {
    sellerId: identity.sellerId,
    partnerIds: scope.kind === 'organisation' ? WHOLE_ORGANISATION : scope.partnerIds.join(','),
    today: identity.today,
  };
}

/** @throws {OperationError} `not-identified` when an attribute is missing or unreadable. */
export function decodeIdentity(attributes: Readonly<Record<string, string>>): Identity {
  const parsed = encoded.safeParse(attributes);
  if (!parsed.success) {
    const names = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
    throw new OperationError('not-identified', `session attributes missing or unreadable: ${names}`);
  }
  const { sellerId, partnerIds, today } = parsed.data;
  const ids = partnerIds.split(',').filter((id) => id !== '');
  return {
    sellerId,
    scope:
      partnerIds === WHOLE_ORGANISATION ? { kind: 'organisation' } : { kind: 'partners', partnerIds: ids },
    today,
  };
}
