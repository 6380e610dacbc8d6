import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSseReader } from './sse-reader.js';

function readAll(text: string) {
  return createSseReader().push(text);
}

describe('createSseReader', () => {
  it('reads fields, joins data, leaves comments and unknown fields out', () => {
    expect(
      readAll(
        ': beat\n\nid: 7\nevent: chunk\ndata: a\ndata:  b\nretry: 5\nwhat\n\ndata\n\nid: 8\n\ndata: c\n',
      ),
    ).toEqual([
      { id: '7', event: 'chunk', data: 'a\n b' },
      { id: '7', event: 'message', data: '' },
    ]);
  });

  it('gives the same events wherever the stream is cut, with any line break', () => {
    const line = fc.string({ unit: 'binary', maxLength: 12 }).map((text) => text.replace(/[\r\n\0]/g, 'x'));
    const events = fc.array(
      fc.record({
        id: fc.nat().map(String),
        event: fc.constantFrom('chunk', 'final'),
        data: fc.array(line, { minLength: 1, maxLength: 3 }),
      }),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(
        events,
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.array(fc.nat(200), { maxLength: 6 }),
        (all, end, cuts) => {
          const written = all
            .map(({ id, event, data }) =>
              [`id: ${id}`, `event: ${event}`, ...data.map((each) => `data: ${each}`), '', ''].join(end),
            )
            .join('');
          // A lone carriage return at the very end is not known to be whole.
          const text = end === '\r' ? `${written}: end${end}` : written;
          const reader = createSseReader();
          const places = [
            0,
            ...cuts.filter((cut) => cut < text.length).toSorted((a, b) => a - b),
            text.length,
          ];
          const found = places.slice(1).flatMap((to, at) => reader.push(text.slice(places[at], to)));
          expect(found).toEqual(all.map(({ data, ...rest }) => ({ ...rest, data: data.join('\n') })));
        },
      ),
    );
  });
});
