import { type Logger, LogLevel } from '@slack/bolt';

/** Slack's libraries complain where we do, and only of errors: what they say below that may hold what people wrote. */
export function quietLogger(where: string, onFailure: (where: string, error: unknown) => void): Logger {
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: () => undefined,
    error: (...messages) => onFailure(where, messages[0]),
    setLevel: () => undefined,
    getLevel: () => LogLevel.ERROR,
    setName: () => undefined,
  };
}
