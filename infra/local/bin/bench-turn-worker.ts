/** The process that `npm run bench` measures: everything `npm start` runs, but the page. */
import { once } from 'node:events';
import type { WorkerMessage, WorkerOrder } from '../bench/measured-process.ts';
import { timeInsights, timeTurns } from '../bench/turn-worker.ts';
import { openAssistant } from '../open-assistant.ts';
import { reportFailures } from './console.ts';
import { readSettings, runCommand } from './settings.ts';

await runCommand(async () => {
  const stopped = once(process, 'SIGTERM');
  const assistant = await openAssistant({
    ...readSettings(),
    // The first start is measured to when it serves; turns are measured with what was learned.
    train: process.argv.includes('--trained') ? 'first' : 'behind',
    onProgress: () => {},
    onFailure: reportFailures(process.stderr),
  });
  process.once('message', (order: WorkerOrder) => {
    void measure(order);
  });
  tell({ type: 'ready' });
  await stopped;
  await assistant.close({ now: true });
  process.disconnect();
  return 0;

  async function measure({ kind, runs }: WorkerOrder): Promise<void> {
    const sellerId = (await assistant.sellers.list())[0]?.sellerId ?? '';
    if (kind === 'turn') tell({ type: 'times', times: await timeTurns(assistant.turn, sellerId, runs) });
    else tell({ type: 'insight-times', times: await timeInsights(assistant.turn, sellerId, runs) });
  }
}, 'Started by npm run bench.');

function tell(message: WorkerMessage): void {
  process.send?.(message);
}
