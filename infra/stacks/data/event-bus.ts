import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { prefixOf } from '../../config/names.ts';
import type { RegionBase } from '../../constructs/region-base.ts';

/** The bus of an environment's events, for whoever sends to it from another stack. */
export interface EventBusName {
  readonly name: string;
  readonly arn: string;
}

export function eventBusOf(scope: Construct, { config }: Pick<RegionBase, 'config'>): EventBusName {
  const { account, partition, region } = Stack.of(scope);
  const name = `${prefixOf(config)}-events`;
  return { name, arn: `arn:${partition}:events:${region}:${account}:event-bus/${name}` };
}
