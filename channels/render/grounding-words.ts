import type { Grounding } from '#agent/grounding/check-grounding.ts';

/** What a reader is told of figures that stand in no result behind the answer; undefined when there are none. */
export function groundingNote({ unmatched }: Grounding): string | undefined {
  if (unmatched.length === 0) return undefined;
  const figures = [...new Set(unmatched.map(({ text }) => text))].join(', ');
  const [are, them] = unmatched.length === 1 ? ['This figure stands', 'it'] : ['These figures stand', 'them'];
  return `${are} in no result behind this answer: ${figures}. Do not rely on ${them}.`;
}
