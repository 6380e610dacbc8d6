import { parseArgs } from 'node:util';
import { loadSuites } from '#evals/cases/load-suites.ts';
import { measureMeans } from '#evals/compare/measure-pairs.ts';
import { pairRuns } from '#evals/compare/pair-runs.ts';
import { planSuite, spreadOf } from '#evals/compare/plan.ts';
import { planText } from '#evals/report/plan-text.ts';
import { selectCases } from '#evals/runner/select-cases.ts';
import { type EvalCommand, EXIT } from './eval-command.ts';
import { share } from './eval-compare-flags.ts';
import { findRun } from './eval-find-run.ts';
import { wholeNumber } from './settings.ts';
import { UsageError } from './usage-error.ts';

const HELP = `What an A/B over suites can show, how many conversations it would take, and whether more cases or more repeats pay.

  npm run --silent eval -- plan [FILE_OR_FOLDER …] [--runs BASE,CANDIDATE] [FLAGS]

  --runs A,B         two runs, as of an A/B: how many cases differ and how scores vary is taken from them
  --conversations N  instead of counting those of the suites (evals/suites)
  --difference SHARE what is to be seen (0.05: five points)
  --discordant SHARE share of cases that pass in one variant only
  --power SHARE      the chance to see it (0.8)
  --alpha SHARE      the chance of a false alarm (0.05)
  --only NAME, --tag TAG
                     which cases count, as of eval run
  --data DIR         the data's folder, where runs are looked for by id
  --json             one JSON object: {conversations, difference, alpha, power, passOrFail, scores}

Exit codes: 0; 2 usage, a broken suite, nothing selected; 3 runs that cannot be compared; 4 runs that have not ended.`;

export const evalPlan: EvalCommand = {
  help: HELP,
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        runs: { type: 'string' },
        conversations: { type: 'string' },
        difference: { type: 'string', default: '0.05' },
        discordant: { type: 'string' },
        power: { type: 'string', default: '0.8' },
        alpha: { type: 'string', default: '0.05' },
        only: { type: 'string', multiple: true },
        tag: { type: 'string', multiple: true },
        data: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
    if (values.conversations !== undefined && positionals.length > 0)
      throw new UsageError('--conversations and suites: give one of them');
    const wanted = {
      difference: share('--difference', values.difference, 0.000_1, 1),
      power: share('--power', values.power, 0.01, 0.999_9),
      alpha: share('--alpha', values.alpha, 0.000_001, 0.5),
      ...(values.discordant !== undefined && {
        discordant: share('--discordant', values.discordant, 0.001, 1),
      }),
    };
    const seen = values.runs === undefined ? undefined : await seenIn(values.runs, values.data);
    const conversations =
      values.conversations !== undefined
        ? wholeNumber('--conversations', values.conversations, 1)
        : seen !== undefined && positionals.length === 0
          ? seen.conversations
          : await countConversations(positionals, values);
    const plan = planSuite({ ...seen, ...wanted, conversations });
    process.stdout.write(`${values.json ? JSON.stringify(plan) : planText(plan)}\n`);
    return EXIT.pass;
  },
};

async function seenIn(text: string, data: string | undefined) {
  const [first, second, ...others] = text.split(',');
  if (first === undefined || second === undefined || first === '' || second === '' || others.length > 0)
    throw new UsageError(`--runs ${text}: two runs, parted by a comma`);
  const [base, candidate] = [await findRun(first, { data }), await findRun(second, { data })];
  const { pairs } = pairRuns(base, candidate);
  const values = pairs.map(({ base: one, candidate: other }) => ({
    cluster: one.conversationId,
    base: one.passed === one.repeats ? 1 : 0,
    candidate: other.passed === other.repeats ? 1 : 0,
  }));
  const measured = measureMeans(values, { isBounded: true, isIdentical: false });
  const { clusters, discordant } = measured;
  return {
    conversations: clusters,
    // Where none differs, no share of them can be planned by.
    ...(discordant !== undefined && discordant > 0 && { discordant }),
    spread: spreadOf(pairs, base, candidate),
  };
}

async function countConversations(
  files: readonly string[],
  { only, tag }: { readonly only?: string[] | undefined; readonly tag?: string[] | undefined },
): Promise<number> {
  const paths = files.length === 0 ? ['evals/suites'] : files;
  const cases = selectCases(await loadSuites(paths), {
    ...(only && { only }),
    ...(tag && { tags: tag }),
  });
  return new Set(cases.map((item) => item.conversationId)).size;
}
