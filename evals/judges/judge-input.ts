import type { TranscriptTurn } from '../runner/run-record.ts';
import type { JudgeInput } from './judge.ts';

/** So much evidence is given at most, in characters: rows beyond it decide no answer. */
const MOST_EVIDENCE = 40_000;

/** What a judge reads of a turn: the session so far, and what operations replied in this turn. */
export function judgeInput(turn: TranscriptTurn, earlier: readonly TranscriptTurn[]): JudgeInput {
  const before = earlier
    .filter(({ session }) => session === turn.session)
    .flatMap(({ user, observed }) => [`Seller: ${user}`, `Assistant: ${observed?.answer ?? '(no answer)'}`]);
  const results = (turn.observed?.steps ?? []).map(({ operation, code, reply }) => ({
    operation,
    code,
    reply,
  }));
  return {
    question: [...before, `Seller: ${turn.user}`].join('\n\n'),
    answer: turn.observed?.answer ?? '',
    evidence: JSON.stringify(results).slice(0, MOST_EVIDENCE),
  };
}
