import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { createYamlSellerDirectory } from '#channels/turn/yaml-seller-directory.ts';
import { createAssistant } from '../assistant.ts';
import { openServices } from '../open-assistant.ts';
import { sessionSecret } from '../session-secret.ts';
import { openSlackDemo } from '../slack-demo/run-slack-demo.ts';
import { DEMO_HELP } from '../slack-demo/slack-demo.ts';
import { progressOn, reportFailures } from './console.ts';
import { readSettings, runCommand } from './settings.ts';

const HELP = `The whole Slack app over a pretended Slack in the terminal: no account is needed.

  npm run slack:demo -- [--data DIR]

What is typed is said in Slack; what Slack would show comes as text. Lines may also come from a file or a pipe.
${DEMO_HELP.join('\n')}`;

await runCommand(async () => {
  const { values } = parseArgs({
    options: { data: { type: 'string' }, help: { type: 'boolean', default: false } },
  });
  if (values.help) {
    process.stdout.write(`${HELP}\n`);
    return 0;
  }
  const settings = readSettings(values);
  const options = {
    ...settings,
    train: 'first' as const,
    onProgress: progressOn(process.stderr),
    onFailure: reportFailures(process.stderr),
  };
  const services = await openServices(options);
  const assistant = createAssistant({
    ...options,
    endpoints: services.endpoints,
    sellers: await createYamlSellerDirectory(settings.sellersFile),
    sessionSecret: settings.sessionSecret ?? (await sessionSecret(settings.dataDir)),
    clock: () => new Date(),
  });
  const write = (line: string) => void process.stdout.write(`${line}\n`);
  const demo = await openSlackDemo({ ...options, endpoints: services.endpoints, assistant, write });
  const isTerminal = process.stdin.isTTY === true;
  try {
    write('A pretended Slack; /help lists what there is.');
    await demo.take('/dm');
    await demo.settle();
    // Lines that come before somebody listens to them are lost.
    const input = createInterface({ input: process.stdin, output: process.stdout, terminal: isTerminal });
    const ask = () => {
      input.setPrompt(demo.prompt());
      input.prompt();
    };
    ask();
    for await (const line of input) {
      // A file's lines are not echoed by a terminal.
      if (!isTerminal) write(line);
      if (!(await demo.take(line))) break;
      await demo.settle();
      ask();
    }
    input.close();
    return 0;
  } finally {
    await demo.close();
    assistant.close();
    await services.close();
  }
}, HELP);
