import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readEnvironments } from '../config/read-environments.ts';
import { AssumptionError, assume } from '../cost/assumptions.ts';
import { countResources } from '../cost/count-resources.ts';
import { describeEstimate, estimate } from '../cost/estimate.ts';
import { PRICE_FILE, readPriceFile } from '../cost/price-file.ts';
import { usageOf } from '../cost/usage.ts';
import { runCommand, UsageError, wholeNumber } from '../local/bin/settings.ts';
import { environmentOf } from './environment-flag.ts';

const HELP = `Estimates what a month costs, by service, from a file of prices with its date, the templates and stated assumptions.

  npm run --silent cost -- --sellers N --turns N [--env NAME] [--assume NAME=VALUE]… [--prices FILE] [--json]

  --sellers N           how many ask
  --turns N             turns of a seller in a month
  --env NAME            dev, staging or prod (prod)
  --assume NAME=VALUE   an assumption of yours; the report lists all of them
  --prices FILE         a file like infra/cost/prices.yaml
  --json                one JSON object: {monthlyUsd, fixedUsd, turnUsd, services, lines, assumptions, prices, …}
  --help

It is an estimate: no bill has been compared with it.
Exit codes: 0 estimated; 1 the prices or the configuration are wrong; 2 usage.`;

await runCommand(main, HELP, process.argv.includes('--json') ? jsonFailure : undefined);

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      sellers: { type: 'string' },
      turns: { type: 'string' },
      env: { type: 'string', default: 'prod' },
      assume: { type: 'string', multiple: true, default: [] },
      prices: { type: 'string', default: PRICE_FILE },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${HELP}\n`);
    return 0;
  }
  if (values.sellers === undefined) throw new UsageError('--sellers is missing: give how many ask, as 200');
  if (values.turns === undefined)
    throw new UsageError('--turns is missing: give the turns of a seller in a month, as 40');
  const sellers = wholeNumber('--sellers', values.sellers, 0);
  const turns = wholeNumber('--turns', values.turns, 0);
  const assumed = assumedOf(values.assume);
  const [config] = readEnvironments([environmentOf(values.env)]);
  if (config === undefined) throw new TypeError('no configuration was read');
  const prices = readPriceFile(resolve(values.prices));
  const options = { sellers, turns, config, assumed, resources: countResources(config) };
  const found = estimate(usageOf(options), prices, options);
  process.stdout.write(`${values.json ? JSON.stringify(found) : describeEstimate(found)}\n`);
  return 0;
}

function assumedOf(settings: readonly string[]) {
  try {
    return assume(settings);
  } catch (error) {
    if (error instanceof AssumptionError) throw new UsageError(error.message, { cause: error });
    throw error;
  }
}

function jsonFailure(code: string, message: string): string {
  return JSON.stringify({ error: { code, message } });
}
