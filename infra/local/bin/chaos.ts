import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runChaos } from '../chaos/run-chaos.ts';
import { progressOn, reportFailures } from './console.ts';
import { runCommand, UsageError, wholeNumber } from './settings.ts';

const HELP = `Breaks the way of Slack's questions while they are answered, and checks what Slack saw.

  npm run --silent chaos -- slack [--questions N] [--seed S] [--kills K] [--timeout SECONDS] [--json]

  Over a fake of Slack's servers: workers are processes that are killed with SIGKILL, 10 % of posts are ambiguous
  (the connection drops before or after the work), 5 % of calls are limited, 20 % of the agent's turns are throttled
  in mid-stream, events come twice and acknowledgements are lost. Leases and waits are shorter than in a deployment.

  --questions N   questions, several in a thread (1000)
  --seed S        of the questions, faults and kills (1)
  --kills K       workers killed (a ninth of the questions)
  --timeout T     a run is ended after so many seconds (900)
  --json          {questions, kills, lost, duplicated, misrouted, wallMs}

Exit codes: 0 each question was answered once, in its place; 1 one was not; 2 usage.`;

/** Faults told of each kind. */
const MOST_TOLD = 20;

await runCommand(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      questions: { type: 'string', default: '1000' },
      seed: { type: 'string', default: '1' },
      kills: { type: 'string' },
      timeout: { type: 'string', default: '900' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${HELP}\n`);
    return 0;
  }
  if (positionals.join(' ') !== 'slack')
    throw new UsageError(`chaos ${positionals.join(' ')}: there is "slack"`);
  const questions = wholeNumber('--questions', values.questions, 1);
  const onProgress = progressOn(process.stderr);
  const { report, faults } = await runChaos({
    questions,
    seed: wholeNumber('--seed', values.seed, 0),
    kills: values.kills === undefined ? Math.ceil(questions / 9) : wholeNumber('--kills', values.kills, 0),
    timeoutMs: wholeNumber('--timeout', values.timeout, 1) * 1000,
    worker: fileURLToPath(new URL('./chaos-worker.ts', import.meta.url)),
    execArgv: process.execArgv,
    environment: process.env,
    onProgress,
    onFailure: reportFailures(process.stderr),
  });
  for (const [kind, found] of Object.entries(faults))
    for (const [marker, what] of [...(found as ReadonlyMap<string, string>)].slice(0, MOST_TOLD))
      onProgress(`${kind}: ${marker}: ${what.slice(0, 300)}`);
  const { kills, lost, duplicated, misrouted, wallMs } = report;
  process.stdout.write(
    values.json
      ? `${JSON.stringify(report)}\n`
      : `${questions} questions, ${kills} workers killed: ${lost} lost, ${duplicated} doubled, ${misrouted} in a wrong place; ${(wallMs / 1000).toFixed(0)} s\n`,
  );
  return lost + duplicated + misrouted === 0 ? 0 : 1;
}, HELP);
