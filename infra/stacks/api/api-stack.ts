import type { Construct } from 'constructs';
import type { FunctionArchives } from '../../bundle/function-archives.ts';
import { AssistantStack } from '../../constructs/assistant-stack.ts';
import type { FunctionWithLogGroupProps } from '../../constructs/function-with-log-group.ts';
import type { RegionBase } from '../../constructs/region-base.ts';
import type { AgentStack } from '../agent/agent-stack.ts';
import type { ApiDoor } from './door-stack.ts';
import { FrontDoors } from './front-doors.ts';
import { Gateway } from './gateway.ts';
import { makeSecrets } from './secrets.ts';
import type { SellerPoolRef } from './seller-pool.ts';
import { Workers } from './workers.ts';

export interface ApiStackProps {
  readonly base: RegionBase;
  readonly archives: FunctionArchives;
  readonly agent: Pick<AgentStack, 'agents' | 'groups'>;
  readonly knowledgeBaseId: string;
  readonly knowledgeBaseArn: string;
  readonly door: ApiDoor;
  readonly publicUrl: string;
  readonly pool: SellerPoolRef;
  readonly clientId: string;
  /** Of the first region, where the second stands by: the secrets are the same in both. */
  readonly copiedTo?: RegionBase;
  readonly network?: FunctionWithLogGroupProps['network'];
}

/** Where people and programs come in: the gateway, its functions, the queues behind them and their workers. */
export class ApiStack extends AssistantStack {
  readonly workers: Workers;

  constructor(scope: Construct, id: string, props: ApiStackProps) {
    const { base, copiedTo, door } = props;
    super(scope, id, {
      config: base.config,
      region: base.region,
      dataClass: 'confidential',
      description: 'API, Slack and workers of the partner seller assistant.',
    });
    if (base.role === 'primary') makeSecrets(this, base, copiedTo);
    this.workers = new Workers(this, 'Workers', props);
    const { aliases } = new FrontDoors(this, 'Doors', {
      ...props,
      queues: this.workers.queues,
      restApiId: door.restApiId,
    });
    new Gateway(this, 'Gateway', { base, door, aliases, pool: props.pool });
  }
}
