import { parseArgs } from 'node:util';
import { requestDevelopmentToken, TokenRefused } from '../issuer/request-token.ts';
import { progressOn, reportFailures } from './console.ts';
import { readSettings, runCommand, UsageError, wholeNumber } from './settings.ts';

const HELP = `Prints a token of the development issuer, for the API of the page on this machine.

  npm run --silent token -- --seller ID [--minutes N] [--json] [--data DIR]

  --seller ID   whose token: one of the directory, as olivia
  --minutes N   how long it counts, 1 to 1440; 60 when left out
  --json        one JSON object: {token, idToken, seller, expiresAt, issuer}
  --data DIR    the data's folder (DATA_DIR, .data)
  --help

  curl -H "Authorization: Bearer $(npm run --silent token -- --seller olivia)" http://localhost:3000/v1/history

It counts for as long as the data folder's issuer has its key and address, over restarts too. With another issuer
(OIDC_ISSUER) ask that one. Exit codes: 0 printed; 1 the issuer does not give one; 2 usage.`;

await runCommand(main, HELP, process.argv.includes('--json') ? jsonFailure : undefined);

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      seller: { type: 'string' },
      minutes: { type: 'string', default: '60' },
      json: { type: 'boolean', default: false },
      data: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${HELP}\n`);
    return 0;
  }
  const { seller } = values;
  if (seller === undefined || seller === '')
    throw new UsageError('--seller: whose token? Name one, as olivia');
  const minutes = wholeNumber('--minutes', values.minutes, 1);
  if (minutes > 1_440) throw new UsageError(`--minutes ${minutes}: at most 1440, a day`);
  const settings = readSettings(values);
  if (settings.identity.oidc !== undefined)
    throw new UsageError(
      `OIDC_ISSUER is ${settings.identity.oidc.issuer}: that issuer gives the tokens, not the development one`,
    );
  // Only for a call that is right: it brings in all of the services.
  const { openServices } = await import('../open-assistant.ts');
  const services = await openServices({
    ...settings,
    onProgress: values.json ? () => {} : progressOn(process.stderr),
    onFailure: reportFailures(process.stderr),
  });
  try {
    const { issuer } = services.endpoints;
    const { accessToken, idToken, expiresInSeconds } = await requestDevelopmentToken({
      issuer,
      seller,
      minutes,
    });
    const expiresAt = new Date(Date.now() + expiresInSeconds * 1000).toISOString();
    const printed = values.json
      ? JSON.stringify({ token: accessToken, idToken, seller, expiresAt, issuer })
      : accessToken;
    process.stdout.write(`${printed}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof TokenRefused)) throw error;
    const known = error.sellers.map(({ sellerId, name }) => `${sellerId} (${name})`);
    throw Object.assign(
      new Error(
        `--seller ${seller}: ${error.message}${known.length === 0 ? '' : `; there are ${known.join(', ')}`}`,
      ),
      { code: 'unknown-seller' },
    );
  } finally {
    await services.close();
  }
}

function jsonFailure(code: string, message: string): string {
  return JSON.stringify({ error: { code, message } });
}
