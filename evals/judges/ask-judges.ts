import type { Expectation } from '../cases/expectation.ts';
import { askAgain, codeOf } from '../runner/ask-again.ts';
import type { RunClock } from '../runner/run-clock.ts';
import type { Judgement, TranscriptTurn } from '../runner/run-record.ts';
import { type Calibration, isTrusted } from './calibration.ts';
import type { Judge } from './judge.ts';
import { judgeInput } from './judge-input.ts';

/** Who judges in a run; `skipped` says why nobody does. */
export interface JudgePanel {
  readonly judge?: Judge;
  readonly skipped?: string;
  readonly calibrations: readonly Calibration[];
  readonly clock: RunClock;
}

/**
 * Asks for as many votes as each rubric wants. A judge that cannot be asked leaves the rubric skipped: that is no verdict
 * on the agent.
 */
export async function askJudges(
  rubrics: NonNullable<Expectation['judge']>,
  {
    turn,
    earlier,
    panel,
    signal,
  }: {
    readonly turn: TranscriptTurn;
    readonly earlier: readonly TranscriptTurn[];
    readonly panel: JudgePanel;
    readonly signal: AbortSignal;
  },
): Promise<readonly Judgement[]> {
  const { judge, calibrations, clock } = panel;
  const input = judgeInput(turn, earlier);
  return Promise.all(
    rubrics.map(async ({ rubric, min, votes: wanted = 1 }): Promise<Judgement> => {
      const calibration = calibrations.find(
        (each) => each.rubric === rubric && each.modelId === judge?.modelId,
      );
      const isCalibrated = calibration !== undefined && isTrusted(calibration, min);
      if (judge === undefined)
        return { rubric, votes: [], isCalibrated, skipped: panel.skipped ?? 'there is no judge' };
      const vote = () =>
        askAgain(() => judge.score(rubric, input, signal), {
          clock,
          signal,
          attempts: 3,
          random: () => 0.5,
          onThrottled: () => {},
        });
      try {
        const votes = await Promise.all(Array.from({ length: wanted }, vote));
        return { rubric, isCalibrated, votes: votes.filter((each) => each !== undefined) };
      } catch (error) {
        signal.throwIfAborted();
        return { rubric, votes: [], isCalibrated, skipped: `the judge could not be asked: ${codeOf(error)}` };
      }
    }),
  );
}
