/** The process that `npm run bench -- train` measures. */
import { timeTraining } from '../bench/train-worker.ts';
import { runCommand } from './settings.ts';

await runCommand(async () => {
  const [dataDir = '', runs = ''] = process.argv.slice(2);
  const times = await timeTraining(dataDir, Number(runs));
  process.send?.(times);
  process.disconnect?.();
  return 0;
}, 'Started by npm run bench.');
