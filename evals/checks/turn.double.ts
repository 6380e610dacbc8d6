import type { ObservedStep, ObservedTurn, TranscriptTurn } from '../runner/run-record.ts';
import type { CheckContext } from './check.ts';

/** A turn in which nothing was done, with what a test says otherwise. */
export function madeObserved(given: Partial<ObservedTurn> = {}): ObservedTurn {
  return {
    answer: '',
    outcome: 'answered',
    steps: [],
    artifacts: [],
    citations: [],
    modelId: 'made',
    metrics: { firstTokenMs: 10, totalMs: 100, inputTokens: 30, outputTokens: 20, costUsd: 0.002 },
    ...given,
  };
}

export function madeStep(
  operation: string,
  given: Readonly<Record<string, string>> = {},
  more: Partial<ObservedStep> = {},
): ObservedStep {
  return { actionGroup: 'made', operation, arguments: given, status: 'ok', code: 'ok', ms: 1, ...more };
}

export function madeTurn(observed: ObservedTurn, given: Partial<TranscriptTurn> = {}): TranscriptTurn {
  return {
    session: 'main',
    sessionId: 'a'.repeat(64),
    sellerId: 'nora',
    partnerIds: ['1'],
    user: 'a message',
    observed,
    ...given,
  };
}

/** What a check of that turn looks at. */
export function madeContext(
  observed: Partial<ObservedTurn> = {},
  {
    turn = {},
    ...given
  }: Partial<Omit<CheckContext, 'turn'>> & { readonly turn?: Partial<TranscriptTurn> } = {},
): CheckContext {
  const full = madeObserved(observed);
  return { turn: madeTurn(full, turn), observed: full, earlier: [], partners: [], ...given };
}
