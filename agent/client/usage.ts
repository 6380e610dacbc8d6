import { priceOf } from '../runtime/models/prices.ts';

/** Adds up what the calls of a model in one turn used, as their traces tell it. */
export interface Usage {
  /** A call begins. */
  called(modelId: string | undefined): void;
  /** It has ended with this usage. */
  used(
    usage:
      | { readonly inputTokens?: number | undefined; readonly outputTokens?: number | undefined }
      | undefined,
  ): void;
  sum(): {
    readonly inputTokens: number;
    readonly outputTokens: number;
    readonly costUsd: number | null;
    readonly modelId: string | null;
  };
}

const NANO = 1_000_000_000;

export function createUsage(): Usage {
  let modelId: string | null = null;
  let inputTokens = 0;
  let outputTokens = 0;
  /** Whole nanodollars; null once a call's cost is not known. */
  let cost: number | null = 0;
  let calls = 0;
  return {
    called(id) {
      modelId = id ?? null;
    },
    used(usage) {
      calls += 1;
      inputTokens += usage?.inputTokens ?? 0;
      outputTokens += usage?.outputTokens ?? 0;
      const price = modelId === null ? null : priceOf(modelId);
      const known = usage?.inputTokens !== undefined && usage.outputTokens !== undefined;
      cost =
        cost === null || price === null || !known
          ? null
          : cost + (usage.inputTokens ?? 0) * price.input + (usage.outputTokens ?? 0) * price.output;
    },
    sum: () => ({
      inputTokens,
      outputTokens,
      costUsd: cost === null || calls === 0 ? null : cost / NANO,
      modelId,
    }),
  };
}
