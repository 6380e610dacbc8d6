import { sealSnapshot } from '../../definition/agent-snapshot.ts';
import {
  type AgentRecord,
  type AliasRecord,
  agentStatus,
  type VersionRecord,
  versionsInUse,
} from './agent-record.ts';
import { ControlPlaneError } from './control-plane-error.ts';
import { applyChanges } from './drafts.ts';
import type { Edit, EditContext } from './edit.ts';

/**
 * Makes the next version from the prepared DRAFT. There is no operation for it in the service: an alias that
 * is created or updated without a route does it.
 */
export function mintVersion(
  record: AgentRecord,
  operation: 'Create' | 'Update',
  { now, until, repository }: EditContext,
): Required<Edit> & { readonly version: string } {
  const status = agentStatus(record, now);
  if (status !== 'PREPARED') {
    const state = status.replace('_', ' ').toLowerCase();
    throw new ControlPlaneError(
      'ValidationException',
      `${operation} operation can't be performed on AgentAlias when Agent is in ${state} state. Retry the request when the agent is in a valid state.`,
    );
  }
  const definition = applyChanges(repository(), record.prepared);
  const snapshot = sealSnapshot(definition);
  const version: VersionRecord = {
    version: String(record.latestVersion + 1),
    snapshotSha256: snapshot.sha256,
    createdAt: now.toISOString(),
    agentName: definition.agentName,
    description: record.prepared.description,
    agentResourceRoleArn: record.prepared.agentResourceRoleArn,
  };
  return {
    version: version.version,
    snapshot,
    record: {
      ...record,
      latestVersion: record.latestVersion + 1,
      versions: [...record.versions, version],
      settling: { status: 'VERSIONING', until },
    },
  };
}

/** @throws {ControlPlaneError} `ResourceNotFoundException` */
export function findVersion(record: AgentRecord, version: string): VersionRecord {
  const found = record.versions.find((candidate) => candidate.version === version);
  if (found !== undefined) return found;
  throw new ControlPlaneError(
    'ResourceNotFoundException',
    `there is no version ${version} of the agent ${record.agentId}`,
  );
}

/**
 * Removes a version; its number is not used again. One that an alias answers with, or soon will, stays,
 * unless `skipInUseCheck`: then those aliases have no version any more.
 */
export function deleteVersion(
  record: AgentRecord,
  version: string,
  { now, skipInUseCheck }: { readonly now: Date; readonly skipInUseCheck: boolean },
): Edit {
  findVersion(record, version);
  const users = record.aliases.filter((alias) => uses(alias, version, now));
  if (users.length > 0 && !skipInUseCheck) {
    const names = users.map((alias) => `${alias.agentAliasName} (${alias.agentAliasId})`).join(', ');
    throw new ControlPlaneError('ConflictException', `version ${version} is in use by ${names}`);
  }
  return {
    record: {
      ...record,
      versions: record.versions.filter((candidate) => candidate.version !== version),
      aliases: record.aliases.map((alias) => (uses(alias, version, now) ? without(alias, version) : alias)),
    },
  };
}

function uses(alias: AliasRecord, version: string, now: Date): boolean {
  const inUse = versionsInUse(alias, now);
  return inUse.now === version || inUse.next === version;
}

function without(alias: AliasRecord, version: string): AliasRecord {
  const next = alias.agentVersion === version ? undefined : alias.agentVersion;
  return { ...alias, agentVersion: next, settling: undefined };
}
