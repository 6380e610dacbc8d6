import { parseArgs } from 'node:util';
import { compareRuns } from '#evals/compare/compare-runs.ts';
import type { EvalCommand } from './eval-command.ts';
import { COMPARE_FLAGS, COMPARE_FLAGS_HELP, readCompareFlags } from './eval-compare-flags.ts';
import { findRun } from './eval-find-run.ts';
import { tellComparison } from './eval-tell-comparison.ts';
import { wholeNumber } from './settings.ts';
import { UsageError } from './usage-error.ts';

const HELP = `Compares runs over the cases that they share, with no agent: an interval, a p and a verdict.

  npm run --silent eval -- compare BASE CANDIDATE [CANDIDATE …] [FLAGS]

A run is a folder, an id, or latest.

${COMPARE_FLAGS_HELP}
  --sequential      also reads one conversation after the other, in an order of the seed, and says where one could have stopped
  --seed N          of sign flips, resamples and that order (1)
  --data DIR        the data's folder, where runs are looked for by id
  --json            one JSON object: {exitCode, comparisons}

Several candidates are adjusted for by Holm's method. Exit codes: 0 better or equivalent; 1 worse, a guardrail breached or a
critical case newly failing; 2 usage, a run that cannot be read, broken cases; 3 inconclusive or not comparable (other data,
other cases, another day, one run twice); 4 cases that could not be asked, or a run that has not ended.`;

export const evalCompare: EvalCommand = {
  help: HELP,
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ...COMPARE_FLAGS,
        sequential: { type: 'boolean', default: false },
        seed: { type: 'string', default: '1' },
        data: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
    const [baseName, ...candidateNames] = positionals;
    if (baseName === undefined || candidateNames.length === 0)
      throw new UsageError('eval compare: which runs? give the base and at least one candidate');
    const options = readCompareFlags(values);
    const seed = wholeNumber('--seed', values.seed, 0);
    const base = await findRun(baseName, values);
    const candidates = await Promise.all(candidateNames.map((name) => findRun(name, values)));
    const comparisons = compareRuns(base, candidates, { ...options, seed, sequential: values.sequential });
    const { html, json, markdown } = values;
    return tellComparison({ comparisons, base, candidates, json, html, markdown });
  },
};
