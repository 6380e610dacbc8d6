import { createHash } from 'node:crypto';
import type { Scope } from '#knowledge-base/artifacts/artifact.ts';
import type { EvalCase } from '../cases/eval-case.ts';
import type { EvalSeller } from './target.ts';

/** A session of a case: who speaks in it, under an id of its own. */
export interface CaseSession {
  readonly name: string;
  /** 64 hex digits, of (run, case, session, repeat, variant): no two conversations ever share one. */
  readonly sessionId: string;
  readonly sellerId: string;
  readonly sellerName: string;
  readonly scope: Scope;
}

export interface SessionKey {
  readonly runId: string;
  readonly variant: string;
  readonly repeat: number;
}

/** The case cannot be held: it names a seller who is not there. */
export class UnknownSellerError extends Error {
  override readonly name = 'UnknownSellerError';
  readonly code = 'unknown-seller';
}

/** @throws {UnknownSellerError} */
export function sessionsOf(
  { id, sessions }: EvalCase,
  sellers: readonly EvalSeller[],
  { runId, variant, repeat }: SessionKey,
): ReadonlyMap<string, CaseSession> {
  return new Map(
    Object.entries(sessions).map(([name, { seller, name: madeUpName, partners }]) => {
      const key = JSON.stringify([runId, id, name, repeat, variant]);
      const sessionId = createHash('sha256').update(key).digest('hex');
      const {
        sellerId,
        name: sellerName,
        scope,
      } = partners === undefined
        ? knownSeller(seller ?? '', sellers)
        : { sellerId: `eval-${name}`, name: madeUpName ?? name, scope: scopeOf(partners) };
      return [name, { name, sessionId, sellerId, sellerName, scope }];
    }),
  );
}

function knownSeller(wanted: string, sellers: readonly EvalSeller[]): EvalSeller {
  const found = sellers.find(({ sellerId }) => sellerId === wanted);
  if (found !== undefined) return found;
  // A target without a directory lets anybody speak, for the whole organisation.
  if (sellers.length === 0) return { sellerId: wanted, name: wanted, scope: { kind: 'organisation' } };
  const known = sellers.map(({ sellerId }) => sellerId).join(', ');
  throw new UnknownSellerError(`there is no seller ${wanted}; there are ${known}`);
}

function scopeOf(partners: 'all' | readonly string[]): Scope {
  return partners === 'all' ? { kind: 'organisation' } : { kind: 'partners', partnerIds: partners };
}
