import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Calibration } from '#evals/judges/calibration.ts';

/** Calibrations are part of the repository: a gate is the same for everybody. */
export const CALIBRATIONS_FILE = 'evals/judges/calibrations.json';

/** How far judges can be believed, as far as anybody has looked. */
export function readCalibrations(file: string): readonly Calibration[] {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as readonly Calibration[]) : [];
}

/** Puts a calibration in the place of an older one of its rubric, model and bound. */
export function writeCalibration(file: string, calibration: Calibration): void {
  const key = ({ rubric, modelId, min }: Calibration) => JSON.stringify([rubric, modelId, min]);
  const others = readCalibrations(file).filter((each) => key(each) !== key(calibration));
  writeFileSync(file, `${JSON.stringify([...others, calibration], null, 2)}\n`);
}
