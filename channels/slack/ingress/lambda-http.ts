import type { RawRequest } from './check-request.ts';
import type { IngressResponse } from './ingress.ts';

/** As an HTTP API or a function URL calls a Lambda (payload format 2.0). */
export interface LambdaHttpEvent {
  readonly headers?: Readonly<Record<string, string | undefined>> | null;
  readonly body?: string | null;
  readonly isBase64Encoded?: boolean;
}

export interface LambdaHttpResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export function fromLambda({ headers, body, isBase64Encoded = false }: LambdaHttpEvent): RawRequest {
  return { headers: headers ?? {}, body: Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8') };
}

export function toLambda({ status, contentType, body }: IngressResponse): LambdaHttpResponse {
  return { statusCode: status, headers: { 'content-type': contentType }, body };
}

/** @throws {TypeError} naming the variable, as the function is loaded */
export function needed(environment: Readonly<Record<string, string | undefined>>, name: string): string {
  const value = environment[name] ?? '';
  if (value === '') throw new TypeError(`the environment lacks ${name}`);
  return value;
}

/** Made with the first event, since secrets are read for it, and kept; made again with the next when that failed. */
export function once<Made>(make: () => Promise<Made>): () => Promise<Made> {
  let made: Promise<Made> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}
