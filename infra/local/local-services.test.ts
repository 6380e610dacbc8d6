import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeLocalFile } from './local-file.ts';
import { openLocalServices } from './local-services.ts';

const aliasIds = { dev: 'a', staging: 'b', prod: 'c', canary: 'd' };
const endpoints = {
  bedrockAgentRuntime: 'http://127.0.0.1:1',
  bedrockAgent: 'http://127.0.0.1:2',
  athena: 'http://127.0.0.1:3',
  dynamodb: 'http://127.0.0.1:4',
  sqs: 'http://127.0.0.1:5',
  queues: {
    turns: 'http://127.0.0.1:5/0/turns.fifo',
    deadTurns: 'http://127.0.0.1:5/0/turns-dead.fifo',
    batches: 'http://127.0.0.1:5/0/batches.fifo',
    deadBatches: 'http://127.0.0.1:5/0/batches-dead.fifo',
    slack: 'http://127.0.0.1:5/0/slack.fifo',
    deadSlack: 'http://127.0.0.1:5/0/slack-dead.fifo',
  },
  issuer: 'http://127.0.0.1:6',
  knowledgeBaseId: 'KB',
  agents: { standard: { agentId: 'S', aliasIds }, enhanced: { agentId: 'E', aliasIds } },
};

async function folder() {
  const dataDir = await mkdtemp(join(tmpdir(), 'services-'));
  const log: string[] = [];
  const start = async () => {
    log.push('start');
    return { endpoints, close: async () => void log.push('close') };
  };
  return { dataDir, log, open: () => openLocalServices({ dataDir, start }) };
}

describe('openLocalServices', () => {
  it('starts the services once for commands that begin together', async () => {
    const { log, open } = await folder();
    const opened = await Promise.all([open(), open(), open()]);
    expect(opened.map((each) => each.role).sort()).toEqual(['guest', 'guest', 'owner']);
    expect(opened.map((each) => each.endpoints)).toEqual([endpoints, endpoints, endpoints]);
    const owner = opened.find((each) => each.role === 'owner');
    const closing = owner?.close();
    for (const guest of opened) if (guest.role === 'guest') await guest.close();
    await closing;
    expect(log).toEqual(['start', 'close']);
  });

  it('tells who joins which model the owner chose', async () => {
    const { dataDir, log } = await folder();
    const start = async () => ({ endpoints, close: async () => void log.push('close') });
    const owner = await openLocalServices({ dataDir, start, model: 'bedrock' });
    const guest = await openLocalServices({ dataDir, start, model: 'embedded' });
    expect([owner.model, guest.role, guest.model]).toEqual(['bedrock', 'guest', 'bedrock']);
    await guest.close();
    await owner.close();
  });

  it('hands over to the next command when the owner has ended', async () => {
    const { log, open } = await folder();
    await (await open()).close();
    const next = await open();
    expect([next.role, ...log]).toEqual(['owner', 'start', 'close', 'start']);
    await next.close();
  });

  it('does not trust the file of an owner that died', async () => {
    const { dataDir, open } = await folder();
    await writeLocalFile(dataDir, { pid: 1, leasePort: 1, endpoints });
    const services = await open();
    expect(services.role).toBe('owner');
    await services.close();
    await writeFile(join(dataDir, 'local.json'), '{"pid": 1, "lea');
    await (await open()).close();
  });

  it('tells a guest at once when an owner leaves without waiting', async () => {
    const { open } = await folder();
    const [owner, guest] = [await open(), await open()];
    const lost = new Promise((resolve) => guest.lost.addEventListener('abort', resolve));
    await owner.close({ now: true });
    await lost;
  });

  it('leaves the lock when starting fails', async () => {
    const { dataDir, open } = await folder();
    const failing = openLocalServices({ dataDir, start: () => Promise.reject(new Error('no port')) });
    await expect(failing).rejects.toThrow('no port');
    const services = await open();
    expect(services.role).toBe('owner');
    await services.close();
  });
});
