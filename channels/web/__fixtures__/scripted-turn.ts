import type { Turn, TurnRequest } from '#channels/turn/turn.ts';
import type { TurnEvent, TurnResult } from '#channels/turn/turn-result.ts';

/** A result with nothing in it but what is given. */
export function resultWith(changes: Partial<TurnResult> = {}): TurnResult {
  const nothing = { steps: [], citations: [], artifacts: [], nextQuestions: [], usage: null, understood: [] };
  const grounding = { figures: 0, unmatched: [] };
  return { sessionId: 's-1', outcome: 'answered', answer: 'An answer.', ...nothing, grounding, ...changes };
}

/** A turn that waits for the test: it tells what it was asked and ends when it is told to. */
export interface ScriptedTurn extends Turn {
  readonly asked: TurnRequest[];
  /** Sends an event to every turn that runs now. */
  say(event: TurnEvent): void;
  /** Ends every turn that runs now, and lets later ones end with the same at once. */
  end(result: TurnResult): void;
  /** Breaks every turn that runs now: what a turn never does. */
  fail(error: Error): void;
}

export function scriptedTurn(): ScriptedTurn {
  const asked: TurnRequest[] = [];
  const running: { push(event: TurnEvent): void; fail(error: Error): void }[] = [];
  let settled: TurnResult | undefined;
  return {
    asked,
    async *run(request) {
      asked.push(request);
      if (settled !== undefined) {
        yield { type: 'result', result: settled };
        return;
      }
      const events: TurnEvent[] = [];
      let failure: Error | undefined;
      let wake = () => {};
      running.push({
        push: (event) => {
          events.push(event);
          wake();
        },
        fail: (error) => {
          failure = error;
          wake();
        },
      });
      for (;;) {
        const event = events.shift();
        if (failure !== undefined) throw failure;
        if (event !== undefined) yield event;
        if (event?.type === 'result') return;
        if (event === undefined) {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      }
    },
    say: (event) => {
      for (const turn of running) turn.push(event);
    },
    end: (result) => {
      settled = result;
      for (const turn of running) turn.push({ type: 'result', result });
    },
    fail: (error) => {
      for (const turn of running) turn.fail(error);
    },
  };
}
