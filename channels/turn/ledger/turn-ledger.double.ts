import { LEASE_MS, type LedgerEntry, LedgerError, type LedgerEvent, type TurnLedger } from './turn-ledger.ts';
import type { NotedTurn, NotedVerdict, TurnNotes } from './turn-notes.ts';

interface Kept {
  entry: LedgerEntry;
  holder: string;
  leaseUntil: number;
  readonly batches: Map<number, readonly LedgerEvent['event'][]>;
}

/** A turn ledger in memory, for tests of what stands on one; `break` makes every call fail until it is called with false. */
export function memoryTurnLedger(
  clock: () => Date,
): TurnLedger & { break(isBroken: boolean): void; calls: number } {
  const turns = new Map<string, Kept>();
  const requests = new Map<string, Awaited<ReturnType<TurnLedger['registered']>>>();
  const handedOn = new Set<string>();
  let isBroken = false;

  const nowMs = () => clock().getTime();
  const reach = () => {
    ledger.calls += 1;
    if (isBroken) throw new LedgerError('ledger-unavailable', 'the turn ledger could not be reached');
  };
  const isOver = ({ entry }: Kept) => entry.state === 'done' || entry.state === 'failed';
  const held = ({ turnId, holder }: { turnId: string; holder: string }): Kept => {
    reach();
    const kept = turns.get(turnId);
    if (kept === undefined || kept.holder !== holder || isOver(kept))
      throw new LedgerError('lease-lost', turnId);
    kept.leaseUntil = nowMs() + LEASE_MS;
    return kept;
  };
  const change = (kept: Kept, changes: Partial<LedgerEntry>) => {
    kept.entry = { ...kept.entry, ...changes };
  };

  const ledger: TurnLedger & { break(isBroken: boolean): void; calls: number } = {
    calls: 0,
    break(broken) {
      isBroken = broken;
    },
    async register(turnId, asked) {
      reach();
      const before = requests.get(turnId);
      requests.set(turnId, before ?? asked);
      return { ...(before ?? asked), isNew: before === undefined };
    },
    async registered(turnId) {
      reach();
      return requests.get(turnId);
    },
    async take({ turnId, holder }) {
      reach();
      const kept = turns.get(turnId);
      if (kept === undefined) {
        const entry: LedgerEntry = {
          turnId,
          state: 'claimed',
          place: {},
          attempts: 1,
          isCancelled: false,
          createdAt: clock().toISOString(),
        };
        turns.set(turnId, { entry, holder, leaseUntil: nowMs() + LEASE_MS, batches: new Map() });
        return { status: 'taken', entry };
      }
      if (isOver(kept)) return { status: 'ended', entry: kept.entry };
      if (kept.leaseUntil > nowMs()) return { status: 'busy', leaseLeftMs: kept.leaseUntil - nowMs() };
      change(kept, { attempts: kept.entry.attempts + 1 });
      kept.holder = holder;
      kept.leaseUntil = nowMs() + LEASE_MS;
      return { status: 'taken', entry: kept.entry };
    },
    renew: async (turn) => ({ isCancelled: held(turn).entry.isCancelled }),
    placed: async (turn, place) => change(held(turn), { place, state: 'placed' }),
    answered: async (turn, result) => change(held(turn), { result, state: 'answered' }),
    ended: async (turn, state) => change(held(turn), { state }),
    async release({ turnId, holder }) {
      const kept = turns.get(turnId);
      if (kept?.holder === holder) kept.leaseUntil = 0;
    },
    async cancel(turnId) {
      reach();
      const kept = turns.get(turnId);
      if (kept === undefined || isOver(kept)) return false;
      change(kept, { isCancelled: true });
      return true;
    },
    async find(turnId) {
      reach();
      return turns.get(turnId)?.entry;
    },
    async append(turn, first, events) {
      const { batches } = held(turn);
      if (!batches.has(first)) batches.set(first, structuredClone(events));
    },
    async events(turnId, after) {
      reach();
      const batches = [...(turns.get(turnId)?.batches ?? [])].sort(([a], [b]) => a - b);
      return batches
        .flatMap(([first, events]) => events.map((event, index) => ({ sequence: first + index, event })))
        .filter(({ sequence }) => sequence > after);
    },
    async heads(turnIds) {
      reach();
      const found = turnIds.flatMap((turnId) => {
        const kept = turns.get(turnId);
        return kept === undefined ? [] : [[turnId, kept] as const];
      });
      return new Map(
        found.map(([turnId, kept]) => [turnId, { lastEvent: lastEventOf(kept), hasEnded: isOver(kept) }]),
      );
    },
    async noteHandedOn(key) {
      const isNew = !handedOn.has(key);
      handedOn.add(key);
      return isNew;
    },
    wasHandedOn: async (key) => handedOn.has(key),
  };
  return ledger;
}

function lastEventOf({ batches }: Kept): number {
  return Math.max(0, ...[...batches].map(([first, events]) => first + events.length - 1));
}

/** Turn notes in memory. */
export function memoryTurnNotes(): TurnNotes {
  const conversations = new Map<string, NotedTurn[]>();
  const verdicts = new Map<string, NotedVerdict>();
  const nameOf = (...parts: readonly string[]) => JSON.stringify(parts);
  return {
    async noteTurn({ channel, thread, sellerId }, turn) {
      const name = nameOf(channel, thread, sellerId);
      const noted = conversations.get(name) ?? [];
      if (!noted.some(({ turnId }) => turnId === turn.turnId)) conversations.set(name, [...noted, turn]);
    },
    turnsOf: async ({ channel, thread, sellerId }, most) =>
      (conversations.get(nameOf(channel, thread, sellerId)) ?? [])
        .toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : 1))
        .slice(-most),
    isUsed: async ({ channel, thread }) =>
      [...conversations.keys()].some((name) => name.startsWith(nameOf(channel, thread).slice(0, -1))),
    async noteVerdict(turnId, verdict) {
      verdicts.set(turnId, verdict);
    },
    verdictOf: async (turnId) => verdicts.get(turnId),
  };
}
