/** One subcommand of `npm run eval --`, in a file of its own that is loaded when it is called. */
export interface EvalCommand {
  /** Usage, flags and exit codes. */
  readonly help: string;
  /** @param args what follows the subcommand's name; @returns the exit code @throws {UsageError} */
  readonly run: (args: readonly string[]) => Promise<number>;
}

/** How commands of evals end. */
export const EXIT = {
  pass: 0,
  /** A case that decides fails, or a regression is proven. */
  fail: 1,
  /** Wrong call, broken suite, nothing selected. */
  usage: 2,
  /** Nothing can be said, or what is compared cannot be. */
  inconclusive: 3,
  /** The agent could not be asked, or not to the end. */
  incomplete: 4,
  /** Can be gone on with. */
  interrupted: 130,
} as const;
