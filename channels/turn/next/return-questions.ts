import { z } from 'zod';
import { partOf } from './topics.ts';
import type { NextQuestion, TurnView } from './turn-view.ts';

/** What of a stored return decides what may be asked of it. */
const askable = z.object({
  returnId: z.string(),
  analysisId: z.string().nullable(),
  horizonMonths: z.number(),
  discountRatePercent: z.number(),
  assumptions: z.array(z.object({ key: z.string(), source: z.string() })),
});
type Askable = z.infer<typeof askable>;

/** What a return needs and was not told. */
const incomplete = z.object({
  result: z.object({
    outcome: z.literal('incomplete'),
    needed: z.array(z.object({ code: z.string(), example: z.string() })),
  }),
});

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

function changesOf({ analysisId, assumptions, discountRatePercent, horizonMonths, returnId }: Askable) {
  const has = (key: string) => assumptions.some((each) => each.key === key);
  const rate = discountRatePercent === 12 ? 8 : 12;
  const horizon = horizonMonths === 60 ? 36 : 60;
  const changes = [
    { text: 'What if the migration costs 20 % more?', topic: partOf('another migrationCostUsd', returnId) },
    ...(has('fundingUsd') || analysisId === null ? [] : [{ text: 'And with funding?' }]),
    { text: `And at ${rate} %?`, topic: partOf('another discountRatePercent', returnId) },
    { text: `And over ${horizon} months?`, topic: partOf('another horizonMonths', returnId) },
  ];
  return changes.map((each): NextQuestion => ({ ...each, operation: OPERATION }));
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
