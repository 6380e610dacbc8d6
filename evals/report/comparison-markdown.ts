import type { Comparison } from '#evals/compare/comparison.ts';
import { rowCells, sequentialText } from './comparison-text.ts';
import { markdownText } from './markdown-text.ts';
import { changedText, count, criticalText, headline, slicesText } from './verdict-words.ts';

const SIGNS = { better: '🟢', equivalent: '⚪', inconclusive: '🟡', worse: '🔴' } as const;

/** A comparison for a pull request. */
export function comparisonMarkdown(
  comparison: Comparison,
  { title }: { readonly title?: string } = {},
): string {
  const { base, candidate, exitCode, pairs, rows, sequential, verdict } = comparison;
  const sign = exitCode === 1 ? SIGNS.worse : SIGNS[verdict];
  const details = [
    criticalText(comparison),
    changedText('newly failing', comparison.newlyFailing),
    changedText('newly passing', comparison.newlyPassing),
    slicesText(comparison.slices, rows[0]?.isRelative ?? false),
    ...(sequential === undefined ? [] : [sequentialText(sequential)]),
    ...comparison.infra.map((id) => `could not be asked: ${id}`),
    ...comparison.invalid.map((id) => `broken case: ${id}`),
    ...comparison.notes,
  ];
  return `${[
    `### ${sign} ${markdownText(title ?? `${base.variant} → ${candidate.variant}`)}`,
    '',
    `**${markdownText(headline(comparison))}**`,
    '',
    '| metric | base → candidate | difference | 95 % interval | p | verdict |',
    '|---|---|---|---|---|---|',
    ...rows.map((row) => `| ${rowCells(row).map(markdownText).join(' | ')} |`),
    '',
    ...details.map((line) => `- ${markdownText(line)}`),
    '',
    `<sub>${markdownText(`${count(pairs, 'case')}; runs ${base.runId} and ${candidate.runId}; data ${base.dataVersion ?? 'unknown'}; agent ${base.agentVersion ?? 'unknown'} → ${candidate.agentVersion ?? 'unknown'}`)}</sub>`,
  ].join('\n')}\n`;
}
