import { type AgentSnapshot, openSnapshot } from '../../definition/agent-snapshot.ts';
import { RuntimeError } from '../runtime-error.ts';
import type { AgentCatalogue, PublishedAgent } from '../runtime-ports.ts';
import {
  type AgentRecord,
  type AliasRecord,
  DEV_ALIAS_NAME,
  DRAFT_VERSION,
  TEST_ALIAS_ID,
  unsettled,
  versionsInUse,
} from './agent-record.ts';
import type { AgentStore } from './agent-store.ts';
import { testAlias } from './bedrock-agent-shapes.ts';
import type { AgentRepository } from './control-plane.ts';
import { applyChanges } from './drafts.ts';

export interface ReleasedAgentsOptions {
  readonly repository: AgentRepository;
  readonly store: AgentStore;
  readonly clock: () => Date;
}

/** Snapshots never change, so they are read once; this many are kept. */
const MOST_SNAPSHOTS = 50;

/** The agents as the control plane has released them: an alias answers with its version, DRAFT with the repository. */
export function createReleasedAgents({ repository, store, clock }: ReleasedAgentsOptions): AgentCatalogue {
  const snapshots = new Map<string, AgentSnapshot>();

  const snapshotOf = async (sha256: string, signal: AbortSignal): Promise<AgentSnapshot> => {
    const known = snapshots.get(sha256);
    if (known !== undefined) return known;
    const stored = await store.snapshot(sha256, { signal });
    if (stored === undefined) throw new Error(`the snapshot ${sha256} is missing`);
    const snapshot = openSnapshot(stored);
    const [oldest] = snapshots.keys();
    if (snapshots.size >= MOST_SNAPSHOTS && oldest !== undefined) snapshots.delete(oldest);
    snapshots.set(sha256, snapshot);
    return snapshot;
  };

  const definitionOf = async (record: AgentRecord, version: string, signal: AbortSignal) => {
    if (version === DRAFT_VERSION) {
      const defined = draftOf(repository, record.agentId);
      return defined && applyChanges(defined, record.prepared);
    }
    const sha256 = record.versions.find((each) => each.version === version)?.snapshotSha256;
    return sha256 === undefined ? undefined : snapshotOf(sha256, signal);
  };

  return {
    async find(agentId, agentAliasId, { signal }): Promise<PublishedAgent | undefined> {
      if (!repository.agentIds.includes(agentId)) return undefined;
      const record = (await store.load(agentId, { signal }))?.record;
      const alias = record && aliasOf(record, agentAliasId);
      if (record === undefined || alias === undefined) return undefined;
      const agentVersion = versionOf(alias, clock());
      if (agentVersion === undefined) return undefined;
      const definition = await definitionOf(record, agentVersion, signal);
      return definition && { definition, agentVersion, debug: showsDebugDetail(alias) };
    },
  };
}

/** @throws {RuntimeError} in the words of what is broken: only aliases with debug detail stand on DRAFT. */
function draftOf(repository: AgentRepository, agentId: string): AgentSnapshot | undefined {
  try {
    return repository.define(agentId);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const message = `the repository's definition of ${agentId} is broken: ${reason}`;
    throw new RuntimeError('DependencyFailedException', message, { cause });
  }
}

function aliasOf(record: AgentRecord, agentAliasId: string): AliasRecord | undefined {
  return agentAliasId === TEST_ALIAS_ID
    ? testAlias(record)
    : record.aliases.find((alias) => alias.agentAliasId === agentAliasId);
}

/** @throws {RuntimeError} `AccessDeniedException` for an alias that was switched off, `ConflictException` for one too new. */
function versionOf(alias: AliasRecord, now: Date): string | undefined {
  if (alias.invocationState === 'REJECT_INVOCATIONS') {
    throw new RuntimeError(
      'AccessDeniedException',
      `the alias ${alias.agentAliasId} takes no invocations: its aliasInvocationState is REJECT_INVOCATIONS`,
    );
  }
  if (unsettled(alias.settling, now) === 'CREATING') {
    throw new RuntimeError('ConflictException', `the alias ${alias.agentAliasId} is still being created`);
  }
  return versionsInUse(alias, now).now;
}

function showsDebugDetail({ agentAliasId, agentAliasName }: AliasRecord): boolean {
  return agentAliasId === TEST_ALIAS_ID || agentAliasName === DEV_ALIAS_NAME;
}
