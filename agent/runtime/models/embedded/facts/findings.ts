import { sliceSource, spanOf, type Token } from '../text/tokens.ts';
import type { Fact, FactField, Problem, TokenRange } from './fact.ts';

/** What has been read of a message so far, and which of its tokens that used up. */
export interface Findings {
  readonly source: string;
  readonly tokens: readonly Token[];
  readonly facts: readonly Fact[];
  readonly problems: readonly Problem[];
  /** Whether a label states the field, or fails to. */
  has(field: FactField): boolean;
  isUsed(at: number): boolean;
  use(range: TokenRange): void;
  add(field: FactField, value: string | number, range: TokenRange, more?: Partial<Fact>): void;
  /** `texts` stands for the words of the ranges where it says something else. */
  trouble(
    code: Problem['code'],
    field: FactField,
    ranges: readonly TokenRange[],
    texts?: readonly string[],
  ): void;
}

/** Begins with what the labels of the message state. */
export function createFindings(
  source: string,
  tokens: readonly Token[],
  labelled: { readonly facts: readonly Fact[]; readonly problems: readonly Problem[] },
): Findings {
  const used = new Array<boolean>(tokens.length).fill(false);
  const facts: Fact[] = [...labelled.facts];
  const problems: Problem[] = [...labelled.problems];
  return {
    source,
    tokens,
    facts,
    problems,
    has: (field) =>
      labelled.facts.some((fact) => fact.field === field) ||
      labelled.problems.some((problem) => problem.field === field),
    isUsed: (at) => used[at] === true,
    use: ({ from, to }) => {
      used.fill(true, from, to);
    },
    add(field, value, range, more = {}) {
      const span = spanOf(tokens, range.from, range.to);
      facts.push({ field, value, span, text: sliceSource(source, span), by: 'prose', ...more });
    },
    trouble(code, field, ranges, texts) {
      const first = ranges[0] ?? { from: 0, to: 0 };
      problems.push({
        code,
        field,
        texts: texts ?? ranges.map((range) => sliceSource(source, spanOf(tokens, range.from, range.to))),
        span: spanOf(tokens, first.from, first.to),
      });
    },
  };
}
