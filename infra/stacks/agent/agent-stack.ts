import { CfnOutput } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { TIERS, type Tier } from '#agent/definition/select-tier.ts';
import type { FunctionArchives } from '../../bundle/function-archives.ts';
import { AssistantStack } from '../../constructs/assistant-stack.ts';
import type { FunctionWithLogGroupProps } from '../../constructs/function-with-log-group.ts';
import type { RegionBase } from '../../constructs/region-base.ts';
import { ActionGroupFunctions } from './action-group-functions.ts';
import { SellerGuardrail } from './guardrail.ts';
import { PromptResources } from './prompt-resources.ts';
import { TierAgent } from './tier-agent.ts';

export interface AgentStackProps {
  readonly base: RegionBase;
  readonly archives: FunctionArchives;
  readonly knowledgeBaseId: string;
  readonly knowledgeBaseArn: string;
  readonly network?: FunctionWithLogGroupProps['network'];
}

/**
 * Who answers: action groups, guardrail and prompts; with `bedrock-agents` an agent a tier, with `in-process` none,
 * since the worker carries the runtime and calls the same functions.
 */
export class AgentStack extends AssistantStack {
  readonly groups: ActionGroupFunctions;
  readonly guardrail: SellerGuardrail;
  /** Undefined with `in-process`. */
  readonly agents: Readonly<Record<Tier, TierAgent>> | undefined;

  constructor(scope: Construct, id: string, { base, ...props }: AgentStackProps) {
    super(scope, id, {
      config: base.config,
      region: base.region,
      dataClass: 'confidential',
      description: 'Agents, action groups, guardrail and prompts of the partner seller assistant.',
    });
    this.groups = new ActionGroupFunctions(this, 'ActionGroups', { base, ...props });
    this.guardrail = new SellerGuardrail(this, 'Guardrail', { base });
    new PromptResources(this, 'Prompts', { base });
    if (base.config.orchestrator === 'in-process') return;
    const { guardrail, groups } = this;
    const { knowledgeBaseArn, knowledgeBaseId } = props;
    this.agents = Object.fromEntries(
      TIERS.map((tier) => [
        tier,
        new TierAgent(this, tier, {
          base,
          tier,
          guardrail,
          versions: groups.versions,
          knowledgeBaseArn,
          knowledgeBaseId,
        }),
      ]),
    ) as Record<Tier, TierAgent>;
    for (const [tier, { agent }] of Object.entries(this.agents))
      new CfnOutput(this, `AgentId${tier}`, {
        value: agent.attrAgentId,
        description: `AGENT_ID_${tier.toUpperCase()} of npm run release -- --bedrock`,
      });
  }
}
