import { setTimeout as wait } from 'node:timers/promises';
import { checkRequest, type RawRequest } from '../ingress/check-request.ts';
import type { IngressResponse } from '../ingress/ingress.ts';
import { fieldsOf, parseObject } from '../ingress/queued-event.ts';
import type { SlackApp } from '../slack-app.ts';

export interface InteractiveOptions {
  readonly signingSecret: string;
  readonly app: SlackApp;
  readonly clock: () => Date;
  /**
   * `acknowledged`: answered as soon as a listener says so, and the rest is done behind. `done`: when the
   * listeners have ended, for a function that is frozen once it has answered.
   */
  readonly answerWhen: 'acknowledged' | 'done';
  /** Slack waits three seconds. */
  readonly timeoutMs?: number;
  readonly onFailure: (where: string, error: unknown) => void;
}

export interface Interactive {
  /** Answers a request with a command, a click, a form. Never throws. */
  handle(request: RawRequest): Promise<IngressResponse>;
}

const TIMEOUT_MS = 2_800;

/** The door for what a person does in Slack: checked, then listened to, since Slack waits for the answer. */
export function createInteractive(options: InteractiveOptions): Interactive {
  const { app, clock, onFailure, signingSecret } = options;
  if (signingSecret === '') throw new TypeError('the signing secret is empty');

  async function listenTo(body: Readonly<Record<string, unknown>>): Promise<IngressResponse> {
    let answer: IngressResponse | undefined;
    let acknowledge: () => void = () => undefined;
    const acknowledged = new Promise<void>((resolve) => {
      acknowledge = resolve;
    });
    const ending = new AbortController();
    const done = app
      .process({
        body,
        async ack(value) {
          answer ??= asResponse(value);
          acknowledge();
        },
      })
      // What nobody listens to is taken all the same: a link's click is told too.
      .then(() => asResponse(undefined))
      .catch((error: unknown) => {
        onFailure('slack interactive', error);
        return plain(500, 'failed');
      });
    const late = wait(options.timeoutMs ?? TIMEOUT_MS, plain(503, 'too late'), { signal: ending.signal });
    const first = await Promise.race([
      done,
      late,
      ...(options.answerWhen === 'acknowledged' ? [acknowledged.then(() => undefined)] : []),
    ]);
    ending.abort();
    await late.catch(() => undefined);
    return answer ?? first ?? asResponse(undefined);
  }

  return {
    async handle(request) {
      const checked = checkRequest(request, { signingSecret, nowMs: clock().getTime() });
      if (!checked.isGenuine) return plain(checked.fault.status, checked.fault.reason);
      const form = new URLSearchParams(checked.text);
      if (form.get('ssl_check') === '1') return plain(200, '');
      const body = readForm(form);
      return body === undefined ? plain(400, 'not-an-interaction') : listenTo(body);
    },
  };
}

/** An interaction stands as JSON in `payload`; a command's fields stand beside each other. */
export function readForm(form: URLSearchParams): Readonly<Record<string, unknown>> | undefined {
  const payload = form.get('payload');
  if (payload !== null) return parseObject(payload);
  return form.has('command') ? fieldsOf(Object.fromEntries(form)) : undefined;
}

function asResponse(value: unknown): IngressResponse {
  if (value === undefined || value === '') return plain(200, '');
  if (typeof value === 'string') return plain(200, value);
  return { status: 200, contentType: 'application/json', body: JSON.stringify(value) };
}

function plain(status: number, body: string): IngressResponse {
  return { status, contentType: 'text/plain', body };
}
