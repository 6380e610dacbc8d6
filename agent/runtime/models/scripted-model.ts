import type { Model, ModelError, ModelEvent, ModelRequest } from './model.ts';

/** One message of the script: what the model sends, and how it ends. */
export type ScriptedTurn =
  | { readonly events: readonly ModelEvent[] }
  | { readonly fails: Error; readonly after?: readonly ModelEvent[] }
  /** Sends nothing (more) until the signal aborts. */
  | { readonly hangsAfter: readonly ModelEvent[] };

export interface ScriptedModel extends Model {
  /** Text in the given pieces, then the end of the message. */
  says(...pieces: string[]): ScriptedModel;
  /** One message with these tool uses, after `text` if given. */
  uses(toolUses: readonly { name: string; input: unknown }[], text?: string): ScriptedModel;
  asks(question: string): ScriptedModel;
  fails(error: ModelError, after?: string): ScriptedModel;
  hangs(after?: string): ScriptedModel;
  addTurn(turn: ScriptedTurn): ScriptedModel;
  /** Plays the last message again and again instead of ending. */
  repeatsLast(): ScriptedModel;
  /** What the model was given so far. */
  readonly requests: readonly ModelRequest[];
}

/** A model that plays a script: the double for tests of everything above a model. */
export function scriptedModel(): ScriptedModel {
  const script: ScriptedTurn[] = [];
  const requests: ModelRequest[] = [];
  let repeats = false;
  let ids = 0;

  async function* converse(request: ModelRequest): AsyncGenerator<ModelEvent> {
    request.signal.throwIfAborted();
    const turn = script[requests.length] ?? (repeats ? script.at(-1) : undefined);
    requests.push(request);
    if (turn === undefined) throw new Error(`the script has no message ${requests.length}`);
    yield* 'events' in turn ? turn.events : 'fails' in turn ? (turn.after ?? []) : turn.hangsAfter;
    if ('fails' in turn) throw turn.fails;
    if ('hangsAfter' in turn) {
      await new Promise((_resolve, reject) => {
        if (request.signal.aborted) reject(request.signal.reason);
        request.signal.addEventListener('abort', () => reject(request.signal.reason), { once: true });
      });
    }
  }

  const model: ScriptedModel = {
    modelId: 'scripted',
    requests,
    converse,
    addTurn: (turn) => {
      script.push(turn);
      return model;
    },
    says: (...pieces) => model.addTurn({ events: [...pieces.map(delta), stop('end-turn')] }),
    uses: (toolUses, text) =>
      model.addTurn({
        events: [
          ...(text === undefined ? [] : [delta(text)]),
          ...toolUses.map(({ name, input }): ModelEvent => {
            ids += 1;
            // A real model can send anything here; the type says what a well-behaved one sends.
            return {
              type: 'tool-use',
              toolUse: { toolUseId: `use-${ids}`, name, input: input as Record<string, string> },
            };
          }),
          stop('tool-use'),
        ],
      }),
    asks: (question) => model.uses([{ name: 'user__askuser', input: { question } }]),
    fails: (error, after) =>
      model.addTurn({ fails: error, after: after === undefined ? [] : [delta(after)] }),
    hangs: (after) => model.addTurn({ hangsAfter: after === undefined ? [] : [delta(after)] }),
    repeatsLast: () => {
      repeats = true;
      return model;
    },
  };
  return model;
}

function delta(text: string): ModelEvent {
  return { type: 'text-delta', text };
}

function stop(reason: 'end-turn' | 'tool-use'): ModelEvent {
  return { type: 'stop', reason, inputTokens: 100, outputTokens: 10 };
}
