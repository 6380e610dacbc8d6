import { createHash } from 'node:crypto';
import { RemovalPolicy, Stack, Tags } from 'aws-cdk-lib';
import { CfnAgent, CfnAgentAlias } from 'aws-cdk-lib/aws-bedrock';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnPermission, type Version } from 'aws-cdk-lib/aws-lambda';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { openApiDocument } from '#action-groups/kernel/openapi.ts';
import { agentDefinition } from '#agent/definition/agent-definition.ts';
import { orchestrationOverride } from '#agent/definition/orchestration-override.ts';
import type { Tier } from '#agent/definition/select-tier.ts';
import { prefixOf } from '../../config/names.ts';
import { DATA_CLASS_TAG } from '../../constructs/assistant-stack.ts';
import { allowModels, modelArns } from '../../constructs/model-access.ts';
import type { RegionBase } from '../../constructs/region-base.ts';
import { DOCUMENTS_DESCRIPTION } from '../../local/local-agents.ts';
import { PINNED_ALIASES, type PinnedAlias, pinName } from '../pins/pins-stack.ts';
import type { ActionGroupName } from './action-group-functions.ts';
import type { SellerGuardrail } from './guardrail.ts';

export interface TierAgentProps {
  readonly base: RegionBase;
  readonly tier: Tier;
  /** The functions' versions: an agent's version is closed only when what it calls does not change under it. */
  readonly versions: Readonly<Record<ActionGroupName, Version>>;
  readonly guardrail: SellerGuardrail;
  readonly knowledgeBaseId: string;
  readonly knowledgeBaseArn: string;
}

/**
 * One tier's agent from its definition, and its aliases: `dev` follows what is deployed, with a version cut when the
 * content changes and at no other time; the others stand where their pins say.
 */
export class TierAgent extends Construct {
  readonly agent: CfnAgent;
  readonly role: Role;
  readonly aliases: Readonly<Record<'dev' | PinnedAlias, CfnAgentAlias>>;

  constructor(scope: Construct, id: string, props: TierAgentProps) {
    super(scope, id);
    const { base, guardrail, knowledgeBaseId, tier, versions } = props;
    const modelId = base.config.models[tier];
    const definition = agentDefinition({ tier, modelId });
    this.role = this.agentRole(props);
    const content = {
      foundationModel: modelArns(this, modelId)[0] ?? modelId,
      instruction: definition.instruction,
      idleSessionTtlInSeconds: definition.idleSessionTtlSeconds,
      actionGroups: [
        ...definition.actionGroups.map((group) => ({
          actionGroupName: group.name,
          description: group.description,
          actionGroupState: 'ENABLED',
          actionGroupExecutor: { lambda: versions[group.name as ActionGroupName].functionArn },
          apiSchema: { payload: JSON.stringify(openApiDocument(group)) },
        })),
        {
          actionGroupName: 'UserInput',
          actionGroupState: definition.userInput ? 'ENABLED' : 'DISABLED',
          parentActionGroupSignature: 'AMAZON.UserInput',
        },
      ],
      knowledgeBases: [
        { knowledgeBaseId, description: DOCUMENTS_DESCRIPTION, knowledgeBaseState: 'ENABLED' },
      ],
      guardrailConfiguration: {
        guardrailIdentifier: guardrail.guardrail.attrGuardrailId,
        guardrailVersion: guardrail.version.attrVersion,
      },
      promptOverrideConfiguration: { promptConfigurations: [orchestrationOverride(definition)] },
    };
    this.agent = new CfnAgent(this, 'Agent', {
      agentName: `${prefixOf(base.config)}-${tier}`,
      description: `Answers partner sellers, ${tier} tier.`,
      agentResourceRoleArn: this.role.roleArn,
      customerEncryptionKeyArn: base.keyArns.confidential,
      autoPrepare: true,
      ...content,
    });
    // An agent is made only when its role may already do all it is to do.
    this.agent.node.addDependency(this.role);
    Tags.of(this.agent).add(DATA_CLASS_TAG, 'internal');
    for (const [name, version] of Object.entries(versions)) this.allowCalls(name, version);
    const hash = createHash('sha256')
      .update(JSON.stringify(Stack.of(this).resolve(content)))
      .update(guardrail.version.description ?? '')
      .digest('hex');
    this.aliases = {
      // An update without a route makes a version of the draft: the description changes with the content.
      dev: this.alias('dev', { description: `sha256 ${hash}` }),
      ...this.pinnedAliases(base, tier),
    };
  }

  private alias(
    name: string,
    more: { description?: string; routingConfiguration?: { agentVersion: string }[] },
  ) {
    const alias = new CfnAgentAlias(this, name, {
      agentAliasName: name,
      agentId: this.agent.attrAgentId,
      ...more,
    });
    Tags.of(alias).add(DATA_CLASS_TAG, 'internal');
    return alias;
  }

  private pinnedAliases(base: RegionBase, tier: Tier): Record<PinnedAlias, CfnAgentAlias> {
    const entries = PINNED_ALIASES.map((name) => {
      const agentVersion = StringParameter.valueForStringParameter(this, pinName(base, tier, name));
      const alias = this.alias(name, { routingConfiguration: [{ agentVersion }] });
      // Version 1 is what making `dev` cuts.
      alias.node.addDependency(this.node.findChild('dev'));
      return [name, alias] as const;
    });
    return Object.fromEntries(entries) as Record<PinnedAlias, CfnAgentAlias>;
  }

  /** Lets this agent call one version of a function, for as long as a version of the agent may stand on it. */
  private allowCalls(name: string, version: Version): void {
    const permission = new CfnPermission(version, `${this.node.id}-${name}`, {
      action: 'lambda:InvokeFunction',
      functionName: version.functionArn,
      principal: 'bedrock.amazonaws.com',
      sourceAccount: Stack.of(this).account,
      sourceArn: this.agent.attrAgentArn,
    });
    permission.applyRemovalPolicy(RemovalPolicy.RETAIN);
  }

  private agentRole({ base, guardrail, knowledgeBaseArn, tier }: TierAgentProps): Role {
    const { account, partition, region } = Stack.of(this);
    const role = new Role(this, 'Role', {
      description: `What the ${tier} agent may do.`,
      assumedBy: new ServicePrincipal('bedrock.amazonaws.com', {
        conditions: {
          StringEquals: { 'aws:SourceAccount': account },
          ArnLike: { 'aws:SourceArn': `arn:${partition}:bedrock:${region}:${account}:agent/*` },
        },
      }),
    });
    allowModels(role, this, [base.config.models[tier]]);
    const may = (actions: string[], resource: string) =>
      role.addToPolicy(new PolicyStatement({ actions, resources: [resource] }));
    may(['bedrock:Retrieve'], knowledgeBaseArn);
    may(['bedrock:ApplyGuardrail'], guardrail.guardrail.attrGuardrailArn);
    may(['kms:Decrypt', 'kms:GenerateDataKey'], base.keyArns.confidential);
    may(['kms:Decrypt'], base.keyArns.internal);
    return role;
  }
}
