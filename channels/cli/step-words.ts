import { doingWords } from '../turn/doing-words.ts';
import type { TurnEvent } from '../turn/turn-result.ts';

type StepEvent = Extract<TurnEvent, { type: 'step' }>;

/** One line for a step as it starts or ends: `· reading similar projects … 112 ms`. */
export function stepWords(event: StepEvent): string {
  const doing = doingWords(event.operation) ?? event.operation;
  if (event.phase === 'started') return `· ${doing} …`;
  const outcome = event.code === 'ok' ? '' : ` (${event.code})`;
  return `· ${doing}${outcome}, ${Math.round(event.ms)} ms`;
}
