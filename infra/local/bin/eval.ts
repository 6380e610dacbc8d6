import { type EvalCommand, EXIT } from './eval-command.ts';

/** Each subcommand with a line for the overview; its file is loaded when it is called. */
const COMMANDS: Readonly<Record<string, readonly [about: string, load: () => Promise<EvalCommand>]>> = {
  lint: ['checks suites without asking anybody', async () => (await import('./eval-lint.ts')).evalLint],
  run: [
    'holds the conversations of suites and checks every turn',
    async () => (await import('./eval-run.ts')).evalRun,
  ],
  rescore: [
    'checks again what was said in a run, with no agent',
    async () => (await import('./eval-rescore.ts')).evalRescore,
  ],
  show: [
    'what was said in a case of a run, with its steps and checks',
    async () => (await import('./eval-show.ts')).evalShow,
  ],
  plan: [
    'what an A/B over suites can show, and what it would take',
    async () => (await import('./eval-plan.ts')).evalPlan,
  ],
  ab: [
    'holds the variants of an experiment and compares them',
    async () => (await import('./eval-ab.ts')).evalAb,
  ],
  compare: [
    'compares runs: an interval, a p and a verdict',
    async () => (await import('./eval-compare.ts')).evalCompare,
  ],
  gate: ['says whether a run may be released', async () => (await import('./eval-gate.ts')).evalGate],
  bless: [
    'takes a run as the baseline that later runs are held to',
    async () => (await import('./eval-bless.ts')).evalBless,
  ],
  report: [
    'reports a run: on one screen, as HTML, JUnit or Markdown',
    async () => (await import('./eval-report.ts')).evalReport,
  ],
  judge: ['compares a judging model with people', async () => (await import('./eval-judge.ts')).evalJudge],
  online: [
    'experiments on users: starts, stops and reads them',
    async () => (await import('./eval-online.ts')).evalOnline,
  ],
  simulate: [
    'how often each method is wrong where the truth is known',
    async () => (await import('./eval-simulate.ts')).evalSimulate,
  ],
  documents: [
    'asks the judged questions about documents',
    async () => (await import('./eval-documents.ts')).evalDocumentsCommand,
  ],
};

const HELP = `Evals: how well the assistant does, and whether it got better.

  npm run --silent eval -- COMMAND [--help]

${Object.entries(COMMANDS)
  .map(([name, [about]]) => `  ${name.padEnd(10)} ${about}`)
  .join('\n')}

Exit codes: 0 pass; 1 a case fails or a regression is proven; 2 usage, a broken suite, nothing selected; 3 inconclusive or
not comparable; 4 the agent could not be asked to the end; 130 interrupted, can be gone on with.`;

/** Codes of our own errors, by how the command ends. */
const ENDS: Readonly<Record<string, number>> = {
  'invalid-suite': EXIT.usage,
  'nothing-selected': EXIT.usage,
  'run-folder-in-use': EXIT.usage,
  'run-folder-taken': EXIT.usage,
  'run-folder-unreadable': EXIT.usage,
  'experiment-malformed': EXIT.usage,
  'labels-unreadable': EXIT.usage,
  'prompt-not-found': EXIT.usage,
  'prompt-malformed': EXIT.usage,
  'prompt-unknown-variable': EXIT.usage,
  'prompt-missing-variable': EXIT.usage,
  'run-not-the-same': EXIT.inconclusive,
  'run-unreadable': EXIT.usage,
  'not-comparable': EXIT.inconclusive,
  'run-incomplete': EXIT.incomplete,
  'online-experiment-malformed': EXIT.usage,
  'event-log-unreadable': EXIT.usage,
};

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
process.exitCode = await main(process.argv.slice(2));

async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === undefined || name === '--help' || name === 'help') {
    process.stdout.write(`${HELP}\n`);
    return name === undefined ? EXIT.usage : EXIT.pass;
  }
  const [, load] = Object.hasOwn(COMMANDS, name) ? (COMMANDS[name] ?? []) : [];
  if (load === undefined) {
    process.stderr.write(
      `eval ${name}: there is no such command; there are ${Object.keys(COMMANDS).join(', ')}\n`,
    );
    return EXIT.usage;
  }
  const command = await load();
  if (args.includes('--help')) {
    process.stdout.write(`${command.help}\n`);
    return EXIT.pass;
  }
  try {
    return await command.run(args);
  } catch (error) {
    return failed(error, name);
  }
}

function failed(error: unknown, command: string): number {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const isUsage =
    (error instanceof Error && error.name === 'UsageError') || code.startsWith('ERR_PARSE_ARGS');
  const help = isUsage ? `npm run --silent eval -- ${command} --help tells what it takes\n` : '';
  process.stderr.write(`${message}\n${help}`);
  if (isUsage) return EXIT.usage;
  // Whatever else breaks before or during a run: the agent could not be asked.
  return ENDS[code] ?? EXIT.incomplete;
}
