import { z } from 'zod';
import type { NextQuestion, TurnView } from './turn-view.ts';

/** What of a reply of findOpportunity decides what may be asked next. */
const found = z.object({
  result: z.object({
    candidates: z.array(z.string()),
    session: z.array(z.object({ name: z.string(), isCurrent: z.boolean() })),
  }),
});

/** After a look-up: the names that are near, or the opportunity of the session that was found. */
export function lookupQuestions({ replies }: TurnView): readonly NextQuestion[] {
  const { data } = found.safeParse(replies.findLast(({ name }) => name === 'findOpportunity')?.value);
  if (data === undefined) return [];
  const { candidates, session } = data.result;
  return [
    ...candidates.map((name) => ({ text: `What do we know of ${name}?`, operation: 'findOpportunity' })),
    ...session
      .filter(({ isCurrent }) => !isCurrent)
      .map(({ name }) => ({ text: `Go back to ${name}.`, operation: 'findOpportunity' })),
    ...session.map(({ name }) => ({
      text: `Which services will ${name} use?`,
      operation: 'getAnalysisSection',
    })),
    ...session.map(({ name }) => ({
      text: `How sure is the estimate of ${name}?`,
      operation: 'getAnalysisSection',
    })),
  ];
}
