import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { describeEventBus, feedbackOf } from './events.contract.ts';
import { createFileEvents } from './file-events.ts';

const linesOf = async (dir: string) =>
  (await readFile(join(dir, '2026-11-25.jsonl'), 'utf8').catch(() => ''))
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { turnId: string });

describeEventBus('createFileEvents', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'events-'));
  return {
    bus: createFileEvents({ dir: join(dir, 'made') }),
    taken: () => linesOf(join(dir, 'made')),
    close: () => rm(dir, { recursive: true }),
  };
});

/** Sends a hundred events from a process of its own. */
const WRITER = `
  const [dir, name] = process.argv.slice(1);
  const { createFileEvents } = await import(new URL('./file-events.ts', ${JSON.stringify(import.meta.url)}).href);
  const { eventOf } = await import(new URL('./announce.ts', ${JSON.stringify(import.meta.url)}).href);
  const bus = createFileEvents({ dir });
  const { signal } = new AbortController();
  await Promise.all(Array.from({ length: 100 }, (_, at) => bus.send(eventOf({
    type: 'FeedbackGiven', sellerId: name, scope: { kind: 'organisation' }, sessionId: 's',
    turnId: name + at, verdict: 'up', reason: name.repeat(400),
  }, new Date('2026-11-25T09:00:00Z')), { signal })));
`;

describe('createFileEvents', () => {
  it('keeps the lines of two processes apart', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'events-'));
    const write = (name: string) =>
      promisify(execFile)(process.execPath, [
        '--import',
        'tsx',
        '--input-type=module',
        '--eval',
        WRITER,
        dir,
        name,
      ]);
    await Promise.all([write('a'), write('b')]);
    const turns = (await linesOf(dir)).map(({ turnId }) => turnId);
    expect(new Set(turns).size).toBe(200);
    await rm(dir, { recursive: true });
  });

  it('says so when the folder cannot be written', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'events-'));
    const file = join(dir, 'file');
    await writeFile(file, '');
    const bus = createFileEvents({ dir: file });
    await expect(bus.send(feedbackOf('t'), { signal: new AbortController().signal })).rejects.toMatchObject({
      code: 'event-bus-unavailable',
    });
    await rm(dir, { recursive: true });
  });
});
