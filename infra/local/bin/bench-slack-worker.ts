/** The processes of which `npm run bench -- slack` measures acknowledgements: the door, and what stands behind it. */
import '../quiet-sdk.ts';
import { type BenchServices, openBenchDoor, openBenchServices } from '../bench/slack/slack-door.ts';
import { reportFailures } from './console.ts';

const [, , signingSecret] = process.argv;
process.once('disconnect', () => process.exit(0));
if (signingSecret === undefined) process.send?.(await openBenchServices());
else
  process.once('message', (services: BenchServices) => {
    openBenchDoor(services, signingSecret, reportFailures(process.stderr)).then(
      ({ url }) => process.send?.(url),
      () => process.exit(1),
    );
  });
