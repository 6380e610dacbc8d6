import { existsSync } from 'node:fs';
import type { GateVerdict } from '#evals/compare/gate.ts';
import type { StoredRun } from '#evals/runner/run-folder.ts';
import { runInWords } from '#evals/runner/run-in-words.ts';
import { type RunSummary, summarizeRun } from '#evals/runner/summarize-run.ts';
import { EXIT } from './eval-command.ts';

/** The blessed baseline, which every run over the evals' data is held to. */
const BASELINE = 'evals/baseline.json';

/** Tells a run on standard output. @returns the exit code that its results give */
export async function reportRun(run: StoredRun, { json }: { readonly json: boolean }): Promise<number> {
  const summary = summarizeRun(run.results);
  const gate = await gateOf(run);
  const told = json
    ? JSON.stringify({ ...inJson(run, summary), gate: gate?.verdict ?? null })
    : [runInWords(run.record, summary), ...(gate?.lines ?? []), `run: ${run.dir}`].join('\n');
  process.stdout.write(`${told}\n`);
  return exitOf(summary, gate?.verdict);
}

/**
 * A case that cannot be held is a mistake of whoever wrote it. Then critical cases and a proven regression decide; a case
 * that fails and that the baseline does not know decides too: nothing else says that it may.
 */
function exitOf({ invalid, failing }: RunSummary, gate: GateVerdict | undefined): number {
  if (invalid > 0) return EXIT.usage;
  if (gate?.gate === 'fail') return EXIT.fail;
  const regression = gate?.regression ?? null;
  const unknown = new Set(regression?.notInBaseline ?? []);
  const decides = ({ caseId, gate: weight }: RunSummary['failing'][number]) =>
    regression === null || weight === 'critical' || unknown.has(caseId);
  return failing.some(decides) ? EXIT.fail : EXIT.pass;
}

/** Without a baseline, or without data that it could be of, there is nothing to be held to. */
async function gateOf(
  run: StoredRun,
): Promise<{ verdict: GateVerdict; lines: readonly string[] } | undefined> {
  if (run.record.dataVersion === null || !existsSync(BASELINE)) return undefined;
  const [{ readBaseline }, { gateRun }, { regressionLines }] = await Promise.all([
    import('#evals/compare/baseline.ts'),
    import('#evals/compare/gate.ts'),
    import('#evals/report/run-markdown.ts'),
  ]);
  const verdict = gateRun({ ...run, folder: run.dir }, { baseline: await readBaseline(BASELINE) });
  return { verdict, lines: regressionLines(verdict) };
}

function inJson({ dir, record }: StoredRun, summary: RunSummary) {
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
