/** What reading a document of the issuer needs. */
export interface FetchJsonOptions {
  readonly fetch: typeof fetch;
  readonly timeoutMs: number;
  /** Longer documents are refused. */
  readonly mostBytes: number;
}

export class IssuerError extends Error {
  override readonly name = 'IssuerError';
  readonly code = 'issuer-unreachable';
}

export interface JsonReply {
  readonly status: number;
  /** Undefined when the body is no JSON. */
  readonly body: unknown;
}

/**
 * Asks the issuer over HTTP, bounded in time and size, following no redirect.
 * @throws {IssuerError} when there is no whole reply
 */
export async function fetchJson(
  url: string,
  options: FetchJsonOptions,
  init: RequestInit = {},
): Promise<JsonReply> {
  try {
    const response = await options.fetch(url, {
      ...init,
      redirect: 'error',
      signal: AbortSignal.timeout(options.timeoutMs),
    });
    return { status: response.status, body: parseJson(await readBounded(response, options.mostBytes)) };
  } catch (cause) {
    throw new IssuerError(`no reply that can be used from ${url}`, { cause });
  }
}

async function readBounded(response: Response, mostBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.byteLength;
    if (length > mostBytes) throw new RangeError(`more than ${mostBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
