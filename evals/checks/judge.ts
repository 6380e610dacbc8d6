import type { Expectation } from '../cases/expectation.ts';
import type { CheckResult, Judgement } from '../runner/run-record.ts';
import type { CheckContext } from './check.ts';

type Expected = NonNullable<Expectation['judge']>[number];

/**
 * What judges said, a check a rubric. Where nobody could judge it is skipped, never passed; and what a rubric says that
 * nobody has calibrated is told and decides nothing.
 */
export function judge(expected: readonly Expected[], { turn }: CheckContext): readonly CheckResult[] {
  return expected.map((each) => {
    const said = turn.judgements?.find(({ rubric }) => rubric === each.rubric);
    return { name: `judge:${each.rubric}`, ...weigh(each, said) };
  });
}

function weigh({ min, votes: wanted = 1 }: Expected, said: Judgement | undefined): Omit<CheckResult, 'name'> {
  if (said === undefined) return { status: 'skipped', score: 0, detail: 'nobody was asked to judge' };
  if (said.skipped !== undefined) return { status: 'skipped', score: 0, detail: said.skipped };
  if (said.votes.length < wanted)
    return { status: 'invalid', score: 0, detail: `${said.votes.length} of ${wanted} votes could be read` };
  const mean = said.votes.reduce((sum, vote) => sum + vote, 0) / said.votes.length;
  const inFavour = said.votes.filter((vote) => vote >= min).length;
  const passes = 2 * inFavour > said.votes.length;
  const told = `${said.votes.map((vote) => vote.toFixed(2)).join(', ')} against ${min}`;
  if (!said.isCalibrated)
    return {
      status: 'skipped',
      score: 0,
      detail: `${passes ? 'passes' : 'fails'} (${told}), not calibrated: eval judge calibrate`,
    };
  return passes ? { status: 'pass', score: mean } : { status: 'fail', score: mean, detail: told };
}
