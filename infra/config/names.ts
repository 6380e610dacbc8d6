import type { EnvironmentConfig, Region } from './environment-config.ts';

/** What every name of an environment begins with, as `partner-assistant-dev`. */
export function prefixOf({
  project,
  environment,
}: Pick<EnvironmentConfig, 'project' | 'environment'>): string {
  return `${project}-${environment}`;
}

/** Where a value of an environment stands in SSM, as `/partner-assistant/dev/agent/standard`. */
export function parameterName(
  config: Pick<EnvironmentConfig, 'project' | 'environment'>,
  name: string,
): string {
  return `/${config.project}/${config.environment}/${name}`;
}

/** The buckets; a name has the account and the region behind it, since it must be the only one on earth. */
export const BUCKET_PURPOSES = ['logs', 'lake', 'documents', 'results', 'web', 'audit'] as const;
export type BucketPurpose = (typeof BUCKET_PURPOSES)[number];

export function bucketName(
  config: Pick<EnvironmentConfig, 'project' | 'environment'>,
  purpose: BucketPurpose,
  { account, region }: { readonly account: string; readonly region: string },
): string {
  return `${prefixOf(config)}-${purpose}-${account}-${region}`;
}

/** The longest end that each kind of name gets, and how long the service lets the whole be. */
const LIMITS: readonly { readonly kind: string; readonly end: string; readonly most: number }[] = [
  { kind: 'a search collection and its policies', end: '-search', most: 32 },
  { kind: 'a role', end: '-follow-on-us-east-1-execution', most: 64 },
  { kind: 'a function', end: '-action-group-query-generation', most: 64 },
  { kind: 'a FIFO queue', end: '-slack-turns-dead.fifo', most: 80 },
];

/** Each name that would be too long, in words; empty when all fit. */
export function nameFaults(config: Pick<EnvironmentConfig, 'project' | 'environment' | 'regions'>): string[] {
  const prefix = prefixOf(config);
  const longestRegion = [config.regions.primary, config.regions.secondary, config.regions.tertiary]
    .filter((region): region is Region => region !== undefined)
    .reduce((longest, each) => (each.length > longest.length ? each : longest));
  const buckets = BUCKET_PURPOSES.map((purpose) => ({
    kind: `the bucket for ${purpose}`,
    end: `-${purpose}-${'0'.repeat(12)}-${longestRegion}`,
    most: 63,
  }));
  return [...LIMITS, ...buckets].flatMap(({ kind, end, most }) => {
    const tooMany = prefix.length + end.length - most;
    return tooMany > 0
      ? [
          `${prefix}${end}, the name of ${kind}, has ${prefix.length + end.length} characters, at most ${most} are accepted: shorten project by ${tooMany}`,
        ]
      : [];
  });
}
