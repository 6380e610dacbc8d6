import type { CheckResult, ObservedStep, ResultLine, TranscriptLine, TranscriptTurn } from './run-record.ts';

/** A conversation as a person reads it: who said what, what was done for it, and what was found of it. */
export function transcriptInWords(result: ResultLine, transcript: TranscriptLine | undefined): string {
  const { suite, caseId, outcome, score, error } = result;
  const head = `${suite}/${caseId}: ${outcome}, score ${score.toFixed(2)}${error === undefined ? '' : ` (${error})`}`;
  const sessions = new Set((transcript?.turns ?? []).map(({ session }) => session));
  const turns = (transcript?.turns ?? []).flatMap((turn, at) => [
    '',
    ...turnInWords(turn, result.turns[at]?.checks ?? [], sessions.size > 1),
  ]);
  return [head, ...turns].join('\n');
}

function turnInWords(turn: TranscriptTurn, checks: readonly CheckResult[], isNamed: boolean): string[] {
  const { session, sellerId, user, fault, observed, error, isCached } = turn;
  const who = isNamed ? `${session} (${sellerId})` : sellerId;
  const marks = [
    ...(fault === undefined ? [] : [`fault: ${fault}`]),
    ...(isCached ? ['from the cache'] : []),
  ];
  return [
    `${who}${marks.length === 0 ? '' : ` [${marks.join(', ')}]`} > ${indented(user, 2)}`,
    ...(observed?.steps ?? []).map((step) => `  · ${stepInWords(step)}`),
    ...(observed === undefined
      ? [`  ! ${error?.code ?? 'no answer'}: ${error?.message ?? ''}`]
      : [
          `  ${indented(observed.answer, 2)}`,
          `  = ${observed.outcome} after ${Math.round(observed.metrics.totalMs)} ms`,
        ]),
    ...(observed?.citations ?? []).map(({ source, section = '' }) => `  ^ ${source} ${section}`.trimEnd()),
    ...checks.map(
      ({ name, status, detail }) => `  ${MARKS[status]} ${name}${detail === undefined ? '' : `: ${detail}`}`,
    ),
  ];
}

const MARKS: Readonly<Record<CheckResult['status'], string>> = {
  pass: '✓',
  fail: '✗',
  skipped: '-',
  invalid: '?',
};

function stepInWords({ operation, code, ms, arguments: given }: ObservedStep): string {
  const told = Object.entries(given).filter(([, value]) => value !== '');
  return `${operation} ${code} ${ms} ms ${told.map(([name, value]) => `${name}=${shortened(value)}`).join(' ')}`.trimEnd();
}

function shortened(value: string): string {
  return JSON.stringify(value.length > 80 ? `${value.slice(0, 79)}…` : value);
}

function indented(text: string, by: number): string {
  return text.trim().replaceAll('\n', `\n${' '.repeat(by)}`);
}
