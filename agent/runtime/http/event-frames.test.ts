import { EventStreamCodec } from '@smithy/eventstream-codec';
import { fromUtf8, toUtf8 } from '@smithy/util-utf8';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EXCEPTION_STATUS, type RuntimeErrorCode } from '../runtime-error.ts';
import { eventFrame, exceptionFrame } from './event-frames.ts';

const codec = new EventStreamCodec(toUtf8, fromUtf8);

function decode(frame: Uint8Array) {
  const { headers, body } = codec.decode(frame);
  const texts = Object.entries(headers).map(([name, header]) => [name, header.value]);
  return { headers: Object.fromEntries(texts), payload: JSON.parse(toUtf8(body)) };
}

describe('eventFrame', () => {
  it('carries any bytes of a chunk as base64', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(decode(eventFrame({ chunk: { bytes } }))).toEqual({
          headers: { ':message-type': 'event', ':event-type': 'chunk', ':content-type': 'application/json' },
          payload: { bytes: Buffer.from(bytes).toString('base64') },
        });
      }),
    );
  });

  it('writes instants as RFC 3339 text', () => {
    const frame = eventFrame({
      trace: {
        sessionId: 's1',
        eventTime: new Date('2026-11-23T12:00:00.5Z'),
        trace: { failureTrace: { failureReason: 'é🚚' } },
      },
    });
    expect(decode(frame)).toEqual({
      headers: { ':message-type': 'event', ':event-type': 'trace', ':content-type': 'application/json' },
      payload: {
        sessionId: 's1',
        eventTime: '2026-11-23T12:00:00.500Z',
        trace: { failureTrace: { failureReason: 'é🚚' } },
      },
    });
  });

  it('is laid out as the wire has it: lengths, their checksum, headers, payload, checksum', () => {
    const frame = Buffer.from(eventFrame({ chunk: { bytes: Buffer.from('hi') } }));
    const headersLength = frame.readUInt32BE(4);
    expect(frame.readUInt32BE(0)).toBe(frame.length);
    expect(frame.subarray(12 + headersLength, -4).toString()).toBe('{"bytes":"aGk="}');
    expect(frame.subarray(12, 26)).toEqual(Buffer.from('\r:message-type', 'latin1'));
  });
});

describe('exceptionFrame', () => {
  it.for(Object.keys(EXCEPTION_STATUS) as RuntimeErrorCode[])('names %s in camelCase', (code) => {
    const { headers, payload } = decode(exceptionFrame({ code, message: 'why' }));
    expect(headers[':message-type']).toBe('exception');
    expect(headers[':exception-type']).toBe(code.replace(/^./, (letter) => letter.toLowerCase()));
    expect(payload).toEqual({ message: 'why' });
  });
});
