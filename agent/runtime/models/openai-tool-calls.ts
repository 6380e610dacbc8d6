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
  const keyOf = (part: ToolCallPart, id: string | undefined, name: string | undefined): number => {
    const same = id === undefined ? undefined : keyOfId.get(id);
    if (same !== undefined) return same;
    const last = calls.length === 0 ? undefined : calls.length - 1;
    const here =
      typeof part.index === 'number' ? keyOfIndex.get(part.index) : name === undefined ? last : undefined;
    const call = here === undefined ? undefined : calls[here];
    if (here === undefined || call === undefined) return begin();
    const another = id !== undefined && call.id !== undefined;
    return another || (id === undefined && name !== undefined && isWhole(call.text)) ? begin() : here;
  };

  return {
    add(part) {
      const id = part.id ?? '';
      const name = part.function?.name ?? '';
      const given = part.function?.arguments ?? '';
      const piece = typeof given === 'string' ? given : JSON.stringify(given);
      const key = keyOf(part, id === '' ? undefined : id, name === '' ? undefined : name);
      const call = calls[key];
      if (call === undefined) return;
      if (typeof part.index === 'number') keyOfIndex.set(part.index, key);
      if (id !== '') {
        call.id ??= id;
        keyOfId.set(id, key);
      }
      call.text += piece;
      inputs.begin(key, { ...(id === '' ? {} : { toolUseId: id }), ...(name === '' ? {} : { name }) });
      inputs.append(key, piece);
    },
    takeAll: () => inputs.takeAll(),
  };
}

/** Whether a call's arguments are complete: what comes after them with a name is another call. */
function isWhole(text: string): boolean {
  return text.trimEnd().endsWith('}') && readInput(text).brokenInput === undefined;
}
