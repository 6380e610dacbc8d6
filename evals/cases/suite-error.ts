/** Suites that cannot be used, with everything that is wrong about them; each line names file, field and value. */
export class SuiteError extends Error {
  override readonly name = 'SuiteError';
  readonly code = 'invalid-suite';
  readonly faults: readonly string[];
  constructor(faults: readonly string[], options?: ErrorOptions) {
    super(faults.join('\n'), options);
    this.faults = faults;
  }
}
