import type { CheckedFigure, Grounding } from '#agent/grounding/check-grounding.ts';

/** Behind a figure that stands in no result. */
const MARK = ' [unproven]';

/** What a reader is told of figures that stand in no result behind the answer; undefined when there are none. */
export function groundingNote({ unmatched }: Grounding): string | undefined {
  if (unmatched.length === 0) return undefined;
  const figures = [...new Set(unmatched.map(({ text }) => text))].join(', ');
  const [are, them] = unmatched.length === 1 ? ['This figure stands', 'it'] : ['These figures stand', 'them'];
  return `${are} in no result behind this answer: ${figures}. Do not rely on ${them}.`;
}

/** The answer with a mark behind each such figure. */
export function markFigures(answer: string, unmatched: readonly CheckedFigure[]): string {
  let marked = '';
  let from = 0;
  for (const { end } of [...unmatched].sort((a, b) => a.end - b.end)) {
    marked += answer.slice(from, end) + MARK;
    from = end;
  }
  return marked + answer.slice(from);
}
