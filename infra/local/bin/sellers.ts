import { parseArgs } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamoDbSellerDirectory } from '#channels/turn/dynamodb-seller-directory.ts';
import { loadSellers } from '#channels/turn/dynamodb-seller-load.ts';
import { readSellersFile } from '#channels/turn/sellers-file.ts';
import { describeSellerLoad } from '../describe-seller-load.ts';
import { localClientOptions } from '../local-client-options.ts';
import { openServices } from '../open-assistant.ts';
import { TABLE_NAMES } from '../table-names.ts';
import { progressOn, reportFailures } from './console.ts';
import { sellerLines } from './seller-lines.ts';
import { readSettings, runCommand, UsageError } from './settings.ts';

const HELP = `Stores who may ask, and whose projects they see, in the sellers' table; or lists who is in it.

  npm run --silent sellers -- load FILE [--dry-run] [--json] [--data DIR | --table NAME]
  npm run --silent sellers -- list [--json] [--data DIR | --table NAME]

  FILE         as sellers.yaml; checked whole before anything is written. Whoever is not in it is taken out.
  --dry-run    tells what would be added, changed and removed, and writes nothing
  --json       one JSON object: {file, dryRun, added, changed, removed, unchanged}, or {sellers}
  --data DIR   the data's folder (DATA_DIR, .data)
  --table NAME instead the table of a deployment, as partner-assistant-dev-sellers; credentials and region as the
               AWS SDK finds them (AWS_PROFILE, AWS_REGION)
  --help

The commands ask the table with SELLERS_FROM=table in the environment; without it they read sellers.yaml.
Loading the same file again changes nothing; of two loads at once the one that began last counts.
Exit codes: 0 done; 1 the file is wrong or the table cannot be reached; 2 usage.`;

await runCommand(main, HELP, process.argv.includes('--json') ? jsonFailure : undefined);

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      'dry-run': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      data: { type: 'string' },
      table: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${HELP}\n`);
    return 0;
  }
  const [command, file, ...rest] = positionals;
  const isListing = command === 'list';
  if (command !== 'load' && !isListing)
    throw new UsageError(`${command === undefined ? 'what is to be done' : command}: load FILE or list`);
  if (isListing ? file !== undefined : file === undefined || rest.length > 0)
    throw new UsageError(
      isListing ? `list ${file}: list takes no file` : 'load: give one file, such as sellers.yaml',
    );
  const isDryRun = values['dry-run'];
  if (isListing && isDryRun) throw new UsageError('--dry-run: list writes nothing; leave it out');
  const { table: deployed } = values;
  if (deployed !== undefined && values.data !== undefined)
    throw new UsageError('--table and --data: give the one that is meant');
  if (deployed !== undefined && !/^[\w.-]{3,255}$/.test(deployed))
    throw new UsageError(
      `--table is "${deployed}": give the name of a table, 3 to 255 letters, digits, _ . -`,
    );
  const settings = readSettings({ data: values.data });
  // Before anything is started: a wrong file needs no services.
  const sellers = file === undefined ? [] : await readSellersFile(file);
  const services =
    deployed === undefined
      ? await openServices({
          ...settings,
          onProgress: values.json ? () => {} : progressOn(process.stderr),
          onFailure: reportFailures(process.stderr),
        })
      : undefined;
  const client = new DynamoDBClient(
    services === undefined ? {} : { ...localClientOptions, endpoint: services.endpoints.dynamodb },
  );
  try {
    const table = { client, tableName: deployed ?? TABLE_NAMES.sellers };
    if (file === undefined) {
      const listed = await createDynamoDbSellerDirectory(table).list();
      const empty = 'The table holds no sellers: fill it with npm run sellers -- load FILE';
      const lines = listed.length === 0 ? empty : sellerLines(listed);
      process.stdout.write(`${values.json ? JSON.stringify({ sellers: listed }) : lines}\n`);
      return 0;
    }
    const load = await loadSellers({ ...table, isDryRun }, sellers);
    process.stdout.write(
      `${values.json ? JSON.stringify({ file, dryRun: isDryRun, ...load }) : describeSellerLoad(file, load, isDryRun)}\n`,
    );
    return 0;
  } finally {
    client.destroy();
    await services?.close();
  }
}

function jsonFailure(code: string, message: string): string {
  return JSON.stringify({ error: { code, message } });
}
