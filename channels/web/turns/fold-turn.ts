import { z } from 'zod';
import type { LedgerEvent } from '#channels/turn/ledger/turn-ledger.ts';
import type { WebStep } from './web-turns.ts';

/** What the events of a turn come to. */
export interface FoldedTurn {
  /** The number of the last event; 0 when there is none. */
  readonly after: number;
  readonly steps: readonly WebStep[];
  readonly words: string;
}

const BEGUN: FoldedTurn = { after: 0, steps: [], words: '' };

const known = z.discriminatedUnion('type', [
  z.object({ type: z.literal('chunk'), text: z.string() }),
  z.object({
    type: z.literal('step'),
    phase: z.enum(['started', 'ended']),
    stepId: z.string(),
    actionGroup: z.string(),
    operation: z.string(),
    code: z.string().default('ok'),
    ms: z.number().default(0),
  }),
  z.object({ type: z.literal('restarted') }),
]);

/** Takes the events together, in their order; what came before a turn was begun anew is void. */
export function foldTurn(events: readonly LedgerEvent[], before: FoldedTurn = BEGUN): FoldedTurn {
  return events.reduce(foldEvent, before);
}

function foldEvent(folded: FoldedTurn, { sequence, event }: LedgerEvent): FoldedTurn {
  const read = known.safeParse(event);
  const next = { ...folded, after: sequence };
  if (!read.success) return next;
  switch (read.data.type) {
    case 'restarted':
      return { ...BEGUN, after: sequence };
    case 'chunk':
      return { ...next, words: folded.words + read.data.text };
    case 'step': {
      const { stepId, actionGroup, operation, phase, code, ms } = read.data;
      const step = { stepId, actionGroup, operation, ...(phase === 'ended' ? { ended: { code, ms } } : {}) };
      const isKnown = folded.steps.some((each) => each.stepId === stepId);
      const steps = isKnown
        ? folded.steps.map((each) => (each.stepId === stepId ? step : each))
        : [...folded.steps, step];
      return { ...next, steps };
    }
  }
}
