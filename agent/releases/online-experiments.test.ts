import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate } from './assignment.ts';
import { assign, type OnlineExperiment, parseOnlineExperiment } from './online-experiment.ts';
import { canaryExperiment, createPinnedExperiments, EXPERIMENT_PIN } from './online-experiments.ts';
import { canaryPin, type PinStore, PinStoreError } from './pin-store.ts';

function experiment(state: 'running' | 'stopped' = 'running'): OnlineExperiment {
  const { base = [], candidate = [] } = allocate({ base: 50, candidate: 50 });
  return {
    id: 'tone',
    salt: 'tone-1',
    state,
    variants: {
      base: { buckets: base.map(([from, to]) => [from, to]) },
      candidate: { alias: 'canary', buckets: candidate.map(([from, to]) => [from, to]) },
    },
  };
}

const signal = new AbortController().signal;

function pinned(pins: Record<string, string>) {
  let now = Date.parse('2026-11-25T09:00:00.000Z');
  const failures: unknown[] = [];
  const reads: string[] = [];
  const store: Pick<PinStore, 'read'> = {
    async read(name) {
      reads.push(name);
      const value = pins[name];
      if (value === 'down') throw new PinStoreError('pin-store-unavailable', 'down');
      return value === undefined ? undefined : { value, revision: 1, writtenAt: '' };
    },
  };
  const experiments = createPinnedExperiments({
    pins: { ...store, write: () => Promise.reject(new TypeError('unused')), history: async () => [] },
    clock: () => new Date(now),
    onFailure: (_, error) => failures.push(error),
  });
  const later = (ms: number) => {
    now += ms;
  };
  const of = (sellerId: string, tier: 'standard' | 'enhanced' = 'standard') =>
    experiments.assignmentOf({ sellerId, tier }, { signal });
  return { of, failures, reads, later };
}

describe('assign', () => {
  it('gives a user the same variant each time, with its alias and the sizes of all', () => {
    expect(assign(experiment(), 'olivia', 'standard')).toEqual(assign(experiment(), 'olivia', 'enhanced'));
    const all = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((user) =>
      assign(experiment(), user, 'standard'),
    );
    expect(all).toContainEqual({
      experiment: 'tone',
      variant: 'candidate',
      alias: 'canary',
      weights: { base: 5_000, candidate: 5_000 },
    });
    expect(all).toContainEqual({
      experiment: 'tone',
      variant: 'base',
      weights: { base: 5_000, candidate: 5_000 },
    });
  });

  it('gives nobody anything once it is stopped, or in a tier that takes no part', () => {
    expect(assign(experiment('stopped'), 'olivia', 'standard')).toBeUndefined();
    expect(assign({ ...experiment(), tiers: ['enhanced'] }, 'olivia', 'standard')).toBeUndefined();
  });
});

describe('parseOnlineExperiment', () => {
  it('reads what was written', () => {
    expect(parseOnlineExperiment(JSON.stringify(experiment()))).toEqual(experiment());
  });

  it.for([
    ['', 'no JSON'],
    ['7', 'it: '],
    [JSON.stringify({ ...experiment(), state: 'on' }), 'state: '],
    [JSON.stringify({ ...experiment(), variant: {} }), 'Unrecognized key'],
    [
      JSON.stringify({ ...experiment(), variants: { base: { buckets: [[0, 10_000]] } } }),
      'two variants or more',
    ],
    [
      JSON.stringify({
        ...experiment(),
        variants: { base: { buckets: [[0, 10]] }, candidate: { buckets: [[9, 20]] } },
      }),
      "variants.candidate: bucket 9 is base's already",
    ],
    [
      JSON.stringify({
        ...experiment(),
        variants: { base: { buckets: [[9, 9]] }, candidate: { buckets: [[10, 20]] } },
      }),
      'the end is above the beginning',
    ],
  ] as const)('refuses %j', ([text, words]) => {
    expect(() => parseOnlineExperiment(text)).toThrow(words);
  });

  it('never takes anything that is not one', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(() => parseOnlineExperiment(text)).toThrow('experiment');
      }),
    );
  });
});

describe('createPinnedExperiments', () => {
  it('assigns by what is pinned, and looks again after a while: the kill switch', async () => {
    const pins = { [EXPERIMENT_PIN]: JSON.stringify(experiment()) };
    const { of, later, reads } = pinned(pins);
    expect((await of('olivia'))?.experiment).toBe('tone');
    pins[EXPERIMENT_PIN] = JSON.stringify(experiment('stopped'));
    expect((await of('olivia'))?.experiment).toBe('tone');
    expect(reads.filter((name) => name === EXPERIMENT_PIN)).toHaveLength(1);
    later(15_000);
    expect(await of('olivia')).toBeUndefined();
  });

  it('looks again when the clock was set back', async () => {
    const pins = { [EXPERIMENT_PIN]: JSON.stringify(experiment()) };
    const { of, later } = pinned(pins);
    await of('olivia');
    pins[EXPERIMENT_PIN] = JSON.stringify(experiment('stopped'));
    later(-3_600_000);
    expect(await of('olivia')).toBeUndefined();
  });

  it('gives the canary its share of a tier where no experiment runs', async () => {
    const { of } = pinned({ [canaryPin('standard')]: '100', [canaryPin('enhanced')]: '0' });
    expect(await of('olivia')).toMatchObject({
      experiment: 'canary-standard',
      variant: 'canary',
      alias: 'canary',
    });
    expect(await of('olivia', 'enhanced')).toBeUndefined();
  });

  it.for(['down', '{', '{}'])('puts nobody into an experiment that cannot be read: %s', async (value) => {
    const { of, failures } = pinned({ [EXPERIMENT_PIN]: value });
    expect(await of('olivia')).toBeUndefined();
    expect(await of('nora')).toBeUndefined();
    expect(failures).toHaveLength(1);
  });

  it('reports a canary’s share that is none', async () => {
    const { of, failures } = pinned({ [canaryPin('standard')]: 'many' });
    expect(await of('olivia')).toBeUndefined();
    expect(failures).toHaveLength(1);
    expect(canaryExperiment('standard', 0)).toBeUndefined();
  });
});
