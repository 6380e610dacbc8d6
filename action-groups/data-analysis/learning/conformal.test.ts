import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '#knowledge-base/projects/sample/seeded-random.ts';
import { createRollingCalibration, ROLLING } from './conformal.ts';

describe('createRollingCalibration', () => {
  it.for([
    ['ranges that are far too narrow', 0.1, 0],
    ['ranges that are far too wide', 9, 0],
    ['ranges that drift away from the outcomes', 1.28, 0.001],
  ] as const)('brings %s to their level', ([, half, drift]) => {
    const random = createRandom(5, 0);
    const calibration = createRollingCalibration(ROLLING);
    let inside = 0;
    for (let day = 0; day < 6_000; day += 1) {
      const outcome = random.normal() + drift * day;
      const { lower, upper } = calibration.at(day);
      if (day >= 1_000 && -half - lower <= outcome && outcome <= half + upper) inside += 1;
      calibration.observe(day, { low: -half, high: half }, outcome);
    }
    expect(Math.abs(inside / 5_000 - 0.8)).toBeLessThan(2 * Math.sqrt((0.8 * 0.2) / 5_000));
  });

  it('knows an outcome only after its lag', () => {
    const calibration = createRollingCalibration({ ...ROLLING, lagDays: 30 });
    calibration.observe(10, { low: 0, high: 1 }, 5);
    expect(calibration.at(40).outcomes).toBe(0);
    expect(calibration.at(41)).toEqual({ lower: -5, upper: 4, outcomes: 1 });
  });

  it('counts the latest outcomes only', () => {
    const calibration = createRollingCalibration({ ...ROLLING, window: 10 });
    for (let day = 0; day < 50; day += 1) calibration.observe(day, { low: 0, high: 0 }, day < 40 ? 100 : 1);
    expect(calibration.last().upper).toBe(1);
  });

  it('never gives an end that is no number', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 })), (outcomes) => {
        const calibration = createRollingCalibration(ROLLING);
        for (const [day, outcome] of outcomes.entries())
          calibration.observe(day, { low: -1, high: 1 }, outcome);
        const { lower, upper } = calibration.last();
        expect([lower, upper].every(Number.isFinite)).toBe(true);
      }),
    );
  });
});
