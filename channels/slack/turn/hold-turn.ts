import { type Holder, LEASE_MS, LedgerError, type TurnLedger } from '#channels/turn/ledger/turn-ledger.ts';

export interface HoldOptions {
  readonly ledger: Pick<TurnLedger, 'renew'>;
  readonly held: Holder;
  /** The ledger's own; {@link LEASE_MS} when left out. */
  readonly leaseMs?: number | undefined;
  readonly nowMs: () => number;
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly signal: AbortSignal;
  readonly onFailure: (where: string, error: unknown) => void;
}

/** A turn that is held for as long as it is worked on. */
export interface TurnHold {
  /**
   * Aborts when the worker is to end, and when the turn is no longer surely ours: another may have it, and would
   * write beside us. Ends well before the lease does, so that what is on its way then arrives before another begins.
   */
  readonly signal: AbortSignal;
  /** Aborts when the asker has asked to stop. */
  readonly stopped: AbortSignal;
  /** Told after each renewal, which number it was; gives back how to hear no more. */
  onRenewed(listener: (count: number) => void): () => void;
  end(): Promise<void>;
}

/** How often the ledger is told that somebody is at it, and asked whether to stop. */
export const RENEW_MS = 2_000;
/** The part of a lease in which no new call is begun: of three minutes, half a minute; a call takes 10 s at most. */
const SAFE_PART = 5 / 6;

/** Renews the hold from now on. */
export function holdTurn(options: HoldOptions): TurnHold {
  const { ledger, held, nowMs, pause, leaseMs = LEASE_MS } = options;
  const ended = new AbortController();
  const lost = new AbortController();
  const stopped = new AbortController();
  const listeners = new Set<(count: number) => void>();
  const signal = AbortSignal.any([options.signal, lost.signal]);
  const running = renewing();
  return {
    signal,
    stopped: stopped.signal,
    onRenewed(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async end() {
      ended.abort();
      await running;
    },
  };

  async function renewing(): Promise<void> {
    const until = AbortSignal.any([ended.signal, signal]);
    let safeUntilMs = nowMs() + leaseMs * SAFE_PART;
    for (let count = 1; ; count += 1) {
      try {
        await pause(RENEW_MS, until);
        const begunMs = nowMs();
        const { isCancelled } = await ledger.renew(held, { signal: until });
        safeUntilMs = begunMs + leaseMs * SAFE_PART;
        if (isCancelled) stopped.abort(new Error('the asker stopped it'));
        for (const listener of listeners) listener(count);
      } catch (error) {
        if (until.aborted) return;
        options.onFailure('turn ledger', error);
        const isLost = error instanceof LedgerError && error.code === 'lease-lost';
        if (!isLost && nowMs() < safeUntilMs) continue;
        lost.abort(isLost ? error : new LedgerError('lease-lost', 'not renewed in time', { cause: error }));
        return;
      }
    }
  }
}
