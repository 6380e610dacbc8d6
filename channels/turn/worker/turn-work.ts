import type { WorkKind } from '../queue/work-kinds.ts';
import { jobBody } from './turn-job.ts';
import type { createTurnWorker } from './turn-worker.ts';

/** Turns as a kind of work: messages of the kind `turn`. */
export function turnWork(worker: ReturnType<typeof createTurnWorker>): WorkKind {
  return {
    handle: (delivery) => worker.handle(jobBody.parse(delivery.body).job, delivery),
    giveUp: (delivery) => worker.giveUp(jobBody.parse(delivery.body).job, delivery),
  };
}
