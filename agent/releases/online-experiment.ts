import { z } from 'zod';
import { TIERS, type Tier } from '#agent/definition/agent-definition.ts';
import { type Allocation, BUCKETS, bucketCounts, bucketOf, variantOf } from './assignment.ts';

const name = z.string().regex(/^[a-z][a-z0-9-]{0,31}$/, 'lower-case words joined by -');
const bucket = z.int().min(0).max(BUCKETS);

const variant = z.strictObject({
  /** The agent's alias that answers, such as `canary`; the channel's own when left out. */
  alias: z.string().min(1).max(100).optional(),
  buckets: z.array(z.tuple([bucket, bucket])).max(BUCKETS),
});

/** An experiment on those who use the assistant: which variant answers whom. */
export const onlineExperiment = z
  .strictObject({
    id: name,
    /** Spreads users in a way of its own; never changed while it runs. */
    salt: z.string().min(1).max(100),
    /** `stopped` is the kill switch: from the next turn on everybody has the channel's own agent. */
    state: z.enum(['running', 'stopped']),
    /** Left out: every tier. */
    tiers: z.array(z.enum(TIERS)).min(1).optional(),
    variants: z.record(name, variant),
  })
  .superRefine(({ variants }, context) => {
    const fault = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: ['variants', path], message });
    if (Object.keys(variants).length < 2) fault('', 'two variants or more');
    const taken = new Map<number, string>();
    for (const [variantName, { buckets }] of Object.entries(variants))
      for (const [from, to] of buckets) {
        if (to <= from) fault(variantName, `buckets ${from} to ${to}: the end is above the beginning`);
        for (let each = from; each < to; each += 1) {
          const owner = taken.get(each);
          if (owner !== undefined) return fault(variantName, `bucket ${each} is ${owner}'s already`);
          taken.set(each, variantName);
        }
      }
  });
export type OnlineExperiment = Readonly<z.infer<typeof onlineExperiment>>;

/** What somebody takes part in. */
export interface Assignment {
  readonly experiment: string;
  readonly variant: string;
  /** Left out: the channel's own. */
  readonly alias?: string;
  /** How many buckets each variant has at this moment, for the check of the groups' sizes. */
  readonly weights: Readonly<Record<string, number>>;
}

/** Sticky: the same for a user as long as the variant's buckets are. Undefined for who takes no part. */
export function assign(experiment: OnlineExperiment, userId: string, tier: Tier): Assignment | undefined {
  const { id, salt, state, tiers = TIERS, variants } = experiment;
  if (state !== 'running' || !tiers.includes(tier)) return undefined;
  const allocation = allocationOf(experiment);
  const variantName = variantOf(allocation, bucketOf(salt, userId));
  if (variantName === undefined) return undefined;
  const alias = variants[variantName]?.alias;
  return {
    experiment: id,
    variant: variantName,
    ...(alias !== undefined && { alias }),
    weights: bucketCounts(allocation),
  };
}

export function allocationOf({ variants }: OnlineExperiment): Allocation {
  return Object.fromEntries(Object.entries(variants).map(([each, { buckets }]) => [each, buckets]));
}

export class OnlineExperimentError extends Error {
  override readonly name = 'OnlineExperimentError';
  readonly code = 'online-experiment-malformed';
}

/** @throws {OnlineExperimentError} naming each field that is wrong */
export function parseOnlineExperiment(text: string): OnlineExperiment {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new OnlineExperimentError(`the experiment is no JSON: ${(cause as Error).message}`, { cause });
  }
  const parsed = onlineExperiment.safeParse(value);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(
    ({ path, message }) => `${path.filter((part) => part !== '').join('.') || 'it'}: ${message}`,
  );
  throw new OnlineExperimentError(`the experiment cannot be used: ${faults.join('; ')}`, {
    cause: parsed.error,
  });
}
