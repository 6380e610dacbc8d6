import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TurnEvent } from '#channels/turn/turn-result.ts';
import { resultWith } from '../../__fixtures__/scripted-turn.ts';
import { OLIVIA, type TestWeb, testWeb } from '../../__fixtures__/test-web.ts';
import { WebTurnError, type WebTurns } from '../../turns/web-turns.ts';
import { sseComment, sseFrame } from './sse-frame.ts';
import { type FollowedTurn, streamBody, turnStream } from './turn-stream.ts';

const JSON_HEADERS = { 'content-type': 'application/json' };

function post(web: TestWeb, key: string, more: Record<string, string> = {}, text = 'What is it worth?') {
  const headers = { ...JSON_HEADERS, 'idempotency-key': key, ...more };
  return web.app.request('/v1/turns', { method: 'POST', headers, body: JSON.stringify({ text }) });
}

/** The stream without its comments, which are no part of the answer. */
const events = (stream: string) =>
  stream
    .split('\n\n')
    .filter((frame) => frame !== '' && !frame.startsWith(':'))
    .map((frame) => `${frame}\n\n`)
    .join('');

/** The id of the last frame that was read whole. */
function lastId(stream: string): string | undefined {
  const whole = stream.slice(0, stream.lastIndexOf('\n\n') + 2);
  return [...whole.matchAll(/^id: (\d+)$/gm)].at(-1)?.[1];
}

/** What of a cut stream is kept: frames that were read whole. */
function kept(stream: string): string {
  return events(stream.slice(0, Math.max(0, stream.lastIndexOf('\n\n') + 2)));
}

const step = {
  type: 'step',
  stepId: '1',
  actionGroup: 'g',
  operation: 'analyzeOpportunity',
  arguments: {},
} as const;
const SAID: readonly TurnEvent[] = [
  { ...step, phase: 'started' },
  { ...step, phase: 'ended', status: 'ok', code: 'ok', ms: 3 },
  { type: 'artifact', artifact: { type: 'analysis', id: 'a-1', secret: 'body' } },
  { type: 'chunk', text: 'Es ist\n\ndata: € 💶 wert.\r\n' },
  { type: 'citation', citation: { text: 'wert', source: 's3://a.md' } },
];

async function answeredTurn(): Promise<{ web: TestWeb; whole: string }> {
  const web = testWeb();
  const response = await post(web, 'key-1');
  await new Promise(setImmediate);
  for (const event of SAID) web.turn.say(event);
  web.turn.end(resultWith({ answer: 'Es ist € 💶 wert.', artifacts: [{ type: 'analysis', id: 'a-1' }] }));
  return { web, whole: await response.text() };
}

