import { markAnswer, sourceLines } from '../render/citation-words.ts';
import { groundingNote } from '../render/grounding-words.ts';
import type { Turn, TurnRequest } from '../turn/turn.ts';
import type { TurnResult } from '../turn/turn-result.ts';
import { failedResult, resultOf } from '../turn/turn-result.ts';
import { terminalText } from './terminal-text.ts';

/** The exit codes of `ask`: 0 answered, asked or refused; 1 failed. */
export function exitCodeOf(result: TurnResult): number {
  return result.outcome === 'failed' ? 1 : 0;
}

/** One turn, printed as one JSON object or as words. */
export async function ask(
  turn: Turn,
  request: TurnRequest,
  options: { readonly json: boolean; readonly styled: boolean },
): Promise<{ result: TurnResult; output: string }> {
  const result = await resultOf(turn.run(request));
  return { result, output: options.json ? JSON.stringify(result) : inWords(result, options.styled) };
}

/** What `--json` prints when there was no turn to take: the same object, failed. */
export function jsonFailure(code: string, message: string): string {
  return JSON.stringify(failedResult('', { code, message }));
}

/** The answer, then where it goes on. */
function inWords(result: TurnResult, styled: boolean): string {
  const words = terminalText(styled);
  const { answer, citations, grounding } = result;
  const lines = [words.push(markAnswer(answer, { unmatched: grounding.unmatched, citations })) + words.end()];
  if (citations.length > 0) lines.push('', 'Sources:', ...sourceLines(citations).map((line) => `  ${line}`));
  const doubt = groundingNote(grounding);
  if (doubt !== undefined) lines.push('', doubt);
  if (result.error !== undefined) {
    if (result.answer !== result.error.message) lines.push('', result.error.message);
    lines.push('', `[${result.error.code}]`);
  }
  if (result.nextQuestions.length > 0) {
    lines.push('', 'You could ask next:', ...result.nextQuestions.map((question) => `  ${question}`));
  }
  if (result.sessionId !== '' && result.outcome !== 'failed') {
    lines.push('', `To go on: npm run --silent ask -- --session ${result.sessionId} "…"`);
  }
  return lines.join('\n');
}
