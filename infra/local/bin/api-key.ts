import { parseArgs } from 'node:util';
import { newApiKey } from '#channels/web/identity/rates/api-keys.ts';
import { runCommand, UsageError } from './settings.ts';

const HELP = `Makes an API key, by which requests of an application are counted; it lets nobody in.

  npm run --silent api-key -- --name ID [--json]

  --name ID   what the key is called where requests are counted, as acme-crm
  --json      one JSON object: {keyId, key, sha256}
  --help

Prints the key, which is kept nowhere, and the entry for the file that API_KEYS_FILE names. Requests send it in
x-api-key beside their token. Exit codes: 0 printed; 2 usage.`;

await runCommand(async () => {
  const { values } = parseArgs({
    options: {
      name: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${HELP}\n`);
    return 0;
  }
  const keyId = values.name ?? '';
  if (!/^[a-z0-9][a-z0-9._-]{0,63}$/.test(keyId))
    throw new UsageError(`--name ${keyId}: 1 to 64 lower-case letters, digits, . _ -, such as acme-crm`);
  const { key, sha256 } = newApiKey();
  const words = `${key}

In the file of API_KEYS_FILE:
keys:
  - keyId: ${keyId}
    sha256: "${sha256}"
    perMinute: 120
    burst: 60`;
  process.stdout.write(`${values.json ? JSON.stringify({ keyId, key, sha256 }) : words}\n`);
  return 0;
}, HELP);
