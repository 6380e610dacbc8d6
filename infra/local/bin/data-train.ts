import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type TrainReport, trainModels } from '../train-models.ts';
import { progressOn } from './console.ts';
import { readSettings, runCommand, UsageError } from './settings.ts';

const HELP = `Learns from the current projects of a data folder and stores the models beside them.

  npm run data:train -- [--data DIR] [--seed N] [--learn-from organisation|scope] [--json]

  --data DIR      the data's folder (DATA_DIR, .data)
  --seed N        a whole number; the same data and seed give the same models (7)
  --learn-from    organisation: every seller is told what all projects teach;
                  scope: a seller of one partner what that partner's teach (organisation)
  --json          one JSON object: {dataVersion, seed, models, followOn, tooFew, tookMs}
  --help

Exit codes: 0 trained; 1 failed, or too few projects to learn from; 2 usage.`;

await runCommand(async () => {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      seed: { type: 'string', default: '7' },
      'learn-from': { type: 'string', default: 'organisation' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${HELP}\n`);
    return 0;
  }
  const learnFrom = values['learn-from'];
  if (learnFrom !== 'organisation' && learnFrom !== 'scope')
    throw new UsageError(`--learn-from ${learnFrom}: organisation or scope`);
  if (!/^\d{1,9}$/.test(values.seed)) throw new UsageError(`--seed ${values.seed}: a whole number`);
  const startedAt = performance.now();
  const report = await trainModels({
    dataDir: values.data === undefined ? readSettings().dataDir : resolve(values.data),
    seed: Number(values.seed),
    learnFrom,
    onProgress: values.json ? () => {} : progressOn(process.stderr),
  });
  const tookMs = Math.round(performance.now() - startedAt);
  process.stdout.write(`${values.json ? JSON.stringify({ ...report, tookMs }) : inWords(report, tookMs)}\n`);
  return report.models.length === 0 ? 1 : 0;
}, HELP);

function inWords({ dataVersion, models, followOn, tooFew, seed }: TrainReport, tookMs: number): string {
  const lines = models.map(({ learnedFrom, rows, throughDate, modelHash, weights }) =>
    [
      `${learnedFrom === 'organisation' ? 'the organisation' : `partner ${learnedFrom.partnerId}`}: ${rows.toLocaleString('en-US')} projects through ${throughDate}, model ${modelHash.slice(0, 12)}`,
      ...Object.entries(weights).map(
        ([target, { neighbours, ridge, boostedTrees }]) =>
          `  ${target.padEnd(15)} neighbours ${neighbours.toFixed(2)}  straight line ${ridge.toFixed(2)}  boosted trees ${boostedTrees.toFixed(2)}`,
      ),
    ].join('\n'),
  );
  for (const { learnedFrom, rules, tested, repeatCustomers, notEnough } of followOn)
    lines.push(
      `what follows what, ${learnedFrom === 'organisation' ? 'the organisation' : `partner ${learnedFrom.partnerId}`}: ${notEnough === null ? `${rules} rules of ${tested.toLocaleString('en-US')} pairs, from ${repeatCustomers.toLocaleString('en-US')} customers with several projects` : `not enough history (${notEnough})`}`,
    );
  if (tooFew.length > 0) lines.push(`Too few projects to learn from: ${tooFew.join(', ')}.`);
  return [`Trained on ${dataVersion} with seed ${seed} in ${(tookMs / 1000).toFixed(1)} s.`, ...lines].join(
    '\n',
  );
}
