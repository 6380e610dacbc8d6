import { EXCEPTION_STATUS, type RuntimeError } from '../runtime-error.ts';

/** What HTTP/1.1 and HTTP/2 requests have in common. */
export interface HttpRequest extends AsyncIterable<Uint8Array> {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
}

/** What HTTP/1.1 and HTTP/2 responses have in common. */
export interface HttpResponse {
  statusCode: number;
  readonly writableEnded: boolean;
  setHeader(name: string, value: string): unknown;
  write(chunk: Uint8Array): boolean;
  end(chunk?: string): unknown;
  destroy(): unknown;
  once(event: 'close' | 'drain', listener: () => void): unknown;
  off(event: 'close' | 'drain', listener: () => void): unknown;
}

export type HttpHandler = (request: HttpRequest, response: HttpResponse) => Promise<void>;

/** Answers with one of the service's exceptions, as restJson1 has it: type in header and body. */
export function sendException(response: HttpResponse, error: Pick<RuntimeError, 'code' | 'message'>): void {
  sendError(response, EXCEPTION_STATUS[error.code], error.code, error.message);
}

export function sendError(
  response: HttpResponse,
  status: number,
  type: string,
  message: string,
  more: Readonly<Record<string, unknown>> = {},
): void {
  response.statusCode = status;
  response.setHeader('content-type', 'application/json');
  response.setHeader('x-amzn-errortype', type);
  response.end(JSON.stringify({ __type: type, message, ...more }));
}
