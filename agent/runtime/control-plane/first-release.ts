import { type AgentSnapshot, sealSnapshot } from '../../definition/agent-snapshot.ts';
import { type AgentRecord, DRAFT_VERSION } from './agent-record.ts';
import { type AgentStore, AgentStoreError } from './agent-store.ts';

export interface FirstRelease {
  readonly agentId: string;
  readonly definition: AgentSnapshot;
  /** Each stands on DRAFT, or on the first version. */
  readonly aliases: readonly {
    readonly agentAliasId: string;
    readonly agentAliasName: string;
    readonly onDraft: boolean;
  }[];
}

/**
 * Gives an agent that was never released its first version and its aliases. An agent that is known already
 * stays as it is, and of two processes that begin together one writes.
 */
export async function ensureReleased(
  store: AgentStore,
  release: FirstRelease,
  { now, signal }: { readonly now: Date; readonly signal: AbortSignal },
): Promise<void> {
  if ((await store.load(release.agentId, { signal })) !== undefined) return;
  const snapshot = sealSnapshot(release.definition);
  try {
    await store.save(recordOf(release, snapshot.sha256, now.toISOString()), {
      revision: 0,
      snapshot,
      signal,
    });
  } catch (error) {
    if (!(error instanceof AgentStoreError && error.code === 'agent-conflict')) throw error;
  }
}

function recordOf(
  { agentId, definition, aliases }: FirstRelease,
  snapshotSha256: string,
  at: string,
): AgentRecord {
  return {
    agentId,
    createdAt: at,
    updatedAt: at,
    preparedAt: at,
    draft: {},
    prepared: {},
    latestVersion: 1,
    versions: [{ version: '1', snapshotSha256, createdAt: at, agentName: definition.agentName }],
    aliases: aliases.map(({ agentAliasId, agentAliasName, onDraft }) => {
      const agentVersion = onDraft ? DRAFT_VERSION : '1';
      return {
        agentAliasId,
        agentAliasName,
        agentVersion,
        invocationState: 'ACCEPT_INVOCATIONS',
        createdAt: at,
        updatedAt: at,
        history: [{ agentVersion, startedAt: at }],
      };
    }),
  };
}
