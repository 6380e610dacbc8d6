import { describe, expect, it } from 'vitest';
import { createAnnouncer, GAP_MS } from './announcer.js';

describe('createAnnouncer', () => {
  it('says the latest only, at most once in a while, and the end at once', () => {
    const said: string[] = [];
    let now = 0;
    let due: { run: () => void; at: number } | undefined;
    const announcer = createAnnouncer((text) => said.push(`${now} ${text}`), {
      now: () => now,
      later: (run, ms) => {
        due = { run, at: now + ms };
        return () => {
          due = undefined;
        };
      },
    });
    announcer.say('one');
    now = 100;
    announcer.say('two');
    announcer.say('three');
    now = due?.at ?? 0;
    due?.run();
    announcer.say('four');
    now += 10;
    announcer.end('done');
    expect(said).toEqual(['0 one', `${GAP_MS} three`, `${GAP_MS + 10} done`]);
    expect(due).toBeUndefined();
  });
});
