import { type Agent, request } from 'node:http';

/** What was read of a stream before it ended or was cut. */
export interface ReadStream {
  readonly status: number;
  /** All bytes that came. */
  readonly bytes: Buffer;
  readonly isCut: boolean;
  /** It went over a connection that was kept from an earlier request. */
  readonly isKept: boolean;
}

export interface StreamCall {
  readonly agent: Agent;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Posts it; gets when left out. */
  readonly body?: string;
  /** Cuts the connection behind so many bytes; reads to the end when left out. */
  readonly cutAfter?: number;
}

/**
 * Reads an event stream, to its end or to a byte at which the connection is cut. One that the other side resets is
 * cut too, with status 0 when there was no answer yet.
 */
export function readStream({ agent, body, cutAfter, headers, url }: StreamCall): Promise<ReadStream> {
  return new Promise((resolve) => {
    const method = body === undefined ? 'GET' : 'POST';
    const sent = request(url, { agent, method, headers }, (response) => {
      const parts: Buffer[] = [];
      let length = 0;
      const end = (isCut: boolean) =>
        resolve({
          status: response.statusCode ?? 0,
          bytes: Buffer.concat(parts).subarray(0, isCut ? cutAfter : undefined),
          isCut,
          isKept: sent.reusedSocket,
        });
      response.on('data', (part: Buffer) => {
        parts.push(part);
        length += part.length;
        if (cutAfter === undefined || length < cutAfter) return;
        end(true);
        response.destroy();
      });
      response.on('end', () => end(false));
      response.on('error', () => end(true));
    });
    sent.on('error', () =>
      resolve({ status: 0, bytes: Buffer.alloc(0), isCut: true, isKept: sent.reusedSocket }),
    );
    sent.end(body);
  });
}

/** The frames that were read whole, without comments: what a client keeps of a stream that was cut. */
export function wholeEvents(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  return text
    .slice(0, text.lastIndexOf('\n\n') + 2)
    .split('\n\n')
    .filter((frame) => frame !== '' && !frame.startsWith(':'))
    .map((frame) => `${frame}\n\n`)
    .join('');
}

/** The id of the last event that has one. */
export function lastEventId(events: string): string | undefined {
  return [...events.matchAll(/^id: (\d+)$/gm)].at(-1)?.[1];
}
