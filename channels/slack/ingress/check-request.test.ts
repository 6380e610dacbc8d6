import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signatureOf } from '../fake/deliveries.ts';
import { checkRequest, headerOf, MOST_BODY_BYTES, MOST_SKEW_SECONDS } from './check-request.ts';

const signingSecret = 'a secret';
const nowMs = Date.parse('2026-11-25T09:00:00Z');

/** A request over any bytes, signed by the rules of Slack. */
function signed(body: Uint8Array, { atMs = nowMs, secret = signingSecret, version = 'v0' } = {}) {
  const timestamp = String(Math.floor(atMs / 1000));
  const hash = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex');
  return {
    body,
    headers: { 'X-Slack-Request-Timestamp': timestamp, 'X-Slack-Signature': `${version}=${hash}` },
  };
}
const check = (request: Parameters<typeof checkRequest>[0]) =>
  checkRequest(request, { signingSecret, nowMs });
const reason = (request: Parameters<typeof checkRequest>[0]) => {
  const checked = check(request);
  return checked.isGenuine ? 'genuine' : `${checked.fault.status} ${checked.fault.reason}`;
};

describe('checkRequest', () => {
  it('takes any text that Slack has signed, byte by byte', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => {
        const { headers } = { headers: signatureOf(text, { signingSecret, nowMs }) };
        const body = Buffer.from(text, 'utf8');
        // What the fake signs as text is what is checked as bytes; lone surrogates are no UTF-8 text.
        const checked = check({ headers, body });
        expect(checked).toEqual({ isGenuine: true, text: body.toString('utf8').replace(/^\uFEFF/, '') });
      }),
    );
  });

  it('takes no request whose body, time, secret or signature was changed', () => {
    const change = fc.constantFrom('body', 'time', 'secret', 'signature');
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), fc.nat(199), change, (bytes, at, what) => {
        const { body, headers } = signed(bytes, what === 'secret' ? { secret: 'another' } : {});
        const changed = Uint8Array.from(body);
        if (what === 'body') changed[at % body.length] = ((body[at % body.length] ?? 0) + 1) % 256;
        const timestamp = headers['X-Slack-Request-Timestamp'];
        const signature = headers['X-Slack-Signature'];
        const digit = signature.at(-1) === '0' ? '1' : '0';
        expect(
          check({
            body: changed,
            headers: {
              'x-slack-request-timestamp': what === 'time' ? String(Number(timestamp) + 1) : timestamp,
              'x-slack-signature': what === 'signature' ? `${signature.slice(0, -1)}${digit}` : signature,
            },
          }),
        ).toEqual({ isGenuine: false, fault: { status: 401, reason: 'forged' } });
      }),
    );
  });

  it('refuses a time further than five minutes off, to either side', () => {
    fc.assert(
      fc.property(fc.integer({ min: -100_000, max: 100_000 }), (skew) => {
        const isNear = Math.abs(skew) <= MOST_SKEW_SECONDS;
        expect(reason(signed(Buffer.from('{}'), { atMs: nowMs + skew * 1000 }))).toBe(
          isNear ? 'genuine' : '401 stale',
        );
      }),
    );
  });

  it('refuses another version, headers that are missing or stand twice, and what is no signature', () => {
    const body = Buffer.from('{}');
    const { headers } = signed(body);
    const timestamp = headers['X-Slack-Request-Timestamp'];
    const signature = headers['X-Slack-Signature'];
    const refused = (given: Readonly<Record<string, string | string[]>>) =>
      expect(reason({ headers: given, body })).toBe('401 unsigned');
    expect(reason(signed(body, { version: 'v1' }))).toBe('401 unsigned');
    refused({});
    refused({ 'x-slack-signature': signature });
    refused({ ...headers, 'x-slack-signature': signature });
    refused({ 'x-slack-request-timestamp': timestamp, 'x-slack-signature': [signature, signature] });
    for (const time of ['', 'now', '1e9', ' 1', '-1', '9'.repeat(13), 'NaN'])
      refused({ 'x-slack-request-timestamp': time, 'x-slack-signature': signature });
    refused({ 'x-slack-request-timestamp': timestamp, 'x-slack-signature': signature.toUpperCase() });
  });

  it('refuses five megabytes before it looks at them, and bytes that are no UTF-8 after', () => {
    expect(reason(signed(new Uint8Array(5_000_000)))).toBe('413 too-large');
    expect(reason(signed(new Uint8Array(MOST_BODY_BYTES)))).toBe('genuine');
    expect(reason(signed(Uint8Array.of(0xff, 0xfe, 0x7b)))).toBe('400 not-utf-8');
    expect(reason(signed(new Uint8Array(0)))).toBe('genuine');
  });

  it('finds a header whatever its case', () => {
    expect(headerOf({ 'X-SLACK-Signature': 'x' }, 'x-slack-signature')).toBe('x');
    expect(headerOf({ a: undefined }, 'a')).toBeUndefined();
  });
});
