import { sourceLines } from '../render/citation-words.ts';
import { groundingNote } from '../render/grounding-words.ts';
import type { Turn } from '../turn/turn.ts';
import type { TurnResult } from '../turn/turn-result.ts';
import { stepWords } from './step-words.ts';
import { terminalText } from './terminal-text.ts';

export interface ChatOptions {
  readonly turn: Turn;
  readonly sellerId: string;
  readonly thread?: string;
  readonly today?: string;
  /** What the person types, a line each; its end ends the conversation. */
  readonly lines: AsyncIterable<string>;
  /** Shows that a line is awaited. */
  readonly prompt: () => void;
  /** Calls back when the person interrupts; returns how to stop listening. */
  readonly onInterrupt: (stop: () => void) => () => void;
  readonly write: (text: string) => void;
  /** Whether `write` reaches a terminal that knows bold type. */
  readonly styled: boolean;
  readonly greeting: string;
}

const HELP =
  'Type what you would tell a colleague. /next lists what to ask, /session shows the session, /quit ends (as does Ctrl-D). Ctrl-C stops an answer.';

/** A conversation at a terminal: streams the words, shows each step as it happens. */
export async function chat(options: ChatOptions): Promise<void> {
  let thread = options.thread;
  let last: TurnResult | undefined;
  options.write(`${options.greeting}\n${HELP}\n\n`);
  options.prompt();
  for await (const line of options.lines) {
    const text = line.trim();
    if (text === '/quit') return;
    if (text.startsWith('/')) options.write(`${command(text, last)}\n`);
    else if (text !== '') {
      last = await oneTurn(options, text, thread);
      if (last.sessionId !== '') thread = last.sessionId;
    }
    options.prompt();
  }
}

async function oneTurn(options: ChatOptions, text: string, thread: string | undefined): Promise<TurnResult> {
  const { sellerId, today, write } = options;
  const interrupted = new AbortController();
  const stopListening = options.onInterrupt(() => interrupted.abort());
  const words = terminalText(options.styled);
  const optional = { ...(thread === undefined ? {} : { thread }), ...(today === undefined ? {} : { today }) };
  const request = { sellerId, channel: 'cli', text, signal: interrupted.signal, ...optional };
  try {
    for await (const event of options.turn.run(request)) {
      if (event.type === 'step') write(`${stepWords(event)}\n`);
      if (event.type === 'chunk') write(words.push(event.text));
      if (event.type === 'result') {
        write(words.end() + ending(event.result));
        return event.result;
      }
    }
    throw new TypeError('a turn ended without a result');
  } finally {
    stopListening();
  }
}

function ending(result: TurnResult): string {
  const error = result.error === undefined ? '' : `\n${result.error.message} [${result.error.code}]`;
  const note = groundingNote(result.grounding);
  const doubt = note === undefined ? '' : `\n\n${note}`;
  const next = result.nextQuestions.length === 0 ? '' : `\n\n→ ${result.nextQuestions.join('  ·  ')}`;
  const lines = sourceLines(result.citations);
  const sources = lines.length === 0 ? '' : `\n\nSources:\n${lines.map((line) => `  ${line}`).join('\n')}`;
  return `${sources}${doubt}${error}${next}\n\n`;
}

function command(text: string, last: TurnResult | undefined): string {
  if (text === '/session') return last === undefined ? 'No session yet.' : last.sessionId;
  if (text === '/next') return last?.nextQuestions.join('\n') || 'Nothing to suggest yet.';
  return HELP;
}
