import { wordFailure } from '../turn/failure-wording.ts';
import type { Feedback, GivenFeedback } from '../turn/feedback.ts';

/** Passes feedback on, and says whether that worked; exit code 1 when it did not. */
export async function giveFeedback(
  feedback: Feedback,
  given: GivenFeedback,
  json: boolean,
): Promise<{ readonly output: string; readonly exitCode: number }> {
  const outcome = await feedback.give(given);
  if (outcome.taken)
    return { output: json ? JSON.stringify(outcome) : 'Thank you, this was passed on.', exitCode: 0 };
  const message = wordFailure(outcome.code, outcome.detail);
  const output = json
    ? JSON.stringify({ taken: false, error: { code: outcome.code, message } })
    : `${message}\n\n[${outcome.code}]`;
  return { output, exitCode: 1 };
}
