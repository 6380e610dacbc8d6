import {
  type AgentRecord,
  type AliasRecord,
  DEV_ALIAS_NAME,
  DRAFT_VERSION,
  unsettled,
  versionsInUse,
} from './agent-record.ts';
import { ControlPlaneError, wrongState } from './control-plane-error.ts';
import type { Edit, EditContext } from './edit.ts';
import { findVersion, mintVersion } from './versions.ts';

export const MOST_ALIASES = 10;

/** The service shows this many events of an alias's history. */
const MOST_HISTORY = 10;

export interface AliasRequest {
  readonly agentAliasName: string;
  readonly description?: string | undefined;
  /** Left out: a new version of DRAFT is made and the alias stands on it. */
  readonly agentVersion?: string | undefined;
}

/** An edit of one alias. */
export interface AliasEdit extends Edit {
  readonly agentAliasId: string;
}

export function createAlias(
  record: AgentRecord,
  request: AliasRequest & { readonly clientToken?: string | undefined },
  context: EditContext,
): AliasEdit {
  const { clientToken } = request;
  const made = record.aliases.find((alias) => clientToken !== undefined && alias.clientToken === clientToken);
  // A token that was seen before: the same request came twice.
  if (made !== undefined) return { record, agentAliasId: made.agentAliasId };
  if (record.aliases.length >= MOST_ALIASES) {
    throw new ControlPlaneError(
      'ServiceQuotaExceededException',
      `the agent ${record.agentId} has ${MOST_ALIASES} aliases, which is the most`,
    );
  }
  checkName(record, request.agentAliasName);
  const routed = route(record, request, 'Create', context);
  const createdAt = context.now.toISOString();
  const alias: AliasRecord = {
    agentAliasId: context.newAliasId(),
    agentAliasName: request.agentAliasName,
    description: request.description,
    agentVersion: routed.version,
    invocationState: 'ACCEPT_INVOCATIONS',
    createdAt,
    updatedAt: createdAt,
    clientToken,
    history: [{ agentVersion: routed.version, startedAt: createdAt }],
    settling: { status: 'CREATING', until: context.until },
  };
  return {
    snapshot: routed.snapshot,
    record: { ...routed.record, aliases: [...record.aliases, alias] },
    agentAliasId: alias.agentAliasId,
  };
}

/**
 * Changes an alias. What is left out stays, except for the route: an update without one publishes DRAFT, as
 * in the service. The invocation state counts at once; the version when the update has settled.
 */
export function updateAlias(
  record: AgentRecord,
  agentAliasId: string,
  request: AliasRequest & { readonly invocationState?: AliasRecord['invocationState'] | undefined },
  context: EditContext,
): AliasEdit {
  const alias = findAlias(record, agentAliasId);
  const status = unsettled(alias.settling, context.now);
  if (status !== undefined) throw wrongState('Update', 'AgentAlias', status);
  checkName(record, request.agentAliasName, agentAliasId);
  const routed = route(record, request, 'Update', context);
  const updatedAt = context.now.toISOString();
  const updated: AliasRecord = {
    ...alias,
    agentAliasName: request.agentAliasName,
    description: request.description ?? alias.description,
    agentVersion: routed.version,
    invocationState: request.invocationState ?? alias.invocationState,
    updatedAt,
    history: routed.version === alias.agentVersion ? alias.history : extend(alias, routed.version, updatedAt),
    settling: {
      status: 'UPDATING',
      until: context.until,
      versionBefore: versionsInUse(alias, context.now).now,
    },
  };
  const aliases = record.aliases.map((each) => (each.agentAliasId === agentAliasId ? updated : each));
  return { snapshot: routed.snapshot, record: { ...routed.record, aliases }, agentAliasId };
}

export function deleteAlias(record: AgentRecord, agentAliasId: string): AliasEdit {
  findAlias(record, agentAliasId);
  const aliases = record.aliases.filter((alias) => alias.agentAliasId !== agentAliasId);
  return { record: { ...record, aliases }, agentAliasId };
}

/** @throws {ControlPlaneError} `ResourceNotFoundException` */
export function findAlias(record: AgentRecord, agentAliasId: string): AliasRecord {
  const found = record.aliases.find((alias) => alias.agentAliasId === agentAliasId);
  if (found !== undefined) return found;
  throw new ControlPlaneError(
    'ResourceNotFoundException',
    `there is no alias ${agentAliasId} of the agent ${record.agentId}`,
  );
}

function route(
  record: AgentRecord,
  { agentVersion, agentAliasName }: AliasRequest,
  operation: 'Create' | 'Update',
  context: EditContext,
): Edit & { readonly version: string } {
  if (agentVersion === undefined) return mintVersion(record, operation, context);
  if (agentVersion === DRAFT_VERSION && agentAliasName !== DEV_ALIAS_NAME) {
    throw new ControlPlaneError(
      'ValidationException',
      `an alias cannot be routed to ${DRAFT_VERSION}; only ${DEV_ALIAS_NAME} can`,
    );
  }
  if (agentVersion !== DRAFT_VERSION) findVersion(record, agentVersion);
  return { record, version: agentVersion };
}

function checkName(record: AgentRecord, name: string, except?: string): void {
  const other = record.aliases.find(
    (alias) => alias.agentAliasName === name && alias.agentAliasId !== except,
  );
  if (other === undefined) return;
  throw new ControlPlaneError(
    'ConflictException',
    `the alias ${other.agentAliasId} of the agent ${record.agentId} has the name ${name} already`,
  );
}

function extend(alias: AliasRecord, agentVersion: string, at: string): AliasRecord['history'] {
  const [latest, ...older] = alias.history;
  const ended = latest === undefined ? [] : [{ ...latest, endedAt: latest.endedAt ?? at }];
  return [{ agentVersion, startedAt: at }, ...ended, ...older].slice(0, MOST_HISTORY);
}
