import type { Interface } from 'node:readline/promises';
import type { Turn } from '../turn/turn.ts';
import type { TurnResult } from '../turn/turn-result.ts';
import { stepWords } from './step-words.ts';

export interface ChatOptions {
  /** A fresh turn each time: the services it needs may have moved to another process. */
  readonly turn: () => Promise<Turn>;
  readonly sellerId: string;
  readonly thread?: string;
  readonly today?: string;
  readonly input: Interface;
  readonly write: (text: string) => void;
  readonly greeting: string;
}

const HELP =
  'Type what you would tell a colleague. /next lists what to ask, /session shows the session, /quit ends (as does Ctrl-D). Ctrl-C stops an answer.';

/** A conversation at a terminal: streams the words, shows each step as it happens, ends at the end of input. */
export async function chat(options: ChatOptions): Promise<void> {
  let thread = options.thread;
  let last: TurnResult | undefined;
  options.write(`${options.greeting}\n${HELP}\n`);
  for (;;) {
    const text = await question(options.input);
    if (text === undefined || text === '/quit') return;
    if (text.trim() === '') continue;
    if (text.startsWith('/')) {
      options.write(`${command(text.trim(), last)}\n`);
      continue;
    }
    last = await oneTurn(options, text, thread);
    if (last.outcome !== 'failed' || thread === undefined)
      thread = last.sessionId === '' ? thread : last.sessionId;
  }
}

async function oneTurn(options: ChatOptions, text: string, thread: string | undefined): Promise<TurnResult> {
  const stop = new AbortController();
  const onInterrupt = () => stop.abort();
  options.input.once('SIGINT', onInterrupt);
  try {
    const turn = await options.turn();
    const { sellerId, today } = options;
    const optional = {
      ...(thread === undefined ? {} : { thread }),
      ...(today === undefined ? {} : { today }),
    };
    for await (const event of turn.run({
      sellerId,
      channel: 'cli',
      text,
      signal: stop.signal,
      ...optional,
    })) {
      if (event.type === 'step') options.write(`${stepWords(event)}\n`);
      if (event.type === 'chunk') options.write(event.text);
      if (event.type === 'result') {
        options.write(ending(event.result));
        return event.result;
      }
    }
    throw new TypeError('a turn ended without a result');
  } finally {
    options.input.off('SIGINT', onInterrupt);
  }
}

function ending(result: TurnResult): string {
  const error = result.error === undefined ? '' : `\n${result.error.message} [${result.error.code}]`;
  const next = result.nextQuestions.length === 0 ? '' : `\n\n→ ${result.nextQuestions.join('  ·  ')}`;
  return `${error}${next}\n\n`;
}

function command(text: string, last: TurnResult | undefined): string {
  if (text === '/session') return last === undefined ? 'No session yet.' : last.sessionId;
  if (text === '/next') return last?.nextQuestions.join('\n') || 'Nothing to suggest yet.';
  return HELP;
}

/** The next line, or undefined at the end of input. */
async function question(input: Interface): Promise<string | undefined> {
  return new Promise((resolve) => {
    const onClose = () => resolve(undefined);
    input.once('close', onClose);
    input.question('you> ').then(
      (line) => {
        input.off('close', onClose);
        resolve(line);
      },
      () => resolve(undefined),
    );
  });
}
