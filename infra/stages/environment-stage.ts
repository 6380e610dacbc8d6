import { Stage } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { FunctionArchives } from '../bundle/function-archives.ts';
import type { EnvironmentConfig } from '../config/environment-config.ts';
import { tagEnvironment } from '../constructs/assistant-stack.ts';
import type { RegionBase } from '../constructs/region-base.ts';
import { AgentStack } from '../stacks/agent/agent-stack.ts';
import { DataStack } from '../stacks/data/data-stack.ts';
import { DrStack } from '../stacks/dr/dr-stack.ts';
import { FoundationStack } from '../stacks/foundation/foundation-stack.ts';
import { GovernanceStack } from '../stacks/governance/governance-stack.ts';
import { KnowledgeStack } from '../stacks/knowledge/knowledge-stack.ts';
import { LakeStack } from '../stacks/lake/lake-stack.ts';
import { NetworkStack } from '../stacks/network/network-stack.ts';
import { PinsStack } from '../stacks/pins/pins-stack.ts';
import { ResilienceStack } from '../stacks/resilience/resilience-stack.ts';

export interface EnvironmentStageProps {
  readonly config: EnvironmentConfig;
  readonly archives: FunctionArchives;
}

/** One environment, whole: every stack of it, in both of its regions. */
export class EnvironmentStage extends Stage {
  constructor(scope: Construct, id: string, { archives, config }: EnvironmentStageProps) {
    super(scope, id);
    const { base: primary } = new FoundationStack(this, 'Foundation', { config });
    const dr = new DrStack(this, 'Dr', { config, primary });
    const secondary = dr.base;
    const { tertiary } = config.regions;
    const third =
      tertiary === undefined
        ? []
        : [new DrStack(this, 'Dr-Third', { config, primary, region: tertiary }).base];
    const lakeCopy = new LakeStack(this, 'Lake-Standby', { base: secondary });
    const lake = new LakeStack(this, 'Lake', { base: primary, copiedTo: secondary });
    // A rule of replication is refused while the bucket that it names does not exist.
    lake.addStackDependency(lakeCopy);
    const data = new DataStack(this, 'Data', { base: primary, copies: [secondary, ...third] });
    data.addStackDependency(lake);
    const isStandby = config.secondRegion === 'standby';
    const knowledgeStandby = isStandby
      ? new KnowledgeStack(this, 'Knowledge-Standby', { base: secondary })
      : undefined;
    const knowledge = new KnowledgeStack(this, 'Knowledge', {
      base: primary,
      ...(isStandby ? { copiedTo: secondary } : {}),
    });
    this.application('', { base: primary, archives, knowledge, data, lake });
    if (knowledgeStandby !== undefined)
      this.application('-Standby', {
        base: secondary,
        archives,
        knowledge: knowledgeStandby,
        data,
        lake: lakeCopy,
      });
    const resilience = new ResilienceStack(this, 'Resilience', {
      base: primary,
      copiesVaultArn: dr.vault.backupVaultArn,
    });
    for (const first of [data, lake, knowledge]) resilience.addStackDependency(first);
    new GovernanceStack(this, 'Governance', { config, modelRoleNames: [knowledge.role.roleName] });
    tagEnvironment(this, config);
  }
  /** What answers, in one region: the standby is made of the same stacks. */
  private application(suffix: '' | '-Standby', parts: ApplicationParts): void {
    const { archives, base, data, knowledge, lake } = parts;
    const { network: settings } = base.config;
    const network =
      settings.mode === 'vpc'
        ? new NetworkStack(this, `Network${suffix}`, { base, network: settings })
        : undefined;
    const pins = new PinsStack(this, `Pins${suffix}`, { base });
    const agent = new AgentStack(this, `Agent${suffix}`, {
      base,
      archives,
      knowledgeBaseId: knowledge.knowledgeBase.attrKnowledgeBaseId,
      knowledgeBaseArn: knowledge.knowledgeBase.attrKnowledgeBaseArn,
      ...(network === undefined ? {} : { network: { vpc: network.vpc, securityGroup: network.functions } }),
    });
    for (const first of [pins, data, lake, knowledge]) agent.addStackDependency(first);
  }
}

interface ApplicationParts {
  readonly base: RegionBase;
  readonly archives: FunctionArchives;
  readonly data: DataStack;
  readonly lake: LakeStack;
  readonly knowledge: KnowledgeStack;
}
