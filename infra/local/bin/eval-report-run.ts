import type { StoredRun } from '#evals/runner/run-folder.ts';
import { runInWords } from '#evals/runner/run-in-words.ts';
import { type RunSummary, summarizeRun } from '#evals/runner/summarize-run.ts';
import { EXIT } from './eval-command.ts';

/** Tells a run on standard output. @returns the exit code that its results give */
export async function reportRun(
  { dir, record, results }: StoredRun,
  { json }: { readonly json: boolean },
): Promise<number> {
  const summary = summarizeRun(results);
  process.stdout.write(
    json
      ? `${JSON.stringify(inJson(dir, record, summary))}\n`
      : `${runInWords(record, summary)}\nrun: ${dir}\n`,
  );
  return exitOf(summary);
}

/** A case that cannot be held is a mistake of whoever wrote it; then what fails decides. */
function exitOf({ invalid, failing }: RunSummary): number {
  if (invalid > 0) return EXIT.usage;
  return failing.length > 0 ? EXIT.fail : EXIT.pass;
}

function inJson(dir: string, record: StoredRun['record'], summary: RunSummary) {
  const { cases, failing, ...counts } = summary;
  const { partners: _partners, ...head } = record;
  return {
    dir,
    ...counts,
    cases: cases.length,
    failing: failing.map(({ caseId }) => caseId),
    run: head,
    results: cases.map(({ worst, ...each }) => ({
      ...each,
      ...(worst?.error === undefined ? {} : { error: worst.error }),
      faults: (worst?.turns ?? []).flatMap(({ user, checks }) =>
        checks
          .filter(({ status }) => status === 'fail' || status === 'invalid')
          .map(({ name, detail = '' }) => ({ user, check: name, detail })),
      ),
    })),
  };
}
