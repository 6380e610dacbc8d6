import { type AgentSnapshot, openSnapshot } from '../../definition/agent-snapshot.ts';
import { type AgentRecord, DRAFT_VERSION, type DraftChanges, TEST_ALIAS_ID } from './agent-record.ts';
import type { AgentStore, StoredAgent } from './agent-store.ts';
import { AgentStoreError } from './agent-store.ts';
import { type AliasEdit, createAlias, deleteAlias, findAlias, updateAlias } from './aliases.ts';
import {
  type Agent,
  type AgentAlias,
  type AgentAliasSummary,
  type AgentSummary,
  type AgentVersion,
  type AgentVersionSummary,
  agentShape,
  agentSummaryShape,
  aliasShape,
  aliasSummaryShape,
  draftVersionShape,
  draftVersionSummaryShape,
  testAlias,
  versionShape,
  versionSummaryShape,
} from './bedrock-agent-shapes.ts';
import { ControlPlaneError } from './control-plane-error.ts';
import { prepareDraft, updateDraft } from './drafts.ts';
import type { Edit, EditContext } from './edit.ts';
import { type Page, type PageRequest, pageOf } from './pages.ts';
import { deleteVersion, findVersion } from './versions.ts';

/** Port: the agents of the repository and how it defines each at this moment. */
export interface AgentRepository {
  readonly agentIds: readonly string[];
  /** @throws what is wrong with the definition, as with a prompt file in the middle of an edit. */
  define(agentId: string): AgentSnapshot | undefined;
}

export interface ControlPlaneOptions {
  readonly repository: AgentRepository;
  readonly store: AgentStore;
  readonly clock: () => Date;
  /** Ten letters and digits. */
  readonly newAliasId: () => string;
  /** How long preparing, creating and updating take; default 500 ms. */
  readonly settleMs?: number;
}

interface Call {
  readonly signal: AbortSignal;
}

/** The control plane of Bedrock Agents, without the wire. Every method may throw a ControlPlaneError. */
export interface ControlPlane {
  listAgents(page: PageRequest, call: Call): Promise<Page<AgentSummary>>;
  getAgent(agentId: string, call: Call): Promise<Agent>;
  updateAgent(agentId: string, changes: DraftChanges, call: Call): Promise<Agent>;
  prepareAgent(agentId: string, call: Call): Promise<Agent>;
  listVersions(agentId: string, page: PageRequest, call: Call): Promise<Page<AgentVersionSummary>>;
  getVersion(agentId: string, version: string, call: Call): Promise<AgentVersion>;
  deleteVersion(agentId: string, version: string, skipInUseCheck: boolean, call: Call): Promise<void>;
  listAliases(agentId: string, page: PageRequest, call: Call): Promise<Page<AgentAliasSummary>>;
  getAlias(agentId: string, aliasId: string, call: Call): Promise<AgentAlias>;
  createAlias(agentId: string, request: Parameters<typeof createAlias>[1], call: Call): Promise<AgentAlias>;
  updateAlias(
    agentId: string,
    aliasId: string,
    request: Parameters<typeof updateAlias>[2],
    call: Call,
  ): Promise<AgentAlias>;
  deleteAlias(agentId: string, aliasId: string, call: Call): Promise<void>;
}

const SETTLE_MS = 500;

/** How often a change is tried again when another one came in between. */
const MOST_ATTEMPTS = 5;

