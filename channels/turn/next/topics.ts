import { z } from 'zod';
import type { TurnView } from './turn-view.ts';

/** `risks of <analysisId>`: a part of a result. */
export function partOf(part: string, id: string): string {
  return `${part} of ${id}`;
}

/** Two analyses beside each other, whichever comes first. */
export function comparisonOf(one: string, other: string): string {
  return `comparison of ${[one, other].sort().join(' ')}`;
}

/** What a turn has shown. */
export function topicsOf(view: Pick<TurnView, 'steps' | 'replies'>): readonly string[] {
  const parts = view.steps.flatMap(({ operation, status, arguments: given }) =>
    operation === 'getAnalysisSection' && status === 'ok'
      ? [{ section: given.section ?? '', id: given.analysisId ?? '' }]
      : [],
  );
  const [first, ...others] = [...new Set(parts.map(({ id }) => id))];
  return [
    ...(first === undefined ? [] : others.map((other) => comparisonOf(first, other))),
    ...parts.map(({ section, id }) => partOf(section, id)),
    ...view.steps.flatMap(({ operation, status, arguments: given }) =>
      operation === 'recommendFunding' && status === 'ok' ? [partOf('funding', given.analysisId ?? '')] : [],
    ),
    ...view.replies.flatMap(({ value }) => suppositionsOf(value)),
  ];
}

const whatIfReply = z.object({
  result: z.object({
    whatIf: z.object({ whatIfOf: z.string(), differs: z.array(z.object({ field: z.string() })) }),
  }),
});

function suppositionsOf(reply: unknown): readonly string[] {
  const { data } = whatIfReply.safeParse(reply);
  if (data === undefined) return [];
  const { whatIfOf, differs } = data.result.whatIf;
  return differs.map(({ field }) => partOf(`another ${field}`, whatIfOf));
}
