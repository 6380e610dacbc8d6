import { z } from 'zod';
import { topicsOf } from '#channels/turn/next/topics.ts';
import type { TurnView } from '#channels/turn/next/turn-view.ts';
import { nextQuestions } from '#channels/turn/next-questions.ts';
import type { TurnArtifact } from '#channels/turn/turn-result.ts';
import type { ShownCustomer } from '#channels/turn/user-sessions.ts';
import type { ObservedTurn } from '#evals/runner/run-record.ts';

/** What a channel would offer to ask after the last of these turns of one session. */
export function followUpsOf(turns: readonly ObservedTurn[], today: string): readonly string[] {
  const last = turns.at(-1);
  if (last === undefined) return [];
  const bodies = new Map(
    turns
      .flatMap(({ artifacts }) => artifacts.map(({ id, body }) => [id, body] as const))
      .filter(([, body]) => body !== undefined),
  );
  const views = turns.map((turn) => viewOf(turn, bodies));
  const latestFirst = [...views].reverse();
  const view = views[views.length - 1];
  if (view === undefined) return [];
  return nextQuestions({
    ...view,
    today,
    shown: {
      artifactIds: unique(latestFirst.flatMap(({ artifacts }) => artifacts.map(({ id }) => id))),
      topics: unique(latestFirst.flatMap((each) => topicsOf(each))),
      customers: customersOf(latestFirst),
      figures: [],
    },
  });
}

type Shown = Omit<TurnView, 'today' | 'shown'>;

function viewOf(turn: ObservedTurn, bodies: ReadonlyMap<string, unknown>): Shown {
  const { outcome, steps, artifacts, understood } = turn;
  return {
    outcome,
    artifacts: artifacts.map(({ id, type }) => ({ ...asObject(bodies.get(id)), type, id }) as TurnArtifact),
    steps: steps.map(({ actionGroup, operation, arguments: given, code, ms }) => ({
      actionGroup,
      operation,
      arguments: given,
      status: code,
      ms,
    })),
    replies: steps.map(({ operation, reply }) => ({ name: operation, value: reply })),
    asks: understood?.asks ?? [],
    problems: understood?.problems ?? [],
  };
}

const analysed = z.object({
  type: z.literal('analysis'),
  analysisId: z.string(),
  whatIfOf: z.undefined().optional(),
  opportunity: z.object({ customerName: z.string() }),
});

function customersOf(views: readonly Shown[]): readonly ShownCustomer[] {
  const customers = views.flatMap(({ artifacts }) =>
    artifacts.flatMap((artifact) => {
      const { data } = analysed.safeParse(artifact);
      return data === undefined ? [] : [{ name: data.opportunity.customerName, analysisId: data.analysisId }];
    }),
  );
  return customers.filter(({ name }, at) => customers.findIndex((other) => other.name === name) === at);
}

function asObject(body: unknown): Readonly<Record<string, unknown>> {
  return typeof body === 'object' && body !== null ? { ...body } : {};
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
