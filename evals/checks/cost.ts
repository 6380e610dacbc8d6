import type { Expectation } from '../cases/expectation.ts';
import { type Check, skipped, verdict } from './check.ts';

/** What the model's calls of the turn cost. */
export const cost: Check<NonNullable<Expectation['cost']>> = ({ usd, tokens }, { observed }) => {
  const { costUsd, inputTokens, outputTokens } = observed.metrics;
  if (usd !== undefined && costUsd === null) return skipped('the price of this model is not known');
  const used = inputTokens + outputTokens;
  return verdict(Number(usd !== undefined) + Number(tokens !== undefined), [
    ...(usd !== undefined && (costUsd ?? 0) > usd ? [`$${costUsd}, at most $${usd} are accepted`] : []),
    ...(tokens !== undefined && used > tokens ? [`${used} tokens, at most ${tokens} are accepted`] : []),
  ]);
};
