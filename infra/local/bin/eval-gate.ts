import { parseArgs } from 'node:util';
import { readBaseline } from '#evals/compare/baseline.ts';
import { DEFAULT_MARGIN } from '#evals/compare/compare-runs.ts';
import { gateRun } from '#evals/compare/gate.ts';
import { gateHeadline, gateLines } from '#evals/report/run-markdown.ts';
import type { EvalCommand } from './eval-command.ts';
import { share } from './eval-compare-flags.ts';
import { findRun } from './eval-find-run.ts';
import { UsageError } from './usage-error.ts';

/** What is committed, and what every run is held to. */
export const BASELINE_FILE = 'evals/baseline.json';

const HELP = `Says whether a run may be released: no critical case fails, no regression from the baseline is proven, and the run is whole.

  npm run --silent eval -- gate RUN [--baseline FILE | --no-baseline] [--margin 0.02] [--alpha 0.05] [--json]

A run is a folder, an id, or latest.

  --baseline FILE  what the run is held to (${BASELINE_FILE}); eval bless writes it
  --no-baseline    only critical cases and completeness decide
  --margin SHARE   a difference of mean scores that does not matter (${DEFAULT_MARGIN})
  --alpha SHARE    the chance of a false alarm (0.05)
  --data DIR       the data's folder, where runs are looked for by id
  --json           one JSON object: {gate, exitCode, reasons, notes, run, cases, passed, failing, critical, regression, …}

Exit codes: 0 pass; 1 fail; 2 usage, no such run, broken cases; 3 the baseline is missing, of other data or other cases, or
the run holds less than nine tenths of it; 4 cases that could not be asked, or a run that has not ended.`;

export const evalGate: EvalCommand = {
  help: HELP,
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        baseline: { type: 'string' },
        'no-baseline': { type: 'boolean', default: false },
        margin: { type: 'string', default: String(DEFAULT_MARGIN) },
        alpha: { type: 'string', default: '0.05' },
        data: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
    const [name, ...others] = positionals;
    if (name === undefined || others.length > 0) throw new UsageError('eval gate: which run? give one');
    if (values['no-baseline'] && values.baseline !== undefined)
      throw new UsageError('--baseline and --no-baseline: give one of them');
    const margin = share('--margin', values.margin, 0, 1);
    const alpha = share('--alpha', values.alpha, 0.000_001, 0.5);
    const run = await findRun(name, values);
    const baseline = values['no-baseline'] ? undefined : await readBaseline(values.baseline ?? BASELINE_FILE);
    if (values.baseline !== undefined && baseline === undefined)
      throw new UsageError(`--baseline ${values.baseline}: there is no such file`);
    const verdict = gateRun(run, { baseline, margin, alpha, isStrict: !values['no-baseline'] });
    process.stdout.write(
      values.json
        ? `${JSON.stringify(verdict)}\n`
        : `${[gateHeadline(verdict), ...gateLines(verdict)].join('\n')}\n`,
    );
    return verdict.exitCode;
  },
};
