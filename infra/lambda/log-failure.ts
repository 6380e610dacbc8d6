/** A failure as one line of JSON, which the log's metric filters count by its code. */
export function logFailure(where: string, error: unknown): void {
  const { name, message, code } = asError(error);
  const cause = error instanceof Error && error.cause !== undefined ? asError(error.cause) : undefined;
  const line = { level: 'ERROR', where, error: { name, code, message }, ...(cause && { cause }) };
  writeLine(JSON.stringify(line));
}

/** A line of the function's log. */
export function writeLine(line: string): void {
  process.stdout.write(`${line}\n`);
}

function asError(error: unknown): {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
} {
  if (!(error instanceof Error)) return { name: 'unknown', message: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  return { name: error.name, message: error.message.slice(0, 500), ...code };
}
