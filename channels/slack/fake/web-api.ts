import { ApiError } from './api-error.ts';
import { messageMethods } from './message-methods.ts';
import { type OtherMethodsOptions, otherMethods } from './other-methods.ts';
import type { SlackState } from './slack-state.ts';

export type ApiArguments = Readonly<Record<string, unknown>>;
export type ApiMethod = (args: ApiArguments) => Readonly<Record<string, unknown>>;

/** A call that reached the fake, in order. */
export interface ApiCall {
  readonly method: string;
  readonly args: ApiArguments;
  readonly token: string;
  /** `ok`, Slack's error code, or the fault that was made. */
  readonly outcome: string;
  /** The message that was posted, changed or streamed to, when that was done. */
  readonly ts?: string;
}

export interface WebApi {
  call(method: string, args: ApiArguments, token: string): Readonly<Record<string, unknown>>;
}

export interface WebApiOptions extends OtherMethodsOptions {
  readonly state: SlackState;
  /** Triggers of interactions, with the instant they were issued. */
  readonly triggers: Map<string, number>;
  /** What a call has to carry; a revoked one is taken out. */
  readonly tokens: Set<string>;
}

/** Slack's Web API as far as the app uses it, with the limits that Slack states. */
export function createWebApi(options: WebApiOptions): WebApi {
  const methods: Readonly<Record<string, ApiMethod>> = {
    ...messageMethods(options.state),
    ...otherMethods(options.state, options.triggers, options),
  };
  return {
    call(name, args, token) {
      const method = methods[name];
      if (method === undefined) throw new ApiError('unknown_method');
      if (!options.tokens.has(token)) throw new ApiError(token === '' ? 'not_authed' : 'token_revoked');
      return method(args);
    },
  };
}
