/** A worker of `npm run chaos`: it is told over IPC what to do, and is killed while it does it. */
import '../quiet-sdk.ts';
import { chaosWorkerOrder, runChaosWorker } from '../chaos/chaos-worker.ts';
import { reportFailures } from './console.ts';

const ending = new AbortController();
process.on('disconnect', () => ending.abort(new Error('the run has ended')));
process.once('message', (order) => {
  runChaosWorker(chaosWorkerOrder.parse(order), ending.signal, reportFailures(process.stderr)).catch(
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    },
  );
});
process.send?.('ready');
