import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventData } from './server-sent-events.ts';

async function dataOf(bytes: Uint8Array, cuts: readonly number[]): Promise<string[]> {
  async function* pieces() {
    let from = 0;
    for (const cut of [...cuts].sort((one, other) => one - other)) {
      const to = Math.min(cut, bytes.length);
      yield bytes.subarray(from, to);
      from = to;
    }
    yield bytes.subarray(from);
  }
  const data: string[] = [];
  for await (const each of eventData(pieces())) data.push(each);
  return data;
}

describe('eventData', () => {
  it('is the same wherever the bytes are cut, however the lines end', async () => {
    const event = fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[\r\n]/g, ' '));
    await fc.assert(
      fc.asyncProperty(
        fc.array(event, { maxLength: 6 }),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.array(fc.nat(200), { maxLength: 12 }),
        async (events, newline, cuts) => {
          const stream = events
            .map((text) => `: comment${newline}data: ${text}${newline}${newline}`)
            .join('');
          expect(await dataOf(Buffer.from(stream), cuts)).toEqual(events);
        },
      ),
    );
  });

  it('never throws on bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        await dataOf(bytes, [3, 50]);
      }),
    );
  });

  it.for([
    ['data: a\n\ndata: b', ['a']],
    ['data: a\n\ndata: b\n', ['a', 'b']],
    ['data: a\ndata: b\n\n', ['a\nb']],
    ['data\n\nid: 1\n\n', []],
  ] as const)('reads %j', async ([stream, data]) => {
    expect(await dataOf(Buffer.from(stream), [])).toEqual(data);
  });
});
