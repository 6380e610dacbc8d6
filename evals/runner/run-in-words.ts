import type { ResultLine, RunRecord } from './run-record.ts';
import { type CaseSummary, type RunSummary, targetInWords } from './summarize-run.ts';

/** A run for a terminal: who answered, every case that did not pass and why, and what it comes to. */
export function runInWords(record: RunRecord, summary: RunSummary): string {
  const told = summary.cases.filter(({ worst, isKnownGap }) => worst !== undefined && !isKnownGap);
  const gaps = summary.cases.filter(({ worst, isKnownGap }) => worst !== undefined && isKnownGap);
  const { cases, passed, infra, invalid, knownGaps, turns, turnsPassed, skippedChecks } = summary;
  const extra = [
    ...(infra === 0 ? [] : [`${infra} could not be asked`]),
    ...(invalid === 0 ? [] : [`${invalid} cannot be held as they are written`]),
    ...(knownGaps === 0 ? [] : [`${knownGaps} known ${knownGaps === 1 ? 'gap' : 'gaps'}`]),
    ...(record.leftOut.length === 0 ? [] : [`${record.leftOut.length} left out`]),
    ...(skippedChecks === 0 ? [] : [`${skippedChecks} checks skipped`]),
  ];
  const seconds = record.wallMs === undefined ? '' : ` in ${(record.wallMs / 1000).toFixed(1)} s`;
  const shown = `${passed} of ${cases.length} cases pass${extra.map((each) => `; ${each}`).join('')}; ${turnsPassed} of ${turns} turns${seconds}`;
  const state = record.state === 'complete' ? [] : [`${record.state}: ${record.stateReason ?? ''}`];
  const known = gaps.length === 0 ? [] : [`known gaps: ${gaps.map(({ caseId }) => caseId).join(', ')}`];
  return [...told.flatMap(caseInWords), ...known, targetInWords(record), ...state, shown].join('\n');
}

function caseInWords({
  suite,
  caseId,
  gate,
  isKnownGap,
  passed,
  counted,
  infra,
  invalid,
  worst,
}: CaseSummary): string[] {
  const marks = [
    ...(gate === 'normal' ? [] : [gate]),
    ...(isKnownGap ? ['known gap'] : []),
    ...(counted > 1 ? [`${passed} of ${counted} passed`] : []),
    ...(infra > 0 ? ['could not be asked'] : []),
    ...(invalid > 0 ? ['invalid'] : []),
  ];
  const head = `${suite}/${caseId}${marks.length === 0 ? '' : ` (${marks.join(', ')})`}`;
  return [
    `${head}${worst?.error === undefined ? '' : `: ${worst.error}`}`,
    ...(worst === undefined ? [] : faultsInWords(worst)),
  ];
}

function faultsInWords({ turns }: ResultLine): string[] {
  return turns.flatMap(({ user, checks }) => {
    const faults = checks.filter(({ status }) => status === 'fail' || status === 'invalid');
    if (faults.length === 0) return [];
    return [
      `  > ${user.trim().replace(/\n/g, '\n    ')}`,
      ...faults.map(({ name, detail = '' }) => `    ${name}: ${detail}`),
    ];
  });
}
