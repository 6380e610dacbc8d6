/** The process that `npm run bench -- import` measures. */
import { timeImport } from '../bench/import-worker.ts';
import { runCommand } from './settings.ts';

await runCommand(async () => {
  const [input = '', mapping = '', outDir = '', todayDate = ''] = process.argv.slice(2);
  process.send?.(await timeImport(input, mapping, outDir, todayDate));
  process.disconnect?.();
  return 0;
}, 'Started by npm run bench.');
