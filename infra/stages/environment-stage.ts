import { Stage } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { FunctionArchives } from '../bundle/function-archives.ts';
import type { EnvironmentConfig } from '../config/environment-config.ts';
import { tagEnvironment } from '../constructs/assistant-stack.ts';
import type { RegionBase } from '../constructs/region-base.ts';
import { AgentStack } from '../stacks/agent/agent-stack.ts';
import { ApiStack } from '../stacks/api/api-stack.ts';
import { type ApiDoor, DoorStack } from '../stacks/api/door-stack.ts';
import type { SellerPoolRef } from '../stacks/api/seller-pool.ts';
import { DataStack } from '../stacks/data/data-stack.ts';
import { DrStack } from '../stacks/dr/dr-stack.ts';
import { FoundationStack } from '../stacks/foundation/foundation-stack.ts';
import { GovernanceStack } from '../stacks/governance/governance-stack.ts';
import { KnowledgeStack } from '../stacks/knowledge/knowledge-stack.ts';
import { LakeStack } from '../stacks/lake/lake-stack.ts';
import { NetworkStack } from '../stacks/network/network-stack.ts';
import { ObservabilityStack } from '../stacks/observability/observability-stack.ts';
import { PinsStack } from '../stacks/pins/pins-stack.ts';
import type { FrontDoor } from '../stacks/resilience/failover.ts';
import { ResilienceStack } from '../stacks/resilience/resilience-stack.ts';
import { EdgeStack } from '../stacks/web/edge-stack.ts';
import { WebStack } from '../stacks/web/web-stack.ts';

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
    const { door, frontDoor, pool } = new DoorStack(this, 'Door', { base: primary });
    if (pool === undefined) throw new TypeError('the first region has no pool of sellers');
    const edge = new EdgeStack(this, 'Edge', { config });
    const web = new WebStack(this, 'Web', { base: primary, edge, door, pool });
    const shared = { archives, data, web, pool: pool.ref };
    const first = this.application('', {
      ...shared,
      base: primary,
      door,
      knowledge,
      lake,
      ...(isStandby ? { copiedTo: secondary } : {}),
    });
    const resilience = { base: primary, copiesVaultArn: dr.vault.backupVaultArn };
    const modelRoleNames = [knowledge.role.roleName, ...first.modelRoleNames];
    let doors: readonly [FrontDoor, FrontDoor] | undefined;
    if (knowledgeStandby !== undefined) {
      const standby = new DoorStack(this, 'Door-Standby', { base: secondary });
      const { api, modelRoleNames: others } = this.application('-Standby', {
        ...shared,
        base: secondary,
        door: standby.door,
        knowledge: knowledgeStandby,
        lake: lakeCopy,
      });
      // Its secrets are copies of the first region's.
      api.addStackDependency(first.api);
      modelRoleNames.push(...others);
      if (frontDoor !== undefined && standby.frontDoor !== undefined) doors = [frontDoor, standby.frontDoor];
    }
    const backups = new ResilienceStack(this, 'Resilience', {
      ...resilience,
      ...(doors === undefined ? {} : { doors }),
    });
    for (const each of [data, lake, knowledge]) backups.addStackDependency(each);
    new GovernanceStack(this, 'Governance', { config, modelRoleNames });
    tagEnvironment(this, config);
  }
  /** What answers, in one region: the standby is made of the same stacks. */
  private application(suffix: '' | '-Standby', parts: ApplicationParts): Application {
    const { archives, base, data, door, knowledge, lake, web } = parts;
    const { network: settings } = base.config;
    const network =
      settings.mode === 'vpc'
        ? new NetworkStack(this, `Network${suffix}`, { base, network: settings })
        : undefined;
    const pins = new PinsStack(this, `Pins${suffix}`, { base });
    const common = {
      base,
      archives,
      knowledgeBaseId: knowledge.knowledgeBase.attrKnowledgeBaseId,
      knowledgeBaseArn: knowledge.knowledgeBase.attrKnowledgeBaseArn,
      ...(network === undefined ? {} : { network: { vpc: network.vpc, securityGroup: network.functions } }),
    };
    const agent = new AgentStack(this, `Agent${suffix}`, common);
    for (const first of [pins, data, lake, knowledge]) agent.addStackDependency(first);
    const api = new ApiStack(this, `Api${suffix}`, {
      ...common,
      agent,
      door,
      publicUrl: web.publicUrl,
      clientId: web.clientId,
      pool: parts.pool,
      ...(parts.copiedTo === undefined ? {} : { copiedTo: parts.copiedTo }),
    });
    // It finds the parts by their names: they have to be there before it looks.
    new ObservabilityStack(this, `Observability${suffix}`, {
      ...common,
      publicUrl: web.publicUrl,
    }).addStackDependency(api);
    const agentRoles = Object.values(agent.agents ?? {}).map(({ role }) => role.roleName);
    return { api, modelRoleNames: [...agentRoles, ...api.workers.roleNames] };
  }
}

interface Application {
  readonly api: ApiStack;
  /** Of the roles that call models or agents. */
  readonly modelRoleNames: readonly string[];
}

interface ApplicationParts {
  readonly base: RegionBase;
  readonly archives: FunctionArchives;
  readonly door: ApiDoor;
  readonly web: WebStack;
  readonly pool: SellerPoolRef;
  /** Of the first region, where the second stands by. */
  readonly copiedTo?: RegionBase;
  readonly data: DataStack;
  readonly lake: LakeStack;
  readonly knowledge: KnowledgeStack;
}
