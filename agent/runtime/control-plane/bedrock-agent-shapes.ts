import type {
  Agent,
  AgentAlias,
  AgentAliasSummary,
  AgentSummary,
  AgentVersion,
  AgentVersionSummary,
} from '@aws-sdk/client-bedrock-agent';
import type { AgentSnapshot } from '../../definition/agent-snapshot.ts';
import {
  type AgentRecord,
  type AliasRecord,
  agentStatus,
  aliasStatus,
  DRAFT_VERSION,
  TEST_ALIAS_ID,
  type VersionRecord,
} from './agent-record.ts';
import { applyChanges } from './drafts.ts';

/**
 * The service's own shapes of agents, versions and aliases; as JSON their instants become RFC 3339 text.
 * @see https://docs.aws.amazon.com/bedrock/latest/APIReference/API_Operations_Agents_for_Amazon_Bedrock.html
 */
export type { Agent, AgentAlias, AgentAliasSummary, AgentSummary, AgentVersion, AgentVersionSummary };

const ARN = 'arn:aws:bedrock:us-east-1:000000000000';
const ROLE_ARN = 'arn:aws:iam::000000000000:role/local-agent';

/** The working draft, as GetAgent has it: with changes that are not prepared yet. */
export function agentShape(record: AgentRecord, repository: AgentSnapshot, now: Date): Agent {
  const { draft } = record;
  const definition = applyChanges(repository, draft);
  return {
    agentId: record.agentId,
    agentName: definition.agentName,
    agentArn: `${ARN}:agent/${record.agentId}`,
    agentVersion: DRAFT_VERSION,
    instruction: definition.instruction,
    agentStatus: agentStatus(record, now),
    foundationModel: definition.modelId,
    ...(draft.description === undefined ? {} : { description: draft.description }),
    orchestrationType: 'DEFAULT',
    idleSessionTTLInSeconds: definition.idleSessionTtlSeconds,
    agentResourceRoleArn: draft.agentResourceRoleArn ?? ROLE_ARN,
    createdAt: new Date(record.createdAt),
    updatedAt: new Date(record.updatedAt),
    preparedAt: new Date(record.preparedAt),
    agentCollaboration: 'DISABLED',
  };
}

export function agentSummaryShape(record: AgentRecord, repository: AgentSnapshot, now: Date): AgentSummary {
  const {
    agentId,
    agentName,
    agentStatus: status,
    description,
    updatedAt,
  } = agentShape(record, repository, now);
  return {
    agentId,
    agentName,
    agentStatus: status,
    ...(description === undefined ? {} : { description }),
    updatedAt,
    latestAgentVersion: record.versions.at(-1)?.version ?? DRAFT_VERSION,
  };
}

export function draftVersionShape(record: AgentRecord, repository: AgentSnapshot, now: Date): AgentVersion {
  const {
    agentVersion: version = DRAFT_VERSION,
    preparedAt: _preparedAt,
    orchestrationType: _type,
    ...agent
  } = agentShape(record, repository, now);
  return { ...agent, version };
}

export function versionShape(
  record: AgentRecord,
  version: VersionRecord,
  definition: AgentSnapshot,
): AgentVersion {
  return {
    agentId: record.agentId,
    agentName: version.agentName,
    agentArn: `${ARN}:agent/${record.agentId}`,
    version: version.version,
    instruction: definition.instruction,
    agentStatus: 'PREPARED',
    foundationModel: definition.modelId,
    ...(version.description === undefined ? {} : { description: version.description }),
    idleSessionTTLInSeconds: definition.idleSessionTtlSeconds,
    agentResourceRoleArn: version.agentResourceRoleArn ?? ROLE_ARN,
    createdAt: new Date(version.createdAt),
    updatedAt: new Date(version.createdAt),
    agentCollaboration: 'DISABLED',
  };
}

export function versionSummaryShape(version: VersionRecord): AgentVersionSummary {
  return {
    agentName: version.agentName,
    agentStatus: 'PREPARED',
    agentVersion: version.version,
    createdAt: new Date(version.createdAt),
    updatedAt: new Date(version.createdAt),
    ...(version.description === undefined ? {} : { description: version.description }),
  };
}

export function draftVersionSummaryShape(
  record: AgentRecord,
  repository: AgentSnapshot,
  now: Date,
): AgentVersionSummary {
  const {
    agentName,
    agentStatus: status,
    createdAt,
    updatedAt,
    description,
  } = agentShape(record, repository, now);
  return {
    agentName,
    agentStatus: status,
    agentVersion: DRAFT_VERSION,
    createdAt,
    updatedAt,
    ...(description === undefined ? {} : { description }),
  };
}

export function aliasShape(agentId: string, alias: AliasRecord, now: Date): AgentAlias {
  return {
    agentId,
    agentAliasArn: `${ARN}:agent-alias/${agentId}/${alias.agentAliasId}`,
    ...aliasSummaryShape(alias, now),
    routingConfiguration: routing(alias.agentVersion),
    ...(alias.clientToken === undefined ? {} : { clientToken: alias.clientToken }),
    agentAliasHistoryEvents: alias.history.map(({ agentVersion, startedAt, endedAt }) => ({
      routingConfiguration: routing(agentVersion),
      startDate: new Date(startedAt),
      ...(endedAt === undefined ? {} : { endDate: new Date(endedAt) }),
    })),
  };
}

export function aliasSummaryShape(alias: AliasRecord, now: Date): AgentAliasSummary {
  return {
    agentAliasId: alias.agentAliasId,
    agentAliasName: alias.agentAliasName,
    ...(alias.description === undefined ? {} : { description: alias.description }),
    routingConfiguration: routing(alias.agentVersion),
    agentAliasStatus: aliasStatus(alias, now),
    createdAt: new Date(alias.createdAt),
    updatedAt: new Date(alias.updatedAt),
    aliasInvocationState: alias.invocationState,
  };
}

/** The alias that every agent has without anybody making it. */
export function testAlias(record: AgentRecord): AliasRecord {
  return {
    agentAliasId: TEST_ALIAS_ID,
    agentAliasName: 'AgentTestAlias',
    description: 'Test Alias for Agent',
    agentVersion: DRAFT_VERSION,
    invocationState: 'ACCEPT_INVOCATIONS',
    createdAt: record.createdAt,
    updatedAt: record.updatedAt,
    history: [],
  };
}

function routing(agentVersion: string | undefined) {
  return agentVersion === undefined ? [] : [{ agentVersion }];
}
