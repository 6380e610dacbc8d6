import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type FollowOptions, followTurn, SILENCE_MS } from './follow-turn.js';

const EVENTS = [
  ['step', '{"phase":"started"}'],
  ['chunk', '{"text":"Half é "}'],
  ['chunk', '{"text":"and 東京."}'],
  ['final', '{"outcome":"answered"}'],
] as const;
const WHOLE = EVENTS.map(([event, data], at) => `id: ${at + 1}\nevent: ${event}\ndata: ${data}\n\n`);

/** The stream behind an event, ending after so many bytes. */
function streamed(after: number, bytes = Number.POSITIVE_INFINITY): Response {
  const all = new TextEncoder().encode(`: hello\n\n${WHOLE.slice(after).join('')}`);
  return new Response(all.slice(0, Math.min(all.length, bytes)), { status: 200 });
}

function afterOf(init: RequestInit): number {
  return Number(new Headers(init.headers).get('last-event-id'));
}

async function follow(changes: Partial<FollowOptions>) {
  const ending = new AbortController();
  const told = followTurn({
    url: '/v1/turns/t/events',
    after: '0',
    signal: ending.signal,
    fetch: async (_, init) => streamed(afterOf(init)),
    pause: async () => {},
    isOffline: () => false,
    renew: async () => 'renewed',
    random: () => 0.5,
    ...changes,
  });
  const events: string[] = [];
  const states: string[] = [];
  for (;;) {
    const next = await told.next();
    if (next.done === true) return { events, states, end: next.value };
    if (next.value.kind === 'event') events.push(next.value.event.data);
    else states.push(next.value.state);
  }
}

const ALL = EVENTS.map(([, data]) => data);

describe('followTurn', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('gives each event once, in order, wherever the stream is cut and however often', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(260), { maxLength: 5 }), async (cuts) => {
        const left = [...cuts];
        const { end, events } = await follow({
          fetch: async (_, init) => {
            const cut = left.shift();
            if (cut !== undefined && cut % 7 === 0) throw new TypeError('network');
            return streamed(afterOf(init), cut);
          },
        });
        expect(events).toEqual(ALL);
        expect(end).toBe('ended');
      }),
    );
  });

  it('leaves out what a server sends again', async () => {
    let calls = 0;
    const { events } = await follow({
      fetch: async () => {
        calls += 1;
        return calls === 1 ? streamed(0, 120) : streamed(0);
      },
    });
    expect(events).toEqual(ALL);
  });

  it('renews an expired session in mid-stream and goes on without losing a word', async () => {
    let isFresh = false;
    const renewals: string[] = [];
    const expired = 'event: error\ndata: {"code":"token-expired","resumable":true}\n\n';
    const { events, states } = await follow({
      fetch: async (_, init) =>
        isFresh ? streamed(afterOf(init)) : new Response(`${WHOLE[0]}${WHOLE[1]}${expired}`),
      renew: async () => {
        renewals.push('asked');
        isFresh = true;
        return 'renewed';
      },
    });
    expect([events, renewals, states]).toEqual([ALL, ['asked'], ['open', 'open']]);
  });

  it('goes on when the server says that it ends, and ends with a turn that failed', async () => {
    const ends = 'event: error\ndata: {"code":"turns-unavailable","resumable":true}\n\n';
    const failed = 'id: 9\nevent: error\ndata: {"code":"turn-failed","resumable":false}\n\n';
    let calls = 0;
    const { end, events } = await follow({
      fetch: async () => {
        calls += 1;
        return new Response(calls === 1 ? `${WHOLE[0]}${ends}` : `${WHOLE[1]}${failed}`);
      },
    });
    expect([end, events]).toEqual(['ended', [ALL[0], ALL[1], '{"code":"turn-failed","resumable":false}']]);
  });

  it('says that somebody has to sign in, and goes on when that has happened', async () => {
    let tries = 0;
    const { events, states } = await follow({
      fetch: async (_, init) => (tries > 1 ? streamed(afterOf(init)) : new Response('', { status: 401 })),
      renew: async () => {
        tries += 1;
        return 'signed-out';
      },
    });
    expect([events, states]).toEqual([ALL, ['signed-out', 'signed-out', 'open']]);
  });

  it('waits longer and longer, and begins anew with the first event', async () => {
    const waits: number[] = [];
    let calls = 0;
    await follow({
      fetch: async (_, init) => {
        calls += 1;
        if (calls < 4) return new Response('', { status: 503 });
        return calls === 4 ? streamed(0, 60) : streamed(afterOf(init));
      },
      pause: async (ms) => {
        waits.push(ms);
      },
    });
    expect(waits).toEqual([300, 1_000, 2_000, 300]);
  });

  it('gives a silent connection up and opens another', async () => {
    vi.useFakeTimers();
    let calls = 0;
    const following = follow({
      fetch: async (_, init) => {
        calls += 1;
        if (calls > 1) return streamed(afterOf(init));
        const silent = new ReadableStream({
          start(controller) {
            init.signal?.addEventListener('abort', () => controller.error(init.signal?.reason));
          },
        });
        return new Response(silent);
      },
    });
    await vi.advanceTimersByTimeAsync(SILENCE_MS + 1);
    expect((await following).events).toEqual(ALL);
  });

  it.for([403, 404, 410])('ends where there is nothing to follow (%d)', async (status) => {
    expect(await follow({ fetch: async () => new Response('', { status }) })).toEqual({
      events: [],
      states: [],
      end: 'gone',
    });
  });

  it('ends where there is nothing behind what is known', async () => {
    expect((await follow({ fetch: async () => new Response(null, { status: 204 }) })).end).toBe('ended');
  });

  it('says that it is offline', async () => {
    let tries = 0;
    const { states } = await follow({
      isOffline: () => tries === 0,
      fetch: async (_, init) => {
        tries += 1;
        return streamed(afterOf(init));
      },
    });
    expect(states).toEqual(['offline', 'open']);
  });
});
