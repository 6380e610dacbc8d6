import type { DeliveryHandler } from '#channels/turn/queue/turn-queue.ts';

export interface InteractiveLoad {
  /** The same handler, counted while it works. */
  counted(handle: DeliveryHandler): DeliveryHandler;
  /** Resolves when nothing counted is in hand in this process, after some seconds at the latest: batches go on too. */
  readonly untilQuiet: (signal: AbortSignal) => Promise<void>;
}

const STEP_MS = 50;
const MOST_MS = 5_000;

/** Knows of the questions that people wait for, so that rows of batches let them go first. */
export function createInteractiveLoad(
  pause: (ms: number, signal: AbortSignal) => Promise<void>,
): InteractiveLoad {
  let inHand = 0;
  return {
    counted: (handle) => async (delivery) => {
      inHand += 1;
      try {
        return await handle(delivery);
      } finally {
        inHand -= 1;
      }
    },
    async untilQuiet(signal) {
      for (let waitedMs = 0; inHand > 0 && waitedMs < MOST_MS; waitedMs += STEP_MS)
        await pause(STEP_MS, signal);
    },
  };
}