describe('POST /v1/turns as a stream', () => {
  it('tells steps, words, sources and results by address, and last the result without bodies', async () => {
    const { whole } = await answeredTurn();
    const frames = events(whole).split('\n\n').slice(0, -1);
    expect(frames.map((frame) => /^id: (\d+)\nevent: (\w+)\ndata: /.exec(frame)?.slice(1).join(' '))).toEqual(
      ['1 step', '2 step', '3 artifact', '4 chunk', '5 citation', '6 final'],
    );
    expect(whole).not.toContain('secret');
    expect(frames[2]).toContain('"url":"/v1/analyses/a-1"');
    expect(frames[0]).toContain('"doing":"reading similar projects"');
    const final = JSON.parse(frames[5]?.split('\ndata: ')[1] ?? '');
    expect(final).toMatchObject({ outcome: 'answered', artifacts: [{ id: 'a-1', url: '/v1/analyses/a-1' }] });
  });

  it('is the same to the byte wherever it is cut, gone on with by key or by id', async () => {
    const { web, whole } = await answeredTurn();
    const bytes = Buffer.from(whole);
    const turnId = /turn ([0-9a-f]{32})/.exec(whole)?.[1] ?? '';
    for (let cut = 0; cut <= bytes.length; cut += 1) {
      const read = new TextDecoder('utf-8').decode(bytes.subarray(0, cut), { stream: true });
      const id = lastId(read);
      const resumed = { ...(id === undefined ? {} : { 'last-event-id': id }) };
      const response = await (cut % 2 === 0
        ? post(web, 'key-1', resumed)
        : web.app.request(`/v1/turns/${turnId}/events`, { headers: resumed }));
      const rest = await response.text();
      expect(kept(read) + events(rest), `cut at ${cut}`).toBe(events(whole));
    }
    expect(web.turn.asked).toHaveLength(1);
  });

  it('is the same to the byte when it is cut while it runs, again and again', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(400), { minLength: 1, maxLength: 4 }), async (cuts) => {
        const web = testWeb();
        let read = '';
        let said = 0;
        for (const cut of cuts) {
          const id = lastId(read);
          const response = await post(web, 'key-2', id === undefined ? {} : { 'last-event-id': id });
          await new Promise(setImmediate);
          const event = SAID[said];
          if (event !== undefined) web.turn.say(event);
          said += 1;
          const reader = response.body?.getReader();
          let taken = '';
          // The preamble and one event at the most; the caller is gone before the rest comes.
          for (let parts = 0; parts < 2; parts += 1)
            taken += Buffer.from((await reader?.read())?.value ?? []);
          await reader?.cancel();
          read = kept(read) + taken.slice(0, cut);
        }
        web.turn.end(resultWith({ answer: 'Ende.' }));
        const id = lastId(read);
        const rest = await (await post(web, 'key-2', id === undefined ? {} : { 'last-event-id': id })).text();
        const whole = await (await post(web, 'key-2')).text();
        expect(kept(read) + events(rest)).toBe(events(whole));
        expect(web.turn.asked).toHaveLength(1);
      }),
      { numRuns: 15 },
    );
  });

  it('ends with nothing for whoever has read all of it', async () => {
    const { web, whole } = await answeredTurn();
    const response = await post(web, 'key-1', { 'last-event-id': lastId(whole) ?? '' });
    expect([response.status, await response.text()]).toEqual([204, '']);
  });

  it('begins nothing in its middle', async () => {
    const web = testWeb();
    expect((await post(web, 'never-used', { 'last-event-id': '3' })).status).toBe(404);
    const keyless = await web.app.request('/v1/turns', {
      method: 'POST',
      headers: { ...JSON_HEADERS, 'last-event-id': '3' },
      body: '{"text":"a"}',
    });
    expect(await keyless.json()).toMatchObject({ errors: [{ field: 'idempotency-key', code: 'required' }] });
    expect(web.turn.asked).toEqual([]);
  });

  it('tells a turn that failed as a problem with an id, and its result beside it', async () => {
    const web = testWeb();
    const error = { code: 'warehouse-timeout', message: 'Die Daten antworten nicht.' };
    web.turn.end(resultWith({ outcome: 'failed', answer: error.message, error }));
    const stream = events(await (await post(web, 'k')).text());
    expect(stream).toMatch(/^id: 1\nevent: error\n/);
    expect(JSON.parse(stream.split('data: ')[1] ?? '')).toMatchObject({
      code: 'turn-failed',
      cause: 'warehouse-timeout',
      detail: error.message,
      resumable: false,
      turn: { outcome: 'failed' },
    });
  });
});

