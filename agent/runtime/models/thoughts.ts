import type { ModelEvent } from './model.ts';

/** How models fence off what they think before they speak: Nova the one way, most open models the other. */
const FENCES = [
  ['<thinking>', '</thinking>'],
  ['<think>', '</think>'],
] as const;

/**
 * The events without what a model thought aloud at the beginning of its message: that is no part of an answer. Only
 * the beginning is looked at; the same tags later are the model's words.
 */
export async function* withoutThoughts(events: AsyncIterable<ModelEvent>): AsyncGenerator<ModelEvent> {
  let begun = false;
  /** Text that may yet turn out to be a thought, or is one that has not ended. */
  let held = '';
  for await (const event of events) {
    if (event.type === 'text-delta' && !begun) {
      held += event.text;
      const words = afterThought(held);
      if (words === undefined) {
        held = shortened(held);
        continue;
      }
      begun = true;
      held = '';
      if (words !== '') yield { type: 'text-delta', text: words };
      continue;
    }
    // What only looked like the beginning of a thought is said before what comes after it.
    if (event.type !== 'text-delta' && held !== '' && !isThought(held)) {
      yield { type: 'text-delta', text: held };
      held = '';
    }
    yield event;
  }
}

/** What is said behind a thought; all of it where there is none; undefined while that cannot be told. */
function afterThought(text: string): string | undefined {
  const start = text.trimStart();
  for (const [open, close] of FENCES) {
    if (start.length < open.length && open.startsWith(start)) return undefined;
    if (!start.startsWith(open)) continue;
    const end = start.indexOf(close);
    const words = end === -1 ? '' : start.slice(end + close.length).trimStart();
    // Blanks behind the thought are dropped with it, however they are cut.
    return words === '' ? undefined : words;
  }
  return text;
}

/** A thought that has not ended, without its middle: a long one is not gone through again at each piece. */
function shortened(text: string): string {
  const start = text.trimStart();
  const fence = FENCES.find(([open]) => start.startsWith(open));
  if (fence === undefined || start.includes(fence[1])) return text;
  const [open, close] = fence;
  return open + start.slice(open.length).slice(-close.length);
}

function isThought(text: string): boolean {
  return FENCES.some(([open]) => text.trimStart().startsWith(open));
}
