/** The process that `npm run bench -- mining` measures. */
import { timeMining } from '../bench/mining-worker.ts';
import { runCommand } from './settings.ts';

await runCommand(async () => {
  const times = await timeMining(process.argv[2] ?? '');
  process.send?.(times);
  process.disconnect?.();
  return 0;
}, 'Started by npm run bench.');
