import { writeFile } from 'node:fs/promises';
import type { Comparison } from '#evals/compare/comparison.ts';
import type { ReadRun } from '#evals/compare/read-run.ts';
import { comparisonMarkdown } from '#evals/report/comparison-markdown.ts';
import { comparisonText } from '#evals/report/comparison-text.ts';

export interface ToldComparison {
  readonly comparisons: readonly Comparison[];
  readonly base: ReadRun;
  readonly candidates: readonly ReadRun[];
  readonly title?: string;
  readonly json: boolean;
  readonly html?: string | undefined;
  readonly markdown?: string | undefined;
}

/** Tells comparisons on standard output and in files. @returns the exit code: of the candidate that does worst */
export async function tellComparison(told: ToldComparison): Promise<number> {
  const { base, candidates, comparisons, html, json, markdown, title } = told;
  const titled = title === undefined ? {} : { title };
  if (markdown !== undefined)
    await writeFile(markdown, comparisons.map((each) => comparisonMarkdown(each, titled)).join('\n'));
  if (html !== undefined) {
    const { comparisonPage } = await import('#evals/report/html/comparison-page.ts');
    await writeFile(html, await comparisonPage({ comparisons, base, candidates, ...titled }));
  }
  const exitCode = worst(comparisons);
  process.stdout.write(
    json
      ? `${JSON.stringify({ ...titled, exitCode, comparisons })}\n`
      : `${comparisons.map((each) => comparisonText(each, { ...titled, width: width() })).join('\n\n')}\n`,
  );
  return exitCode;
}

/** What ends worst: a regression, then what is broken, then what could not be asked, then what is not known. */
const ORDER = [1, 2, 4, 3, 0];

function worst(comparisons: readonly Comparison[]): number {
  return ORDER.find((code) => comparisons.some(({ exitCode }) => exitCode === code)) ?? 0;
}

function width(): number {
  return Math.max(80, Math.min(140, process.stdout.columns ?? 120));
}
