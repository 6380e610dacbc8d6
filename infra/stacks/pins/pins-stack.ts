import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';
import { TIERS, type Tier } from '#agent/definition/select-tier.ts';
import { canaryPin, versionPin } from '#agent/releases/pin-store.ts';
import { parameterName } from '../../config/names.ts';
import { AssistantStack } from '../../constructs/assistant-stack.ts';
import type { RegionBase } from '../../constructs/region-base.ts';

/** The aliases that stand where a release put them; `dev` follows what is deployed. */
export const PINNED_ALIASES = ['staging', 'prod', 'canary'] as const;
export type PinnedAlias = (typeof PINNED_ALIASES)[number];

/** What `PIN_PREFIX` of the release command is in an environment. */
export function pinPrefix(base: Pick<RegionBase, 'config'>): string {
  return parameterName(base.config, 'agent');
}

/** The parameter that says on which version an alias stands. */
export function pinName(base: Pick<RegionBase, 'config'>, tier: Tier, alias: PinnedAlias): string {
  return `${pinPrefix(base)}/${versionPin(tier, alias)}`;
}

/**
 * Where releases write down what stands where: version 1 at first, and no share for the canary. A stack of its own,
 * since the aliases read it when they are deployed; `npm run release` writes it from then on, and no deployment does.
 */
export class PinsStack extends AssistantStack {
  constructor(scope: Construct, id: string, { base }: { readonly base: RegionBase }) {
    super(scope, id, {
      config: base.config,
      region: base.region,
      dataClass: 'internal',
      description: 'Which version of the partner seller assistant each alias stands on.',
    });
    for (const tier of TIERS) {
      for (const alias of PINNED_ALIASES)
        new StringParameter(this, `${tier}-${alias}`, {
          parameterName: pinName(base, tier, alias),
          description: `The version that ${alias} of the ${tier} agent stands on; npm run release writes it.`,
          stringValue: '1',
        });
      new StringParameter(this, `${tier}-canary-share`, {
        parameterName: `${pinPrefix(base)}/${canaryPin(tier)}`,
        description: `The share of sellers, in percent, that the canary of the ${tier} agent answers.`,
        stringValue: '0',
      });
    }
  }
}
