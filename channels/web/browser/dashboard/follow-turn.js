import { createSseReader } from './sse-reader.js';

/** @typedef {import('./sse-reader.js').SseEvent} SseEvent */

/**
 * What following a turn tells: an event of it, or how the connection is.
 * `waiting`: cut, tried again by itself. `offline`: until the browser is connected. `signed-out`: until somebody signs in.
 * @typedef {{ kind: 'event', event: SseEvent } | { kind: 'state', state: 'open' | 'waiting' | 'offline' | 'signed-out' }} Told
 */

/**
 * @typedef {object} FollowOptions
 * @property {string} url of the stream
 * @property {string} after number of the last event that is known, `0` for none
 * @property {AbortSignal} signal ends it
 * @property {(url: string, init: RequestInit) => Promise<Response>} fetch
 * @property {(ms: number, signal: AbortSignal) => Promise<void>} pause resolves after so long, or as soon as trying again is likely to succeed
 * @property {() => boolean} isOffline
 * @property {() => Promise<'renewed' | 'signed-out' | 'unreachable'>} renew makes the session last longer
 * @property {() => number} random from 0 to 1
 */

/** The server says something at least every 15 s: after this long without a word the connection is dead. */
export const SILENCE_MS = 40_000;
const WAITS_MS = [300, 1_000, 2_000, 4_000, 8_000, 15_000];
const MOST_WAIT_MS = 15_000;

/**
 * Follows a turn to its last event through cuts, silence, lost networks and expired sessions; each event once, in order.
 * @param {FollowOptions} options
 * @returns {AsyncGenerator<Told, 'ended' | 'gone'>} `gone`: there is no such turn, or it is not this seller's
 */
export async function* followTurn(options) {
  const { fetch, isOffline, pause, random, renew, signal, url } = options;
  let { after } = options;
  let failures = 0;
  while (!signal.aborted) {
    if (isOffline()) yield { kind: 'state', state: 'offline' };
    /** @type {'cut' | 'expired' | 'gone'} */
    let why = 'cut';
    try {
      for await (const event of oneStream(url, after, fetch, signal)) {
        if (event === 'open') {
          yield { kind: 'state', state: 'open' };
          continue;
        }
        // There is nothing behind what is known.
        if (event === 'over') return 'ended';
        if (event === 'expired' || event === 'gone') {
          why = event;
          break;
        }
        const interrupted = interruptionOf(event);
        if (interrupted !== undefined) {
          why = interrupted;
          break;
        }
        // What the server has sent again is known.
        if (event.id !== '' && Number(event.id) <= Number(after)) continue;
        if (event.id !== '') after = event.id;
        failures = 0;
        yield { kind: 'event', event };
        if (event.event === 'final' || event.event === 'error') return 'ended';
      }
    } catch {
      // Cut, or silent for too long: the same as an end before the last event.
    }
    if (signal.aborted) break;
    if (why === 'gone') return 'gone';
    if (why === 'expired') {
      const renewed = await renew();
      if (renewed === 'signed-out') yield { kind: 'state', state: 'signed-out' };
      else if (renewed === 'renewed' && failures === 0) {
        failures += 1;
        continue;
      }
    } else yield { kind: 'state', state: isOffline() ? 'offline' : 'waiting' };
    const wait = WAITS_MS[Math.min(failures, WAITS_MS.length - 1)] ?? MOST_WAIT_MS;
    failures += 1;
    // Spread, so that all who were cut do not come back at once.
    await pause(wait * (0.75 + random() / 2), signal);
  }
  return 'ended';
}

/**
 * An `error` that says that the stream ends before the turn does; one of the turn itself is its last event.
 * @param {SseEvent} event
 * @returns {'expired' | 'cut' | undefined}
 */
function interruptionOf({ data, event }) {
  if (event !== 'error') return undefined;
  try {
    const { code, resumable } = JSON.parse(data);
    if (resumable !== true) return undefined;
    return code === 'token-expired' ? 'expired' : 'cut';
  } catch {
    return 'cut';
  }
}

/**
 * One connection until it ends. @throws when it is cut or silent
 * @param {string} url @param {string} after @param {FollowOptions['fetch']} fetch @param {AbortSignal} ended
 * @returns {AsyncGenerator<SseEvent | 'open' | 'over' | 'expired' | 'gone'>}
 */
async function* oneStream(url, after, fetch, ended) {
  const silent = new AbortController();
  const signal = AbortSignal.any([ended, silent.signal]);
  let timer = setTimeout(() => silent.abort(), SILENCE_MS);
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(() => silent.abort(), SILENCE_MS);
  };
  try {
    const response = await fetch(url, {
      headers: { accept: 'text/event-stream', 'last-event-id': after },
      credentials: 'same-origin',
      cache: 'no-store',
      signal,
    });
    heard();
    if (response.status === 204) yield 'over';
    else if (response.status === 401) yield 'expired';
    else if (response.status === 403 || response.status === 404 || response.status === 410) yield 'gone';
    if (!response.ok || response.body === null) return;
    yield 'open';
    const reader = createSseReader();
    const bytes = response.body.getReader();
    const decoder = new TextDecoder();
    for (;;) {
      const { done, value } = await bytes.read();
      if (done) return;
      heard();
      for (const event of reader.push(decoder.decode(value, { stream: true }))) yield event;
    }
  } finally {
    clearTimeout(timer);
    // Leaving in the middle closes the connection.
    silent.abort();
  }
}
