import { z } from 'zod';
import { formatUsd } from '#action-groups/kernel/format.ts';
import { partOf } from './topics.ts';
import type { NextQuestion, TurnView } from './turn-view.ts';

/** What of a stored return decides what may be asked of it. */
const askable = z.object({
  returnId: z.string(),
  analysisId: z.string().nullable(),
  horizonMonths: z.number(),
  discountRatePercent: z.number(),
  assumptions: z.array(z.object({ key: z.string(), value: z.object({ median: z.number() }) })),
});
type Askable = z.infer<typeof askable>;

/** What a return needs and was not told. */
const incomplete = z.object({
  result: z.object({
    outcome: z.literal('incomplete'),
    needed: z.array(z.object({ code: z.string(), example: z.string() })),
  }),
});

/** A migration that costs a fifth more than was said. */
const DEARER = 1.2;

const OPERATION = 'calculateReturnOnInvestment';

/** What may be asked of the turn's return: other inputs, funding; or what it needs, as it may be said. */
export function returnQuestions({ artifacts, replies }: TurnView): readonly NextQuestion[] {
  const { data } = askable.safeParse(artifacts.findLast(({ type }) => type === 'return-on-investment'));
  if (data !== undefined) return changesOf(data);
  const asked = replies.findLast(({ name }) => name === OPERATION);
  const { data: lacking } = incomplete.safeParse(asked?.value);
  return (lacking?.result.needed ?? []).map(({ example }) => ({
    text: sentence(example),
    operation: OPERATION,
  }));
}

function changesOf({
  analysisId,
  assumptions,
  discountRatePercent,
  horizonMonths,
  returnId,
}: Askable): readonly NextQuestion[] {
  const has = (key: string) => assumptions.some((each) => each.key === key);
  const rate = discountRatePercent === 12 ? 8 : 12;
  const horizon = horizonMonths === 60 ? 36 : 60;
  const cost = assumptions.find(({ key }) => key === 'migrationCostUsd')?.value.median ?? 0;
  const changes = [
    ...(cost > 0
      ? [
          {
            text: `What if the migration costs ${formatUsd(cost * DEARER)}?`,
            topic: partOf('another migrationCostUsd', returnId),
          },
        ]
      : []),
    { text: `And at ${rate} %?`, topic: partOf('another discountRatePercent', returnId) },
    { text: `And over ${horizon} months?`, topic: partOf('another horizonMonths', returnId) },
  ].map((each): NextQuestion => ({ ...each, operation: OPERATION }));
  const money = { text: 'Is there money for this?', operation: 'recommendFunding' };
  return has('fundingUsd') || analysisId === null ? changes : [...changes, money];
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
