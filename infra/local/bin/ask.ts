import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { ask, exitCodeOf, jsonFailure } from '#channels/cli/ask.ts';
import { openAssistant } from '../open-assistant.ts';
import { calendarToday, progressOn, reportFailures } from './console.ts';
import { readSettings, runCommand, UsageError } from './settings.ts';

const HELP = `Asks the assistant one question and prints the answer.

  npm run --silent ask -- [options] "text"

  --json             one JSON object: outcome, answer, steps, artifacts, next questions, what was understood, usage
  --session ID       goes on in a conversation: the id of an earlier answer, or a name of your own
  --seller ID        who asks (sellers.yaml); the first one there by default
  --tier TIER        standard or enhanced, for a new conversation
  --today DATE       the day to reckon from, YYYY-MM-DD
  --help

The text may come on standard input instead. Exit codes: 0 answered, asked back or declined; 1 failed; 2 usage.`;

await runCommand(
  async () => {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        session: { type: 'string' },
        seller: { type: 'string' },
        tier: { type: 'string' },
        today: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) {
      process.stdout.write(`${HELP}\n`);
      return 0;
    }
    const { tier } = values;
    if (tier !== undefined && tier !== 'standard' && tier !== 'enhanced') {
      throw new UsageError(`--tier ${tier}: standard or enhanced`);
    }
    if (positionals.length === 0 && process.stdin.isTTY) throw new UsageError('what is the question?');
    const question = positionals.length > 0 ? positionals.join(' ') : await text(process.stdin);
    const settings = readSettings();
    const assistant = await openAssistant({
      ...settings,
      train: 'first',
      onProgress: values.json ? () => {} : progressOn(process.stderr),
      onFailure: reportFailures(process.stderr),
    });
    try {
      const sellerId = values.seller ?? (await assistant.sellers.list())[0]?.sellerId ?? '';
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
      return exitCodeOf(result);
    } finally {
      await assistant.close();
    }
  },
  HELP,
  process.argv.includes('--json') ? jsonFailure : undefined,
);
