import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createYamlSellerDirectory } from '#channels/turn/yaml-seller-directory.ts';
import { createAssistant } from '../assistant.ts';
import { type SlackBench, slackBench } from '../bench/slack/slack-bench.ts';
import { timeSlackTurns } from '../bench/slack/slack-turns.ts';
import { openServices } from '../open-assistant.ts';
import { sessionSecret } from '../session-secret.ts';
import { progressOn, reportFailures } from './console.ts';
import { readSettings } from './settings.ts';

/** What `bench -- slack` measures: acknowledgements, the Lambdas' bundles, and questions over the fake. */
export function benchSlack({
  rows,
  runs,
}: {
  readonly rows: number;
  readonly runs: number;
}): Promise<SlackBench> {
  const settings = { ...readSettings(), sampleRows: rows };
  const dataDir = join(settings.dataDir, 'bench-slack');
  const onProgress = progressOn(process.stderr);
  const options = {
    ...settings,
    dataDir,
    train: 'first' as const,
    onProgress,
    onFailure: reportFailures(process.stderr),
  };
  return slackBench({
    runs,
    worker: fileURLToPath(new URL('./bench-slack-worker.ts', import.meta.url)),
    onProgress,
    async timeTurns(count) {
      const services = await openServices(options);
      const assistant = createAssistant({
        ...options,
        endpoints: services.endpoints,
        sellers: await createYamlSellerDirectory(settings.sellersFile),
        sessionSecret: await sessionSecret(dataDir),
        clock: () => new Date(),
      });
      try {
        return await timeSlackTurns({ ...options, assistant, endpoints: services.endpoints, runs: count });
      } finally {
        assistant.close();
        await services.close({ now: true });
      }
    },
  });
}
