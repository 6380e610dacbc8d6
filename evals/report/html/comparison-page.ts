import { html, type Markup } from '#channels/render/html.ts';
import type { Comparison } from '#evals/compare/comparison.ts';
import { type ReadRun, readTranscripts } from '#evals/compare/read-run.ts';
import type { ResultLine, TranscriptLine } from '#evals/runner/run-record.ts';
import { rowCells, sequentialText } from '../comparison-text.ts';
import { changedText, count, criticalText, headline, slicesText } from '../verdict-words.ts';
import { turnMarkup } from './case-markup.ts';
import { intervalChart } from './charts.ts';
import { filters } from './filters.ts';
import { page } from './page.ts';

export interface ComparisonPage {
  readonly comparisons: readonly Comparison[];
  readonly base: ReadRun;
  readonly candidates: readonly ReadRun[];
  readonly title?: string;
}

/** Comparisons as one page, transcripts side by side with what differs marked. */
export async function comparisonPage({
  base,
  candidates,
  comparisons,
  title,
}: ComparisonPage): Promise<string> {
  const ofBase = await sideOf(base);
  const sections: Markup[] = [];
  const cases: Markup[] = [];
  for (const [at, comparison] of comparisons.entries()) {
    const candidate = candidates[at];
    if (candidate === undefined) continue;
    sections.push(summary(comparison, at));
    const ofCandidate = await sideOf(candidate);
    cases.push(...pairs(comparison, ofBase, ofCandidate));
  }
  const suites = [...new Set(base.results.map(({ suite }) => suite))].sort();
  const heading =
    title ?? `${base.record.variant} → ${candidates.map(({ record }) => record.variant).join(', ')}`;
  const body = html`<h1>${heading}</h1>
<p class="soft">base ${base.record.runId}, agent ${base.record.target.agentVersion ?? 'unknown'}, model ${base.record.model ?? 'unknown'}, data ${base.record.dataVersion ?? 'unknown'}</p>
${sections}<h2 id="cases">Cases, side by side</h2>
${filters(
  [
    ['differs', 'answers differ'],
    ['newly-failing', 'newly failing'],
    ['newly-passing', 'newly passing'],
    ['fail', 'failing in either'],
    ['critical', 'critical'],
  ],
  suites,
)}
${cases}`;
  return page(heading, body);
}

const KINDS: Readonly<Record<Comparison['verdict'], string>> = {
  better: 'good',
  equivalent: 'good',
  inconclusive: 'warn',
  worse: 'bad',
};

function summary(comparison: Comparison, at: number): Markup {
  const { candidate, exitCode, infra, invalid, notes, pairs: paired, rows, sequential, slices } = comparison;
  const kind = exitCode === 1 ? 'bad' : KINDS[comparison.verdict];
  const lines = [
    criticalText(comparison),
    changedText('newly failing', comparison.newlyFailing),
    changedText('newly passing', comparison.newlyPassing),
    slicesText(slices, rows[0]?.isRelative ?? false),
    ...(sequential === undefined ? [] : [sequentialText(sequential)]),
    ...(infra.length > 0 ? [`could not be asked: ${infra.join(', ')}`] : []),
    ...(invalid.length > 0 ? [`broken cases: ${invalid.join(', ')}`] : []),
    ...notes,
  ];
  const columns = ['metric', 'base → candidate', 'difference', '95 % interval', 'p', 'verdict'];
  return html`<section aria-labelledby="candidate-${at}">
<h2 id="candidate-${at}">${candidate.variant}</h2>
<p class="soft">${candidate.runId}, agent ${candidate.agentVersion ?? 'unknown'}, model ${candidate.model ?? 'unknown'}; ${count(paired, 'case')}</p>
<p class="headline ${kind}">${headline(comparison)}</p>
<div class="wide" role="group" tabindex="0" aria-label="Metrics of ${candidate.variant}"><table>
<caption class="unseen">Metrics of ${candidate.variant} against the base</caption>
<thead><tr>${columns.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${rows.map(
    (row) =>
      html`<tr>${rowCells(row).map((cell, column) => (column === 0 ? html`<th scope="row">${cell}</th>` : html`<td>${cell}</td>`))}</tr>
`,
  )}</tbody></table></div>
${intervalChart(rows)}
<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>
</section>
`;
}

interface RunSide {
  readonly run: ReadRun;
  readonly transcripts: ReadonlyMap<string, TranscriptLine>;
  readonly results: ReadonlyMap<string, ResultLine>;
}

async function sideOf(run: ReadRun): Promise<RunSide> {
  const keyed = <Line extends { readonly caseId: string; readonly repeat: number }>(lines: readonly Line[]) =>
    new Map(lines.map((line) => [`${line.caseId}#${line.repeat}`, line]));
  return { run, transcripts: keyed(await readTranscripts(run.folder)), results: keyed(run.results) };
}

/** The cases that changed first, then those whose answers differ. */
function pairs(comparison: Comparison, base: RunSide, candidate: RunSide): readonly Markup[] {
  const failing = new Set(comparison.newlyFailing.map(({ caseId }) => caseId));
  const passing = new Set(comparison.newlyPassing.map(({ caseId }) => caseId));
  const found = [...base.results].flatMap(([key, one]) => {
    const other = candidate.results.get(key);
    if (other === undefined) return [];
    const differs = answersOf(one) !== answersOf(other);
    const rank = failing.has(one.caseId) ? 0 : passing.has(one.caseId) ? 1 : differs ? 2 : 3;
    const states = [
      ...(failing.has(one.caseId) ? ['newly-failing'] : []),
      ...(passing.has(one.caseId) ? ['newly-passing'] : []),
      ...(differs ? ['differs'] : []),
      ...(one.outcome === 'pass' && other.outcome === 'pass' ? [] : ['fail']),
      one.gate,
    ];
    return [{ rank, markup: () => pairMarkup(key, { one, other, states, base, candidate }) }];
  });
  return found.toSorted((one, other) => one.rank - other.rank).map(({ markup }) => markup());
}

interface PairOf {
  readonly one: ResultLine;
  readonly other: ResultLine;
  readonly states: readonly string[];
  readonly base: RunSide;
  readonly candidate: RunSide;
}

function pairMarkup(key: string, { base, candidate, one, other, states }: PairOf): Markup {
  const { caseId, repeat, suite } = one;
  const name = candidate.run.record.variant;
  const turns = Array.from({ length: Math.max(one.turns.length, other.turns.length) }, (_, at) =>
    turnMarkup([
      {
        name: base.run.record.variant,
        turn: one.turns[at],
        transcript: base.transcripts.get(key)?.turns[at],
      },
      { name, turn: other.turns[at], transcript: candidate.transcripts.get(key)?.turns[at] },
    ]),
  );
  return html`<details class="case" data-suite="${suite}" data-state="${states.join(' ')}">
<summary><span class="tag ${one.outcome}">${one.outcome}</span><span aria-hidden="true">→</span><span class="tag ${other.outcome}">${other.outcome}</span><span class="id">${caseId}</span><span class="soft">${suite}${(base.run.record.repeats > 1 || candidate.run.record.repeats > 1) && `, repeat ${repeat + 1}`}</span><span class="tag">${name}</span>${states.includes('differs') ? false : html`<span class="soft">the same answers</span>`}</summary>
<div>${turns}</div>
</details>
`;
}

function answersOf({ turns }: ResultLine): string {
  return JSON.stringify(turns.map(({ answer }) => answer));
}
