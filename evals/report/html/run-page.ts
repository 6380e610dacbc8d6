import { html, type Markup } from '#channels/render/html.ts';
import type { GateVerdict } from '#evals/compare/gate.ts';
import { type ReadRun, readTranscripts } from '#evals/compare/read-run.ts';
import type { ResultLine, TranscriptLine } from '#evals/runner/run-record.ts';
import { quantile } from '#evals/statistics/quantile.ts';
import { valueText } from '../figure-words.ts';
import { gateHeadline, gateLines } from '../run-markdown.ts';
import { turnMarkup } from './case-markup.ts';
import { suiteChart, timeChart } from './charts.ts';
import { filters } from './filters.ts';
import { page } from './page.ts';

/** A run as one page. */
export async function runPage(run: ReadRun, verdict: GateVerdict): Promise<string> {
  const transcripts = new Map(
    (await readTranscripts(run.folder)).map((line) => [`${line.caseId}#${line.repeat}`, line]),
  );
  const { record, results } = run;
  const times = Float64Array.from(results, ({ metrics }) => metrics.totalMs).sort();
  const cost = results.reduce((sum, { metrics }) => sum + (metrics.costUsd ?? 0), 0);
  const kind = verdict.gate === 'pass' ? 'good' : verdict.gate === 'fail' ? 'bad' : 'warn';
  const suites = suitesOf(results);
  const body = html`<h1>Eval run ${record.runId}</h1>
<p class="soft">${record.startedAt}; ${record.target.name}, agent ${record.target.agentVersion ?? 'unknown'}, model ${record.model ?? 'unknown'}, data ${record.dataVersion ?? 'unknown'}; variant ${record.variant}, ${record.repeats === 1 ? 'held once' : `repeated ${record.repeats} times`}</p>
<p class="headline ${kind}">${gateHeadline(verdict)}</p>
<ul>${gateLines(verdict).map((line) => html`<li>${line}</li>`)}</ul>
<h2>Suites</h2>
<p class="soft">Cases that pass in every repeat; the line is the 95 % interval (Wilson).</p>
${suiteChart(suites)}
<h2>Time</h2>
<p>A case takes ${valueText('totalMs', quantile(times, 0.5))} (median), ${valueText('totalMs', quantile(times, 0.95))} (95th percentile); all together cost ${valueText('costUsd', cost)}.</p>
${timeChart([...times])}
<h2 id="cases">Cases</h2>
${filters(
  [
    ['fail', 'failing'],
    ['pass', 'passing'],
    ['infra', 'could not be asked'],
    ['invalid', 'broken'],
    ['critical', 'critical'],
    ['known-gap', 'known gaps'],
  ],
  suites.map(({ name }) => name),
)}
${inReadingOrder(results).map((line) => caseMarkup(line, transcripts.get(`${line.caseId}#${line.repeat}`), record.repeats))}`;
  return page(`Eval run ${record.runId}`, body);
}

/** What does not pass stands first. */
function inReadingOrder(results: readonly ResultLine[]): readonly ResultLine[] {
  const rank = ({ gate, outcome }: ResultLine) =>
    (outcome === 'pass' ? 10 : outcome === 'fail' ? 2 : 0) + (gate === 'critical' ? 0 : 1);
  return results.toSorted((one, other) => rank(one) - rank(other));
}

function caseMarkup(line: ResultLine, transcript: TranscriptLine | undefined, repeats: number): Markup {
  const { caseId, checks, error, gate, isKnownGap, outcome, repeat, suite, tags, turns } = line;
  const states = [outcome, gate, ...(isKnownGap ? ['known-gap'] : [])].join(' ');
  const faults = checks.filter(({ status }) => status === 'fail' || status === 'invalid');
  return html`<details class="case" data-suite="${suite}" data-state="${states}">
<summary><span class="tag ${outcome}">${outcome}</span><span class="id">${caseId}</span>${repeats > 1 && html`<span class="soft">repeat ${repeat + 1}</span>`}<span class="soft">${suite}</span>${gate !== 'normal' && html`<span class="tag">${gate}</span>`}${isKnownGap && html`<span class="tag">known gap</span>`}${tags.map((tag) => html`<span class="tag">${tag}</span>`)}</summary>
<div>${error !== undefined && html`<p class="faults">${error}</p>`}${turns.map((turn, at) => turnMarkup([{ name: '', turn, transcript: transcript?.turns[at] }]))}${faults.length > 0 && html`<ul class="faults">${faults.map(({ detail = '', name }) => html`<li>${name}: ${detail}</li>`)}</ul>`}</div>
</details>
`;
}

/** A case passes when all of its repeats do: repeats are no cases of their own. */
function suitesOf(results: readonly ResultLine[]) {
  const names = [...new Set(results.map(({ suite }) => suite))].sort();
  return names.map((name) => {
    const own = results.filter(({ suite }) => suite === name);
    const ids = new Set(own.map(({ caseId }) => caseId));
    const failing = new Set(own.filter(({ outcome }) => outcome !== 'pass').map(({ caseId }) => caseId));
    return { name, cases: ids.size, passed: ids.size - failing.size };
  });
}
