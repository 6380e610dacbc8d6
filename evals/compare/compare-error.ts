/** Why runs cannot be compared, with the exit code that tells it. */
export type CompareErrorCode =
  | 'run-unreadable' // no run, or one that was broken: usage
  | 'not-comparable' // other data, other cases, another day, the same run twice
  | 'run-incomplete'; // interrupted, or the agent could not be asked

export class CompareError extends Error {
  override readonly name = 'CompareError';
  readonly code: CompareErrorCode;
  constructor(code: CompareErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Exit codes of the `eval` command. */
export const EXIT = { pass: 0, fail: 1, usage: 2, inconclusive: 3, infra: 4, interrupted: 130 } as const;

export function exitCodeOf({ code }: CompareError): number {
  if (code === 'run-unreadable') return EXIT.usage;
  return code === 'run-incomplete' ? EXIT.infra : EXIT.inconclusive;
}
