import { type Json, ModelError, type ToolUse } from './model.ts';

/** Longest message a model may send, in characters of text and arguments together: more is no answer. */
export const MOST_MESSAGE_CHARACTERS = 500_000;

/** How much of broken arguments is kept, to be looked at. */
const MOST_BROKEN_CHARACTERS = 500;

/** Gathers the tool uses of one message while their arguments come in pieces. */
export interface ToolInputs {
  /** Begins the use at `key`, or completes what is known of it. */
  begin(key: string | number, use: { readonly toolUseId?: string; readonly name?: string }): void;
  append(key: string | number, piece: string): void;
  /** Takes out the use at `key`; undefined when nothing was begun there. */
  take(key: string | number): ToolUse | undefined;
  /** Takes out all uses that are left, in the order in which they began. */
  takeAll(): ToolUse[];
}

/** `newId` names a use whose server gave it no id. */
export function createToolInputs(newId: () => string): ToolInputs {
  const begun = new Map<string | number, { toolUseId: string | undefined; name: string; text: string }>();
  const at = (key: string | number) => {
    const known = begun.get(key);
    if (known !== undefined) return known;
    const use = { toolUseId: undefined, name: '', text: '' };
    begun.set(key, use);
    return use;
  };
  const take = (key: string | number): ToolUse | undefined => {
    const use = begun.get(key);
    if (use === undefined) return undefined;
    begun.delete(key);
    return { toolUseId: use.toolUseId ?? newId(), name: use.name, ...readInput(use.text) };
  };
  return {
    begin(key, { toolUseId, name }) {
      const use = at(key);
      if (toolUseId !== undefined && toolUseId !== '') use.toolUseId ??= toolUseId;
      if (name !== undefined && use.name === '') use.name = name;
    },
    append(key, piece) {
      at(key).text += piece;
    },
    take,
    takeAll: () => [...begun.keys()].flatMap((key) => take(key) ?? []),
  };
}

/** Arguments as a model wrote them; nothing at all stands for no arguments. */
export function readInput(text: string): Pick<ToolUse, 'input' | 'brokenInput'> {
  if (text.trim() === '') return { input: {} };
  try {
    const input: unknown = JSON.parse(text);
    if (typeof input === 'object' && input !== null && !Array.isArray(input))
      return { input: input as Readonly<Record<string, Json>> };
  } catch {
    // Told below, like any other text that is no object.
  }
  return { input: {}, brokenInput: text.slice(0, MOST_BROKEN_CHARACTERS) };
}

/** Counts what a message holds. @throws {ModelError} `model-failed` when it is longer than a message may be. */
export function createLengthGuard(): (piece: string) => void {
  let characters = 0;
  return (piece) => {
    characters += piece.length;
    if (characters > MOST_MESSAGE_CHARACTERS)
      throw new ModelError(
        'model-failed',
        `the model’s message is longer than ${MOST_MESSAGE_CHARACTERS} characters`,
      );
  };
}
