import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { ask, exitCodeOf, jsonFailure } from '#channels/cli/ask.ts';
import { giveFeedback } from '#channels/cli/give-feedback.ts';
import { createYamlSellerDirectory } from '#channels/turn/yaml-seller-directory.ts';
import { openAssistant } from '../open-assistant.ts';
import { calendarToday, progressOn, reportFailures } from './console.ts';
import { sellerLines } from './seller-lines.ts';
import { readSettings, runCommand, UsageError } from './settings.ts';

const HELP = `Asks the assistant one question and prints the answer.

  npm run --silent ask -- [options] "text"

  --json             one JSON object: outcome, answer, citations, steps, artifacts, next questions, what was understood, usage
  --session ID       goes on in a conversation: the id of an earlier answer, or a name of your own
  --seller ID        who asks; the first one of the directory by default; without an ID it lists them
  --feedback up|down   what you think of the last answer of --session; the text is the reason, if you give one
  --tier TIER        standard or enhanced, for a new conversation
  --data DIR         the data's folder (DATA_DIR, .data)
  --today DATE       the day to reckon from, YYYY-MM-DD
  --help

The text may come on standard input instead. Exit codes: 0 answered, asked back or declined; 1 failed; 2 usage.`;

await runCommand(
  async () => {
    const args = process.argv.slice(2);
    const isListing = asksForSellers(args);
    const { values, positionals } = parseArgs({
      args: isListing ? args.filter((word) => word !== '--seller') : args,
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        session: { type: 'string' },
        seller: { type: 'string' },
        tier: { type: 'string' },
        feedback: { type: 'string' },
        today: { type: 'string' },
        data: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) {
      process.stdout.write(`${HELP}\n`);
      return 0;
    }
    if (isListing) return listSellers(readSettings(values).sellersFile, values.json);
    const { tier, feedback } = values;
    if (feedback !== undefined && feedback !== 'up' && feedback !== 'down')
      throw new UsageError(`--feedback ${feedback}: up or down`);
    if (feedback !== undefined && values.session === undefined)
      throw new UsageError('--feedback: which conversation? Name it with --session');
    if (tier !== undefined && tier !== 'standard' && tier !== 'enhanced') {
      throw new UsageError(`--tier ${tier}: standard or enhanced`);
    }
    if (feedback === undefined && positionals.length === 0 && process.stdin.isTTY)
      throw new UsageError('what is the question?');
    const question =
      positionals.length > 0 || feedback !== undefined ? positionals.join(' ') : await text(process.stdin);
    const settings = readSettings(values);
    const assistant = await openAssistant({
      ...settings,
      train: 'first',
      onProgress: values.json ? () => {} : progressOn(process.stderr),
      onFailure: reportFailures(process.stderr),
    });
    try {
      const sellerId = values.seller ?? (await assistant.sellers.list())[0]?.sellerId ?? '';
      if (feedback !== undefined) {
        const given = {
          sellerId,
          channel: 'cli',
          thread: values.session ?? '',
          verdict: feedback,
          reason: question,
        } as const;
        const { output, exitCode } = await giveFeedback(assistant.feedback, given, values.json);
        process.stdout.write(`${output}\n`);
        return exitCode;
      }
      const { result, output } = await ask(
        assistant.turn,
        {
          sellerId,
          channel: 'cli',
          text: question,
          today: values.today ?? calendarToday(),
          ...(values.session === undefined ? {} : { thread: values.session }),
          ...(tier === undefined ? {} : { tier }),
        },
        { json: values.json, styled: process.stdout.isTTY === true },
      );
      process.stdout.write(`${output}\n`);
      if (result.error?.code === 'unknown-seller' && !values.json)
        process.stdout.write(`\n${sellerLines(await assistant.sellers.list())}\n`);
      return exitCodeOf(result);
    } finally {
      await assistant.close();
    }
  },
  HELP,
  process.argv.includes('--json') ? jsonFailure : undefined,
);

/** `--seller` with nothing after it, or another flag. */
function asksForSellers(args: readonly string[]): boolean {
  const at = args.indexOf('--seller');
  return at !== -1 && (args[at + 1] === undefined || args[at + 1]?.startsWith('--') === true);
}

async function listSellers(file: string, json: boolean): Promise<number> {
  const sellers = await (await createYamlSellerDirectory(file)).list();
  process.stdout.write(`${json ? JSON.stringify({ sellers }) : sellerLines(sellers)}\n`);
  return 0;
}
