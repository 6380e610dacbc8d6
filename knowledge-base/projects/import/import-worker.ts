import { parentPort, workerData } from 'node:worker_threads';
import { createImportLane, type LaneBlock, type LaneOptions } from './import-lane.ts';
import type { FromLane } from './lanes.ts';

/** A lane in a thread of its own: blocks come in, what was found goes out. */
const tell = (message: FromLane) => parentPort?.postMessage(message);
const lane = createImportLane(workerData as LaneOptions);

parentPort?.on('message', (block: LaneBlock | 'end') => {
  if (block === 'end') {
    tell({ type: 'result', result: lane.end() });
    parentPort?.close();
    return;
  }
  lane.take(block);
  tell({ type: 'taken' });
});
