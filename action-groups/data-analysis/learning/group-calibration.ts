import { type Calibration, createRollingCalibration, LEAST_IN_GROUP, ROLLING } from './conformal.ts';
import type { Example } from './example.ts';
import type { Quantiles } from './learners.ts';

/** The name of the group an example is calibrated in; null for none. */
export type GroupOf = (example: Example) => string | null;

/** Of all examples, and of each group that has enough outcomes of its own; plain data. */
export interface StoredCalibration {
  readonly all: Calibration;
  readonly groups: Readonly<Record<string, Calibration>>;
}

/** Calibrations of all and of the groups, fed in order of days. */
export interface GroupCalibration {
  /** The calibration of an example as of its day: its group's if that has outcomes enough, else that of all. */
  at(example: Example): Calibration;
  observe(example: Example, blend: Quantiles, outcome: number): void;
  /** Counts in the example's group alone: for an example that is another one again, with less known. */
  observeInGroup(example: Example, blend: Quantiles, outcome: number): void;
  /** Once everything is known. */
  last(): StoredCalibration;
}

export function createGroupCalibration(groupOf: GroupOf): GroupCalibration {
  const all = createRollingCalibration(ROLLING);
  const groups = new Map<
    string,
    { readonly own: ReturnType<typeof createRollingCalibration>; count: number }
  >();
  const observeInGroup = (example: Example, blend: Quantiles, outcome: number) => {
    const name = groupOf(example);
    if (name === null) return;
    const group = groups.get(name) ?? { own: createRollingCalibration(ROLLING), count: 0 };
    groups.set(name, group);
    group.own.observe(example.day, { low: blend[0], high: blend[2] }, outcome);
    group.count += 1;
  };
  return {
    at(example) {
      const group = groups.get(groupOf(example) ?? '');
      return (group !== undefined && group.count >= LEAST_IN_GROUP ? group.own : all).at(example.day);
    },
    observe(example, blend, outcome) {
      all.observe(example.day, { low: blend[0], high: blend[2] }, outcome);
      observeInGroup(example, blend, outcome);
    },
    observeInGroup,
    last() {
      const enough = [...groups].filter(([, { count }]) => count >= LEAST_IN_GROUP);
      return {
        all: all.last(),
        groups: Object.fromEntries(enough.map(([name, { own }]) => [name, own.last()])),
      };
    },
  };
}
