import { openModels } from '#agent/runtime/models/open-models.ts';
import type { JudgePanel } from '#evals/judges/ask-judges.ts';
import { createModelJudge } from '#evals/judges/model-judge.ts';
import { machineClock } from '#evals/runner/run-clock.ts';
import { CALIBRATIONS_FILE, readCalibrations } from '../evals/calibrations-file.ts';
import { readSettings } from './settings.ts';

/** Of which agent's tier a judging model of Bedrock is, where MODEL names none. */
const JUDGE_WISH = { modelId: 'amazon.nova-pro-v1:0', inference: { maxTokens: 400, temperature: 0 } };

/** Who judges: the model of MODEL. The embedded model understands no prose, so with it nobody does. */
export async function openPanel(data: string | undefined): Promise<JudgePanel & { close(): void }> {
  const { models } = readSettings({ data });
  const calibrations = readCalibrations(CALIBRATIONS_FILE);
  const shared = { calibrations, clock: machineClock };
  if (models.choice.kind === 'embedded')
    return {
      ...shared,
      skipped: 'the embedded model cannot judge; set MODEL to one that reads',
      close: () => {},
    };
  const opened = await openModels(models);
  return { ...shared, judge: createModelJudge(opened.model(JUDGE_WISH)), close: opened.close };
}
