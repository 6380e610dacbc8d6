import { createHash } from 'node:crypto';

/** Users are spread over so many buckets. */
export const BUCKETS = 10_000;

/** Buckets from `from` up to and without `to`. */
export type BucketRange = readonly [from: number, to: number];

/** Which buckets a variant has; together at most all of them, and none twice. */
export type Allocation = Readonly<Record<string, readonly BucketRange[]>>;

/**
 * The bucket of a user, 0 to 9,999: the same for the same salt and user, on every machine and day. Experiments with
 * salts of their own spread the same users independently of each other.
 */
export function bucketOf(salt: string, userId: string): number {
  const hash = createHash('sha256')
    .update(JSON.stringify([salt, userId]))
    .digest();
  return hash.readUIntBE(0, 6) % BUCKETS;
}

/** The variant of a bucket; undefined for buckets that take no part. */
export function variantOf(allocation: Allocation, bucket: number): string | undefined {
  return Object.entries(allocation).find(([, ranges]) =>
    ranges.some(([from, to]) => bucket >= from && bucket < to),
  )?.[0];
}

/** How many buckets each variant has. */
export function bucketCounts(allocation: Allocation): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(allocation).map(([name, ranges]) => [
      name,
      ranges.reduce((sum, [from, to]) => sum + to - from, 0),
    ]),
  );
}

/**
 * Gives variants their shares of all users, in percent with at most two decimals; what is left takes no part. From an
 * allocation that is there already only the buckets move that have to: a variant that grows takes free buckets first,
 * and one that keeps its share keeps its buckets.
 * @throws {RangeError} for shares that are none, or more than 100 together
 */
export function allocate(shares: Readonly<Record<string, number>>, before: Allocation = {}): Allocation {
  const wanted = new Map(Object.entries(shares).map(([name, percent]) => [name, bucketsOf(name, percent)]));
  const total = [...wanted.values()].reduce((sum, count) => sum + count, 0);
  if (total > BUCKETS) throw new RangeError(`the shares are ${total / 100} % together: at most 100`);
  const owners = ownersOf(before);
  const counts = new Map<string, number>();
  const released = new Set<number>();
  owners.forEach((name, bucket) => {
    if (name === undefined) return;
    const held = counts.get(name) ?? 0;
    if (held < (wanted.get(name) ?? 0)) counts.set(name, held + 1);
    else {
      owners[bucket] = undefined;
      released.add(bucket);
    }
  });
  // Who took no part before changes nothing for anybody: those buckets go first.
  const free = owners.flatMap((name, bucket) =>
    name === undefined && !released.has(bucket) ? [bucket] : [],
  );
  const left = [...free, ...released];
  for (const [name, count] of wanted)
    for (let held = counts.get(name) ?? 0; held < count; held += 1) {
      const bucket = left.shift();
      if (bucket !== undefined) owners[bucket] = name;
    }
  return Object.fromEntries([...wanted.keys()].map((name) => [name, rangesOf(owners, name)]));
}

function bucketsOf(name: string, percent: number): number {
  const count = Math.round(percent * (BUCKETS / 100));
  if (!(percent >= 0 && percent <= 100) || Math.abs(count - percent * (BUCKETS / 100)) > 1e-6)
    throw new RangeError(`the share of ${name} is ${percent}: 0 to 100 per cent, with at most two decimals`);
  return count;
}

function ownersOf(allocation: Allocation): (string | undefined)[] {
  const owners: (string | undefined)[] = Array.from({ length: BUCKETS }, () => undefined);
  for (const [name, ranges] of Object.entries(allocation))
    for (const [from, to] of ranges) owners.fill(name, from, to);
  return owners;
}

function rangesOf(owners: readonly (string | undefined)[], name: string): readonly BucketRange[] {
  const ranges: [number, number][] = [];
  owners.forEach((owner, bucket) => {
    if (owner !== name) return;
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === bucket) last[1] = bucket + 1;
    else ranges.push([bucket, bucket + 1]);
  });
  return ranges;
}
