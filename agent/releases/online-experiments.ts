import type { Tier } from '#agent/definition/agent-definition.ts';
import { allocate } from './assignment.ts';
import {
  type Assignment,
  assign,
  type OnlineExperiment,
  parseOnlineExperiment,
} from './online-experiment.ts';
import { canaryPin, type PinStore } from './pin-store.ts';

/** The name under which the one experiment that may run is pinned; its value is an OnlineExperiment as JSON. */
export const EXPERIMENT_PIN = 'online/experiment';

/** Port: who takes part in what. */
export interface OnlineExperiments {
  /** Undefined for who takes no part, and whenever it cannot be known: then the channel's own agent answers. */
  assignmentOf(
    user: { readonly sellerId: string; readonly tier: Tier },
    options: { readonly signal: AbortSignal },
  ): Promise<Assignment | undefined>;
}

/** How long what was read counts: the kill switch works within that. */
export const EXPERIMENT_CACHE_MS = 15_000;

export interface PinnedExperimentsOptions {
  readonly pins: PinStore;
  readonly clock: () => Date;
  readonly cacheMs?: number;
  readonly onFailure: (where: string, error: unknown) => void;
}

/**
 * Assignments by what is pinned: the experiment that runs, else the canary's share of users of a tier. What cannot be
 * read puts nobody into an experiment, and is reported; no turn fails or waits for it twice.
 */
export function createPinnedExperiments(options: PinnedExperimentsOptions): OnlineExperiments {
  const experiment = cached(options, async (signal) => {
    const pin = await options.pins.read(EXPERIMENT_PIN, { signal });
    return pin === undefined ? undefined : parseOnlineExperiment(pin.value);
  });
  const canaries = {
    standard: cached(options, (signal) => readCanary('standard', options.pins, signal)),
    enhanced: cached(options, (signal) => readCanary('enhanced', options.pins, signal)),
  };
  return {
    async assignmentOf({ sellerId, tier }, { signal }) {
      const running = await experiment(signal);
      const own = running === undefined ? undefined : assign(running, sellerId, tier);
      if (own !== undefined) return own;
      const canary = await canaries[tier](signal);
      return canary === undefined ? undefined : assign(canary, sellerId, tier);
    },
  };
}

async function readCanary(
  tier: Tier,
  pins: PinStore,
  signal: AbortSignal,
): Promise<OnlineExperiment | undefined> {
  const pin = await pins.read(canaryPin(tier), { signal });
  return pin === undefined ? undefined : canaryExperiment(tier, Number(pin.value));
}

/** A canary as an experiment, so that it can be read like one. Undefined at 0 per cent. */
export function canaryExperiment(tier: Tier, percent: number): OnlineExperiment | undefined {
  if (percent === 0) return undefined;
  const buckets = allocate({ canary: percent, base: 100 - percent });
  return {
    id: `canary-${tier}`,
    salt: `canary-${tier}`,
    state: 'running',
    tiers: [tier],
    variants: {
      base: { buckets: (buckets.base ?? []).map(([from, to]) => [from, to]) },
      canary: { alias: 'canary', buckets: (buckets.canary ?? []).map(([from, to]) => [from, to]) },
    },
  };
}

/** Reads once in a while; a failure is reported and counts as nothing there until the next time. */
function cached<Value>(
  { clock, cacheMs = EXPERIMENT_CACHE_MS, onFailure }: PinnedExperimentsOptions,
  read: (signal: AbortSignal) => Promise<Value | undefined>,
): (signal: AbortSignal) => Promise<Value | undefined> {
  let known: { readonly until: number; readonly value: Promise<Value | undefined> } | undefined;
  return (signal) => {
    const now = clock().getTime();
    // A clock that was set back must not keep what is old.
    if (known === undefined || now >= known.until || now < known.until - cacheMs) {
      const value = read(signal).catch((error: unknown) => {
        onFailure('online experiment', error);
        // Another turn that was not cancelled may read it.
        if (signal.aborted) known = undefined;
        return undefined;
      });
      known = { until: now + cacheMs, value };
    }
    return known.value;
  };
}