describe('turnStream', () => {
  const turn: FollowedTurn = {
    turnId: 't',
    after: 0,
    requestId: 'r-1',
    who: { seller: OLIVIA, by: 'bearer', expiresAt: new Date(1_000_000) },
  };
  const silent: WebTurns['follow'] = async function* (_turnId, _after, _reader, { signal }) {
    if (signal.aborted) return;
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
  };
  const chunk = (sequence: number) => ({ sequence, event: { type: 'chunk', text: String(sequence) } });
  const never = new AbortController().signal;

  async function streamed(
    follow: WebTurns['follow'],
    changes: { expiresAt?: Date; ending?: AbortSignal; gone?: AbortSignal; most?: number } = {},
  ): Promise<string> {
    let nowMs = 0;
    const frames = turnStream(
      { ...turn, who: { ...turn.who, expiresAt: changes.expiresAt ?? turn.who.expiresAt } },
      {
        turns: { follow },
        nowMs: () => nowMs,
        pause: async (ms) => {
          await new Promise(setImmediate);
          nowMs += ms;
        },
        ending: changes.ending ?? never,
      },
      changes.gone ?? never,
    );
    let all = '';
    let count = 0;
    for await (const frame of frames) {
      all += frame;
      count += 1;
      if (count === changes.most) break;
    }
    return all;
  }

  it('says every 15 seconds that it is still there', async () => {
    expect(await streamed(silent, { most: 3 })).toBe(': turn t\n\n: heartbeat\n\n: heartbeat\n\n');
  });

  it('ends when the token has expired, and says so without an id', async () => {
    const stream = await streamed(silent, { expiresAt: new Date(40_000) });
    expect(stream.match(/: heartbeat/g)).toHaveLength(2);
    const [, data = ''] = stream.split('event: error\ndata: ');
    expect(JSON.parse(data)).toMatchObject({ code: 'token-expired', resumable: true, requestId: 'r-1' });
    expect(stream).not.toContain('id: ');
  });

  it('ends when the server ends, to be gone on with elsewhere', async () => {
    const ending = new AbortController();
    const follow: WebTurns['follow'] = async function* (...given) {
      yield chunk(1);
      ending.abort();
      yield* silent(...given);
    };
    const stream = await streamed(follow, { ending: ending.signal });
    expect(stream).toContain('id: 1\nevent: chunk');
    expect(stream).toMatch(
      /\n\nevent: error\ndata: \{[^\n]*"resumable":true[^\n]*"code":"turns-unavailable"/,
    );
  });

  it('goes on by itself behind the last event when the stores come back, and gives up when they do not', async () => {
    let looks = 0;
    const broken: WebTurns['follow'] = async function* (_turnId, after) {
      looks += 1;
      if (looks === 1) yield chunk(1);
      if (looks < 4) throw new WebTurnError('turns-unavailable', 'away');
      yield chunk(after + 1);
      yield { sequence: 3, event: { type: 'result', result: { outcome: 'answered' } } };
    };
    const stream = await streamed(broken);
    expect([...stream.matchAll(/^id: (\d)$/gm)].map(([, id]) => id)).toEqual(['1', '2', '3']);
    const dead: WebTurns['follow'] = async function* () {
      looks += 1;
      if (looks > 0) throw new WebTurnError('turns-unavailable', 'away');
      yield chunk(1);
    };
    looks = 0;
    expect(await streamed(dead)).toContain('"code":"turns-unavailable"');
    expect(looks).toBe(4);
  });

  it('stops following when nobody reads any more', async () => {
    let ended = false;
    const follow: WebTurns['follow'] = async function* (...given) {
      try {
        yield chunk(1);
        yield* silent(...given);
      } finally {
        ended = true;
      }
    };
    const body = streamBody((gone) =>
      turnStream(
        turn,
        { turns: { follow }, nowMs: () => 0, pause: () => new Promise(() => {}), ending: never },
        gone,
      ),
    );
    const reader = body.getReader();
    await reader.read();
    await reader.read();
    await reader.cancel();
    expect(ended).toBe(true);
  });
});

describe('sseFrame', () => {
  it('is one frame that reads back as what was sent, whatever is in it', () => {
    fc.assert(
      fc.property(fc.nat(), fc.jsonValue(), (id, data) => {
        const frame = sseFrame({ id, event: 'chunk', data });
        const lines = frame.split(/\r\n|\n|\r/);
        expect(lines).toHaveLength(5);
        expect(lines.slice(3)).toEqual(['', '']);
        expect(JSON.parse(lines[2]?.slice('data: '.length) ?? '')).toEqual(JSON.parse(JSON.stringify(data)));
      }),
    );
  });
  it('keeps a comment a comment', () => {
    fc.assert(
      fc.property(fc.string(), (words) => {
        expect(sseComment(words).split(/\r\n|\n|\r/)).toHaveLength(3);
      }),
    );
  });
});
