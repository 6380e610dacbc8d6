import type { GateVerdict } from '#evals/compare/gate.ts';
import { differenceText, intervalText, pText, valueText } from './figure-words.ts';
import { markdownText } from './markdown-text.ts';
import { count } from './verdict-words.ts';

/** A run and what its gate says, a line each, as every rendering of a run tells it. */
export function gateLines(verdict: GateVerdict): readonly string[] {
  const { critical, failing, infra, invalid, knownGaps, notes, reasons, regression } = verdict;
  const named = (label: string, ids: readonly string[]) =>
    ids.length === 0 ? [] : [`${label} (${ids.length}): ${ids.join(', ')}`];
  return [
    ...reasons,
    criticalText(critical),
    ...(regression === null ? [] : [regressionText(regression)]),
    ...named('failing', failing),
    ...(regression === null ? [] : named('newly failing since the baseline', regression.newlyFailing)),
    ...(regression === null ? [] : named('newly passing since the baseline', regression.newlyPassing)),
    ...named('known gaps', knownGaps),
    ...named('could not be asked', infra),
    ...named('broken', invalid),
    ...notes,
  ];
}

/** Critical cases and what a run is against the baseline, for whoever lists its failing cases in another way. */
export function regressionLines({ critical, notes, regression }: GateVerdict): readonly string[] {
  if (regression === null) return [criticalText(critical), ...notes];
  const { newlyFailing, newlyPassing } = regression;
  return [
    criticalText(critical),
    regressionText(regression),
    ...(newlyFailing.length === 0 ? [] : [`newly failing since the baseline: ${newlyFailing.join(', ')}`]),
    ...(newlyPassing.length === 0 ? [] : [`newly passing since the baseline: ${newlyPassing.join(', ')}`]),
    ...notes,
  ];
}

function criticalText({ cases, failing }: GateVerdict['critical']): string {
  return cases === 0
    ? 'critical cases: none are marked'
    : `critical cases: ${cases - failing.length} of ${cases} pass`;
}

function regressionText(regression: NonNullable<GateVerdict['regression']>): string {
  const { baselineRunId, measured, verdict, casesToDecide } = regression;
  const row = { isRelative: false, measured };
  const needed = casesToDecide === undefined ? '' : `; about ${casesToDecide} cases would tell`;
  return `against the baseline ${baselineRunId}: ${verdict}, score ${valueText('score', measured.base)} → ${valueText('score', measured.candidate)} (${differenceText(row, measured.difference)}, ${intervalText(row)}, p ${pText(measured.p)})${needed}`;
}

export function gateHeadline({ cases, gate, passed }: GateVerdict): string {
  return `gate: ${gate}; ${passed} of ${count(cases, 'case')} pass`;
}

/** A run for a pull request. */
export function runMarkdown(verdict: GateVerdict): string {
  const { gate, run } = verdict;
  const sign = gate === 'pass' ? '🟢' : gate === 'fail' ? '🔴' : '🟡';
  return `${[
    `### ${sign} ${markdownText(gateHeadline(verdict))}`,
    '',
    ...gateLines(verdict).map((line) => `- ${markdownText(line)}`),
    '',
    `<sub>${markdownText(`run ${run.runId}; agent ${run.agentVersion ?? 'unknown'}; model ${run.model ?? 'unknown'}; data ${run.dataVersion ?? 'unknown'}`)}</sub>`,
  ].join('\n')}\n`;
}
