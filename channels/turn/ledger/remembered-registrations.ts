import type { Registration, TurnLedger } from './turn-ledger.ts';

/** A registration never changes while it is there, and it is there for a day: this long it need not be read again. */
const REMEMBERED_MS = 600_000;
/** Most that are remembered; the oldest go first. */
const MOST_REMEMBERED = 5_000;

export interface RememberedRegistrationsOptions {
  readonly ledger: Pick<TurnLedger, 'register' | 'registered'>;
  readonly clock: () => Date;
}

/**
 * Who asked for a turn, read once a process and not with every part of its stream. That there is none is never
 * remembered.
 */
export function rememberRegistrations({
  ledger,
  clock,
}: RememberedRegistrationsOptions): Pick<TurnLedger, 'register' | 'registered'> {
  const remembered = new Map<string, { readonly registration: Registration; readonly untilMs: number }>();

  const recall = (turnId: string): Registration | undefined => {
    const known = remembered.get(turnId);
    if (known !== undefined && known.untilMs > clock().getTime()) return known.registration;
    remembered.delete(turnId);
    return undefined;
  };
  const remember = (turnId: string, registration: Registration): void => {
    remembered.delete(turnId);
    remembered.set(turnId, { registration, untilMs: clock().getTime() + REMEMBERED_MS });
    const [oldest] = remembered.keys();
    if (remembered.size > MOST_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
  };

  return {
    async registered(turnId, call) {
      const known = recall(turnId);
      if (known !== undefined) return known;
      const found = await ledger.registered(turnId, call);
      if (found !== undefined) remember(turnId, found);
      return found;
    },
    async register(turnId, asked, call) {
      const known = recall(turnId);
      if (known !== undefined) return { ...known, isNew: false };
      const { isNew, ...registration } = await ledger.register(turnId, asked, call);
      remember(turnId, registration);
      return { ...registration, isNew };
    },
  };
}
