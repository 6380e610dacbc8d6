import {
  type BedrockAgentClient,
  CreateAgentCommand,
  DeleteAgentCommand,
  ListAgentsCommand,
} from '@aws-sdk/client-bedrock-agent';
import type { EnvironmentConfig } from '../config/environment-config.ts';
import { type CheckResult, unanswered } from './preflight-check.ts';

const IN_PROCESS =
  'Set orchestrator: in-process in the environment’s file: the same agent runs in the worker, and nothing else changes.';
const YEAR_MS = 365 * 24 * 3_600_000;

export interface AgentCheckOptions {
  readonly now: () => Date;
  /** Make an empty agent and delete it at once: the only sure way to tell. */
  readonly probe: boolean;
}

/**
 * Whether the account may create agents. Since 30 July 2026 `CreateAgent` answers 403 in an account that had no agent
 * in the twelve months before; to list, change and invoke stays allowed.
 */
export async function checkAgents(
  client: BedrockAgentClient,
  { orchestrator, project }: EnvironmentConfig,
  { now, probe }: AgentCheckOptions,
): Promise<CheckResult> {
  const check = 'may create agents';
  if (orchestrator === 'in-process')
    return { check, status: 'ok', found: 'not needed: the orchestrator is in-process, which creates none' };
  try {
    if (probe) return await probed(client, check, `${project}-preflight-${now().getTime()}`);
    const { agentSummaries: agents = [] } = await client.send(new ListAgentsCommand({ maxResults: 100 }));
    const recent = agents.filter(
      ({ updatedAt }) => updatedAt !== undefined && now().getTime() - updatedAt.getTime() < YEAR_MS,
    );
    if (recent.length > 0)
      return { check, status: 'ok', found: `${recent.length} of its agents were changed within a year` };
    return {
      check,
      status: 'unknown',
      found: `${agents.length === 0 ? 'it has no agents' : 'none of its agents was changed within a year'}: accounts like it are refused new ones since 30 July 2026`,
      advice: `Run this with --probe, which makes an empty agent and deletes it. If it is refused: ${IN_PROCESS}`,
    };
  } catch (error) {
    return unanswered(check, error);
  }
}

async function probed(client: BedrockAgentClient, check: string, agentName: string): Promise<CheckResult> {
  let agentId: string | undefined;
  try {
    const { agent } = await client.send(new CreateAgentCommand({ agentName }));
    agentId = agent?.agentId;
  } catch (error) {
    if (error instanceof Error && error.name === 'AccessDeniedException')
      return {
        check,
        status: 'failed',
        found: `CreateAgent is refused: ${error.message}`,
        advice: IN_PROCESS,
      };
    throw error;
  }
  try {
    if (agentId !== undefined)
      await client.send(new DeleteAgentCommand({ agentId, skipResourceInUseCheck: true }));
    return { check, status: 'ok', found: 'an empty agent was made and deleted' };
  } catch (error) {
    return {
      check,
      status: 'warning',
      found: `an empty agent was made, and could not be deleted: ${error instanceof Error ? error.message : String(error)}`,
      advice: `aws bedrock-agent delete-agent --agent-id ${agentId ?? 'ID'}`,
    };
  }
}
