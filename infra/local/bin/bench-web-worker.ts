/** A server process of `npm run bench -- web`: what `npm start` serves, counting the turns that it runs. */
import '../quiet-sdk.ts';
import { once } from 'node:events';
import { requestDevelopmentToken } from '../issuer/request-token.ts';
import { openAssistant } from '../open-assistant.ts';
import { sessionSecret } from '../session-secret.ts';
import { openWebService } from '../web-service.ts';
import { progressOn, reportFailures } from './console.ts';
import { readSettings } from './settings.ts';

const ROWS = 1_000;
/** Small processes, as many turns at once as keep both cores busy. */
const CONCURRENCY = 32;
const SELLER = 'olivia';
const NO_LIMITS = {
  sellerAsks: undefined,
  sellerReads: undefined,
  partnerAsks: undefined,
  partnerReads: undefined,
};

const [, , dataDir = ''] = process.argv;
const settings = { ...readSettings({ data: dataDir }), sampleRows: ROWS };
const onFailure = reportFailures(process.stderr);
const assistant = await openAssistant({ ...settings, onProgress: progressOn(process.stderr), onFailure });
const runs: string[] = [];
const service = await openWebService({
  assistant: {
    ...assistant,
    turn: {
      async *run(request) {
        runs.push(request.thread ?? '');
        yield* assistant.turn.run(request);
      },
    },
  },
  sessionSecret: settings.sessionSecret ?? (await sessionSecret(settings.dataDir)),
  port: 0,
  corsOrigins: [],
  // A thousand questions of one seller at once are the point here.
  identity: { ...settings.identity, limits: NO_LIMITS },
  concurrency: CONCURRENCY,
  onFailure,
});
const { endpoints } = await assistant.services();
const { accessToken } = await requestDevelopmentToken({
  issuer: endpoints.issuer,
  seller: SELLER,
  minutes: 60,
});
process.on('message', () => process.send?.({ runs }));
process.send?.({ port: service.port, authorization: `Bearer ${accessToken}` });
process.once('disconnect', () => process.exit(0));
await once(process, 'SIGTERM');
await service.close();
await assistant.close({ now: true });
process.exit(0);
