import { Agent } from 'node:http';
import { lastEventId, type ReadStream, readStream, wholeEvents } from './sse-reader.ts';

export interface CutTurnsOptions {
  /** Where servers listen, the first asked first. */
  readonly origins: readonly [string, string];
  readonly turns: number;
  /** A header that says who asks. */
  readonly authorization: string;
  /** From 0 up to 1, of the same sequence each time. */
  readonly random: () => number;
}

export interface CutTurns {
  readonly turns: number;
  /** Came to a `final` event. */
  readonly complete: number;
  /** Put together from its parts, the same to the byte as read in one go from the other process. */
  readonly exact: number;
  readonly cuts: number;
  /** Requests without an answer, because a connection was reset: sent again. */
  readonly resets: number;
  /** Those of them on a connection that was kept: the server had closed it meanwhile. */
  readonly keptResets: number;
  /** Requests that went to the second process. */
  readonly onSecond: number;
  /** What was asked under which key, for whoever counts the runs. */
  readonly ids: readonly string[];
  /** From asking to the last byte of the last part, in milliseconds. */
  readonly times: readonly number[];
  readonly wallMs: number;
}

const TEXT = 'Hello there';
const MOST_SENDINGS = 5;

/** Asks so many turns at once, cuts each stream twice at any byte, and goes on with it on either process. */
export async function askCutTurns(options: CutTurnsOptions): Promise<CutTurns> {
  const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
  const { authorization, origins, random } = options;
  const run = random().toString(36).slice(2);
  let cuts = 0;
  let onSecond = 0;
  let resets = 0;
  let keptResets = 0;
  const times: number[] = [];
  try {
    const sample = await whole(`${run}-sample`);
    const length = sample.length;
    const startedAt = performance.now();
    const read = await Promise.all(
      Array.from({ length: options.turns }, async (_, index) => {
        const began = performance.now();
        const answer = await inParts(
          `${run}-${index}`,
          [0, 1].map(() => 1 + Math.floor(random() * length)),
        );
        times.push(performance.now() - began);
        return answer;
      }),
    );
    const wallMs = performance.now() - startedAt;
    let exact = 0;
    for (const { events, turnId } of read) {
      const url = `${origins[1]}/v1/turns/${turnId}/events`;
      const again = await untilAnswered(() => readStream({ agent, url, headers: { authorization } }));
      if (wholeEvents(again.bytes) === events) exact += 1;
    }
    const complete = read.filter(({ events }) => events.includes('\nevent: final\n')).length;
    const ids = read.map(({ turnId }) => turnId);
    return { turns: options.turns, complete, exact, cuts, resets, keptResets, onSecond, ids, times, wallMs };
  } finally {
    agent.destroy();
  }

  async function whole(key: string): Promise<Buffer> {
    return (await ask(key, origins[0], undefined, undefined)).bytes;
  }

  async function inParts(key: string, cutPoints: readonly number[]) {
    let events = '';
    let turnId = '';
    for (const cutAfter of [...cutPoints, undefined]) {
      const isFirst = events === '' && turnId === '';
      const origin = isFirst || random() < 0.5 ? origins[0] : origins[1];
      if (origin === origins[1]) onSecond += 1;
      const part = await untilAnswered(() => ask(key, origin, lastEventId(events), cutAfter));
      if (part.status === 204) break;
      if (part.status !== 200)
        throw new Error(`status ${part.status}: ${part.bytes.toString().slice(0, 300)}`);
      if (part.isCut) cuts += 1;
      events += wholeEvents(part.bytes);
      turnId ||= /^: turn ([0-9a-f]{32})/.exec(part.bytes.toString('utf8'))?.[1] ?? '';
    }
    return { events, turnId };
  }

  /** A request with a key can be sent again. */
  async function untilAnswered(send: () => Promise<ReadStream>): Promise<ReadStream> {
    for (let sent = 1; ; sent += 1) {
      const part = await send();
      if (part.status !== 0 || sent === MOST_SENDINGS) return part;
      resets += 1;
      if (part.isKept) keptResets += 1;
    }
  }

  function ask(key: string, origin: string, after: string | undefined, cutAfter: number | undefined) {
    return readStream({
      agent,
      url: `${origin}/v1/turns`,
      headers: {
        authorization,
        'content-type': 'application/json',
        'idempotency-key': key,
        ...(after === undefined ? {} : { 'last-event-id': after }),
      },
      body: JSON.stringify({ text: TEXT }),
      ...(cutAfter === undefined ? {} : { cutAfter }),
    });
  }
}
