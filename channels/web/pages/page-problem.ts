import type { ProblemCode } from '../texts/problem-texts.ts';

/** Thrown where a request ends in a page that is no answer; its code has words and a status in `texts.ts`. */
export class PageProblem extends Error {
  override readonly name = 'PageProblem';
  readonly code: ProblemCode;
  constructor(code: ProblemCode, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
  }
}
