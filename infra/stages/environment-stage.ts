import { Stage } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { EnvironmentConfig } from '../config/environment-config.ts';
import { tagEnvironment } from '../constructs/assistant-stack.ts';
import { DataStack } from '../stacks/data/data-stack.ts';
import { DrStack } from '../stacks/dr/dr-stack.ts';
import { FoundationStack } from '../stacks/foundation/foundation-stack.ts';
import { GovernanceStack } from '../stacks/governance/governance-stack.ts';
import { KnowledgeStack } from '../stacks/knowledge/knowledge-stack.ts';
import { LakeStack } from '../stacks/lake/lake-stack.ts';
import { NetworkStack } from '../stacks/network/network-stack.ts';
import { ResilienceStack } from '../stacks/resilience/resilience-stack.ts';

/** One environment, whole: every stack of it, in both of its regions. */
export class EnvironmentStage extends Stage {
  constructor(scope: Construct, id: string, { config }: { readonly config: EnvironmentConfig }) {
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
    if (isStandby) new KnowledgeStack(this, 'Knowledge-Standby', { base: secondary });
    const knowledge = new KnowledgeStack(this, 'Knowledge', {
      base: primary,
      ...(isStandby ? { copiedTo: secondary } : {}),
    });
    if (config.network.mode === 'vpc') {
      new NetworkStack(this, 'Network', { base: primary, network: config.network });
      if (isStandby) new NetworkStack(this, 'Network-Standby', { base: secondary, network: config.network });
    }
    const resilience = new ResilienceStack(this, 'Resilience', {
      base: primary,
      copiesVaultArn: dr.vault.backupVaultArn,
    });
    for (const first of [data, lake, knowledge]) resilience.addStackDependency(first);
    new GovernanceStack(this, 'Governance', { config, modelRoleNames: [knowledge.role.roleName] });
    tagEnvironment(this, config);
  }
}
