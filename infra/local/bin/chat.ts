import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { chat } from '#channels/cli/chat.ts';
import type { Seller } from '#channels/turn/seller-directory.ts';
import { openAssistant } from '../open-assistant.ts';
import { calendarToday, progressOn, reportFailures } from './console.ts';
import { sellerLines } from './seller-lines.ts';
import { readSettings, runCommand } from './settings.ts';

const HELP = `A conversation with the assistant in the terminal.

  npm run chat -- [--session ID] [--seller ID] [--today YYYY-MM-DD] [--data DIR]`;

await runCommand(async () => {
  const { values } = parseArgs({
    options: {
      session: { type: 'string' },
      seller: { type: 'string' },
      today: { type: 'string' },
      data: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${HELP}\n`);
    return 0;
  }
  const options = {
    ...readSettings(values),
    train: 'first' as const,
    onProgress: progressOn(process.stderr),
    onFailure: reportFailures(process.stderr),
  };
  const assistant = await openAssistant(options);
  const input = createInterface({ input: process.stdin, output: process.stdout, prompt: 'you> ' });
  try {
    const seller = values.seller ?? (await assistant.sellers.list())[0]?.sellerId ?? '';
    await chat({
      turn: assistant.turn,
      sellerId: seller,
      today: values.today ?? calendarToday(),
      ...(values.session === undefined ? {} : { thread: values.session }),
      lines: input,
      prompt: () => input.prompt(),
      onInterrupt(stop) {
        input.on('SIGINT', stop);
        return () => input.off('SIGINT', stop);
      },
      write: (text) => void process.stdout.write(text),
      styled: process.stdout.isTTY === true,
      greeting: greetingFor(seller, await assistant.sellers.list()),
    });
    return 0;
  } finally {
    input.close();
    await assistant.close();
  }
}, HELP);

function greetingFor(sellerId: string, sellers: readonly Seller[]): string {
  const seller = sellers.find((each) => each.sellerId === sellerId);
  if (seller === undefined)
    return `There is no seller ${sellerId} in the directory.\n${sellerLines(sellers)}`;
  return `You are ${seller.name}${seller.about === undefined ? '' : ` (${seller.about})`}.`;
}