export function createControlPlane(options: ControlPlaneOptions): ControlPlane {
  const { repository, store, clock, newAliasId } = options;

  const define = (agentId: string): AgentSnapshot => {
    const definition = defined(repository, agentId);
    if (definition === undefined) throw noAgent(agentId);
    return definition;
  };
  const stored = async (agentId: string, call: Call): Promise<StoredAgent> => {
    const agent = repository.agentIds.includes(agentId) ? await store.load(agentId, call) : undefined;
    if (agent === undefined) throw noAgent(agentId);
    return agent;
  };
  const record = async (agentId: string, call: Call) => (await stored(agentId, call)).record;

  /** Reads, changes and writes an agent; from the start again when somebody wrote in between. */
  const change = async <Changed extends Edit>(
    agentId: string,
    call: Call,
    edit: (record: AgentRecord, context: EditContext) => Changed,
  ): Promise<Changed & { readonly now: Date }> => {
    for (let attempt = 1; ; attempt += 1) {
      const before = await stored(agentId, call);
      const now = clock();
      const until = new Date(now.getTime() + (options.settleMs ?? SETTLE_MS)).toISOString();
      const changed = edit(before.record, { now, until, repository: () => define(agentId), newAliasId });
      if (changed.record === before.record) return { ...changed, now };
      try {
        await store.save(changed.record, { revision: before.revision, snapshot: changed.snapshot, ...call });
        return { ...changed, now };
      } catch (error) {
        if (!(error instanceof AgentStoreError && error.code === 'agent-conflict')) throw error;
        if (attempt === MOST_ATTEMPTS) {
          throw new ControlPlaneError(
            'ConflictException',
            `the agent ${agentId} is being changed by others; try again`,
            { cause: error },
          );
        }
      }
    }
  };
  const changed = async (
    agentId: string,
    call: Call,
    edit: (record: AgentRecord, context: EditContext) => AliasEdit,
  ) => {
    const edited = await change(agentId, call, edit);
    return aliasShape(agentId, findAlias(edited.record, edited.agentAliasId), edited.now);
  };

  return {
    listAgents: async (page, call) => {
      const agents = await Promise.all(
        [...repository.agentIds]
          .sort()
          .map(async (agentId) => agentSummaryShape(await record(agentId, call), define(agentId), clock())),
      );
      return pageOf('agents', agents, (agent) => agent.agentId ?? '', page);
    },
    getAgent: async (agentId, call) => agentShape(await record(agentId, call), define(agentId), clock()),
    updateAgent: async (agentId, changes, call) => {
      const edited = await change(agentId, call, (before, context) => updateDraft(before, changes, context));
      return agentShape(edited.record, define(agentId), edited.now);
    },
    prepareAgent: async (agentId, call) => {
      const edited = await change(agentId, call, prepareDraft);
      return agentShape(edited.record, define(agentId), edited.now);
    },
    listVersions: async (agentId, page, call) => {
      const agent = await record(agentId, call);
      const versions = [
        draftVersionSummaryShape(agent, define(agentId), clock()),
        ...agent.versions.map(versionSummaryShape),
      ];
      // As text a longer number sorts behind a shorter one, and DRAFT before both.
      const keyOf = ({ agentVersion = '' }: AgentVersionSummary) =>
        agentVersion === DRAFT_VERSION ? '' : agentVersion.padStart(10, '0');
      return pageOf(`versions ${agentId}`, versions, keyOf, page);
    },
    getVersion: async (agentId, version, call) => {
      const agent = await record(agentId, call);
      if (version === DRAFT_VERSION) return draftVersionShape(agent, define(agentId), clock());
      const found = findVersion(agent, version);
      const snapshot = await store.snapshot(found.snapshotSha256, call);
      if (snapshot === undefined) throw new Error(`the snapshot of version ${version} is missing`);
      return versionShape(agent, found, openSnapshot(snapshot));
    },
    deleteVersion: async (agentId, version, skipInUseCheck, call) => {
      await change(agentId, call, (before, { now }) =>
        deleteVersion(before, version, { now, skipInUseCheck }),
      );
    },
    listAliases: async (agentId, page, call) => {
      const agent = await record(agentId, call);
      const aliases = [...agent.aliases, testAlias(agent)]
        .map((alias) => aliasSummaryShape(alias, clock()))
        .sort((one, other) => ((one.agentAliasId ?? '') < (other.agentAliasId ?? '') ? -1 : 1));
      return pageOf(`aliases ${agentId}`, aliases, (alias) => alias.agentAliasId ?? '', page);
    },
    getAlias: async (agentId, aliasId, call) => {
      const agent = await record(agentId, call);
      const alias = aliasId === TEST_ALIAS_ID ? testAlias(agent) : findAlias(agent, aliasId);
      return aliasShape(agentId, alias, clock());
    },
    createAlias: (agentId, request, call) =>
      changed(agentId, call, (before, context) => createAlias(before, request, context)),
    updateAlias: (agentId, aliasId, request, call) =>
      changed(agentId, call, (before, context) => updateAlias(before, aliasId, request, context)),
    deleteAlias: async (agentId, aliasId, call) => {
      await change(agentId, call, (before) => deleteAlias(before, aliasId));
    },
  };
}

/** @throws {ControlPlaneError} `ValidationException` for a definition that is broken, with what is wrong in it. */
function defined(repository: AgentRepository, agentId: string): AgentSnapshot | undefined {
  try {
    return repository.define(agentId);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const message = `the repository's definition of ${agentId} is broken: ${reason}`;
    throw new ControlPlaneError('ValidationException', message, { cause });
  }
}

function noAgent(agentId: string): ControlPlaneError {
  return new ControlPlaneError('ResourceNotFoundException', `there is no agent ${agentId}`);
}
