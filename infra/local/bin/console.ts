import type { Writable } from 'node:stream';

/** Today on this machine's calendar, YYYY-MM-DD. */
export function calendarToday(): string {
  const now = new Date();
  const two = (number: number) => String(number).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** Progress, a line each, where a person looks and a pipe does not. */
export function progressOn(stream: Writable): (message: string) => void {
  return (message) => void stream.write(`${message}\n`);
}

/** Failures of ours, with causes, one line each; set DEBUG to see them on a terminal. */
export function reportFailures(stream: Writable): (where: string, error: unknown) => void {
  if ((process.env.DEBUG ?? '') === '') return () => {};
  return (where, error) => void stream.write(`${where}: ${causes(error).join(' ← ')}\n`);
}

function causes(error: unknown): string[] {
  if (!(error instanceof Error)) return [String(error)];
  const own = `${error.name}${'code' in error ? ` [${String(error.code)}]` : ''}: ${error.message}`;
  return error.cause === undefined ? [own] : [own, ...causes(error.cause)];
}
