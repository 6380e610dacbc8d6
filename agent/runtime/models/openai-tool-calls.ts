import type { ToolUse } from './model.ts';
import { createToolInputs, readInput } from './tool-inputs.ts';

/** A part of a tool call as an OpenAI-compatible server streams it. */
export interface ToolCallPart {
  readonly index?: number | null | undefined;
  readonly id?: string | null | undefined;
  readonly function?:
    | {
        readonly name?: string | null | undefined;
        readonly arguments?: string | Readonly<Record<string, unknown>> | null | undefined;
      }
    | null
    | undefined;
}

/**
 * Puts parts of parallel calls together. OpenAI numbers the calls and names each once; others leave the number
 * or the id out, send 0 for every call, or arguments as an object.
 * @see https://github.com/ollama/ollama/issues/15457
 */
export function createToolCalls(newId: () => string): {
  add(part: ToolCallPart): void;
  takeAll(): ToolUse[];
} {
  const inputs = createToolInputs(newId);
  const keyOfId = new Map<string, number>();
  const keyOfIndex = new Map<number, number>();
  const calls: { id: string | undefined; text: string }[] = [];

  const begin = () => calls.push({ id: undefined, text: '' }) - 1;
  const keyOf = ({ index }: ToolCallPart, id: string, name: string, piece: string): number => {
    const byIndex =
      typeof index === 'number' ? keyOfIndex.get(index) : name === '' ? calls.length - 1 : undefined;
    const key = (id === '' ? undefined : keyOfId.get(id)) ?? byIndex;
    const call = key === undefined ? undefined : calls[key];
    if (key === undefined || call === undefined) return begin();
    const hasAnotherId = id !== '' && call.id !== undefined && call.id !== id;
    // Arguments behind whole ones, with a name of their own, are another call, whatever number or id it has.
    const isNext = name !== '' && piece.trim() !== '' && isWhole(call.text);
    return hasAnotherId || isNext ? begin() : key;
  };

  return {
    add(part) {
      const id = part.id ?? '';
      const name = part.function?.name ?? '';
      const given = part.function?.arguments ?? '';
      const piece = typeof given === 'string' ? given : JSON.stringify(given);
      const key = keyOf(part, id, name, piece);
      const call = calls[key];
      if (call === undefined) return;
      if (typeof part.index === 'number') keyOfIndex.set(part.index, key);
      // An id that another call has already does not name this one.
      const isOwn = id !== '' && calls.every((other) => other === call || other.id !== id);
      if (isOwn) call.id ??= id;
      if (id !== '') keyOfId.set(id, key);
      call.text += piece;
      inputs.begin(key, { ...(isOwn ? { toolUseId: id } : {}), ...(name === '' ? {} : { name }) });
      inputs.append(key, piece);
    },
    takeAll: () => inputs.takeAll(),
  };
}

/** Whether a call's arguments are complete. */
function isWhole(text: string): boolean {
  return text.trimEnd().endsWith('}') && readInput(text).brokenInput === undefined;
}
