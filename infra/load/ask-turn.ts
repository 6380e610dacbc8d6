/** What became of one turn. */
export interface AskedTurn {
  /** `answered`, `asked`, `refused`, or why there is no answer: a code, `http-503`, `cut`. */
  readonly outcome: string;
  readonly totalMs: number;
  /** Until the first event; undefined where none came. */
  readonly firstMs: number | undefined;
}

export interface AskOptions {
  readonly url: string;
  readonly token: string | undefined;
  readonly text: string;
  readonly key: string;
  readonly fetch: typeof globalThis.fetch;
  readonly signal: AbortSignal;
  readonly nowMs: () => number;
}

/** Asks one question over `POST /v1/turns` and reads its events to the end. Never throws. */
export async function askTurn({
  fetch,
  key,
  nowMs,
  signal,
  text,
  token,
  url,
}: AskOptions): Promise<AskedTurn> {
  const startMs = nowMs();
  let firstMs: number | undefined;
  const ended = (outcome: string): AskedTurn => ({ outcome, totalMs: nowMs() - startMs, firstMs });
  try {
    const response = await fetch(new URL('/v1/turns', url), {
      method: 'POST',
      headers: {
        accept: 'text/event-stream',
        'content-type': 'application/json',
        'idempotency-key': key,
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ text }),
      signal,
    });
    if (!response.ok || response.body === null) {
      await response.body?.cancel();
      return ended(`http-${response.status}`);
    }
    let rest = '';
    for await (const part of response.body.pipeThrough(new TextDecoderStream())) {
      firstMs ??= nowMs() - startMs;
      const frames = (rest + part).split('\n\n');
      rest = frames.pop() ?? '';
      for (const frame of frames) {
        const outcome = outcomeOf(frame);
        if (outcome !== undefined) return ended(outcome);
      }
    }
    return ended('cut');
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    return ended(name === 'TimeoutError' || name === 'AbortError' ? 'timeout' : 'unreachable');
  }
}

/** How a turn ended, by the frame of an event; undefined for one that does not end it. */
export function outcomeOf(frame: string): string | undefined {
  const field = (name: string) =>
    frame
      .split('\n')
      .find((line) => line.startsWith(`${name}: `))
      ?.slice(name.length + 2);
  const event = field('event');
  if (event !== 'final' && event !== 'error') return undefined;
  const data = parsed(field('data'));
  const code = event === 'final' ? data.outcome : (data.cause ?? data.code);
  return typeof code === 'string' ? code.slice(0, 64) : event;
}

function parsed(text = ''): Readonly<Record<string, unknown>> {
  try {
    const data: unknown = JSON.parse(text);
    return typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
