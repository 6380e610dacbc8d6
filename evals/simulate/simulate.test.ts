import { describe, expect, it } from 'vitest';
import { simulate } from './simulate.ts';

const EXPERIMENTS = 120;
const rates = simulate({ experiments: EXPERIMENTS, seed: 20261125 });
/** Three standard errors of a rate at its nominal level. */
const slack = (nominal: number) => 3 * Math.sqrt((nominal * (1 - nominal)) / EXPERIMENTS);

describe('simulate', () => {
  it.for(rates.filter(({ method, world }) => world === 'null' && !method.startsWith('not ours')))(
    '$method raises false alarms at most as often as it says',
    ({ nominal, rate }) => {
      expect(rate).toBeLessThanOrEqual(nominal + slack(nominal));
    },
  );

  it.for(rates.filter(({ world }) => world === 'planned'))(
    '$method has the power that the plan says',
    ({ nominal, rate }) => {
      expect(Math.abs(rate - nominal)).toBeLessThanOrEqual(slack(nominal));
    },
  );

  it.for(rates.filter(({ method }) => method.startsWith('not ours: each')))(
    '$method raises too many',
    ({ nominal, rate }) => {
      expect(rate).toBeGreaterThan(nominal + slack(nominal));
    },
  );

  it('finds the same for the same seed', () => {
    expect(simulate({ experiments: 3, seed: 7 })).toEqual(simulate({ experiments: 3, seed: 7 }));
  });
});
