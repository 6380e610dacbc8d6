/** What is kept of one agent between requests: how its draft differs, its versions, its aliases. Plain JSON. */
export interface AgentRecord {
  readonly agentId: string;
  /** ISO 8601 instants. */
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly preparedAt: string;
  /** What the last operation on the agent is still doing, and until when. */
  readonly settling?: Settling<'UPDATING' | 'PREPARING' | 'VERSIONING'> | undefined;
  /** How the working draft differs from the repository's definition. */
  readonly draft: DraftChanges;
  /** The changes that were prepared: DRAFT is invoked with these. */
  readonly prepared: DraftChanges;
  /** The number of the latest version that was ever made; numbers are not used again. */
  readonly latestVersion: number;
  readonly versions: readonly VersionRecord[];
  readonly aliases: readonly AliasRecord[];
}

/** Status of something that takes a while: it holds until the instant, by whichever process's clock. */
export interface Settling<Status extends string> {
  readonly status: Status;
  readonly until: string;
}

/** Fields that UpdateAgent set to something else than the repository has. */
export interface DraftChanges {
  readonly agentName?: string | undefined;
  readonly instruction?: string | undefined;
  readonly modelId?: string | undefined;
  readonly idleSessionTtlSeconds?: number | undefined;
  readonly description?: string | undefined;
  readonly agentResourceRoleArn?: string | undefined;
}

/** A version: never changed, only deleted. */
export interface VersionRecord {
  /** `1`, `2`, … */
  readonly version: string;
  readonly snapshotSha256: string;
  readonly createdAt: string;
  readonly agentName: string;
  readonly description?: string | undefined;
  readonly agentResourceRoleArn?: string | undefined;
}

export interface AliasRecord {
  readonly agentAliasId: string;
  readonly agentAliasName: string;
  readonly description?: string | undefined;
  /** `DRAFT` or a version; none when the version was deleted under it. */
  readonly agentVersion?: string | undefined;
  readonly invocationState: 'ACCEPT_INVOCATIONS' | 'REJECT_INVOCATIONS';
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly clientToken?: string | undefined;
  /** Latest first. */
  readonly history: readonly AliasHistory[];
  /** While it is updated, the version it had before still answers. */
  readonly settling?:
    | (Settling<'CREATING' | 'UPDATING'> & { readonly versionBefore?: string | undefined })
    | undefined;
}

export interface AliasHistory {
  readonly agentVersion: string;
  readonly startedAt: string;
  readonly endedAt?: string | undefined;
}

export const DRAFT_VERSION = 'DRAFT';

/** The built-in alias of an agent's DRAFT. */
export const TEST_ALIAS_ID = 'TSTALIASID';

/** The alias that may stand on DRAFT, and the only one besides the built-in that shows debug detail. */
export const DEV_ALIAS_NAME = 'dev';

/** What a status is at an instant, or undefined when it has settled. */
export function unsettled<Status extends string>(
  settling: Settling<Status> | undefined,
  now: Date,
): Status | undefined {
  return settling !== undefined && now.toISOString() < settling.until ? settling.status : undefined;
}

export function agentStatus(record: AgentRecord, now: Date) {
  return (
    unsettled(record.settling, now) ??
    (sameChanges(record.draft, record.prepared) ? 'PREPARED' : 'NOT_PREPARED')
  );
}

export function aliasStatus(alias: AliasRecord, now: Date) {
  return unsettled(alias.settling, now) ?? (alias.agentVersion === undefined ? 'DISSOCIATED' : 'PREPARED');
}

/** The version that answers now, and the one that will: the same once an update has settled. */
export function versionsInUse(
  alias: AliasRecord,
  now: Date,
): { now?: string | undefined; next?: string | undefined } {
  const updating = unsettled(alias.settling, now) === 'UPDATING';
  return { now: updating ? alias.settling?.versionBefore : alias.agentVersion, next: alias.agentVersion };
}

function sameChanges(one: DraftChanges, other: DraftChanges): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]) as Set<keyof DraftChanges>;
  return [...names].every((name) => one[name] === other[name]);
}
