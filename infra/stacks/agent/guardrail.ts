import { createHash } from 'node:crypto';
import { RemovalPolicy, Tags } from 'aws-cdk-lib';
import { CfnGuardrail, CfnGuardrailVersion } from 'aws-cdk-lib/aws-bedrock';
import { Construct } from 'constructs';
import { guardrailConfig } from '#agent/guardrail/guardrail-config.ts';
import { SELLER_GUARDRAIL } from '#agent/guardrail/seller-guardrail.ts';
import { prefixOf } from '../../config/names.ts';
import { DATA_CLASS_TAG } from '../../constructs/assistant-stack.ts';
import type { RegionBase } from '../../constructs/region-base.ts';

/** How much of an answer has to stand in what was looked up, and be about what was asked, by Bedrock's own measure. */
const GROUNDING_THRESHOLD = 0.7;

/** The sellers' guardrail and the version of it that stands, cut when its content changes and at no other time. */
export class SellerGuardrail extends Construct {
  readonly guardrail: CfnGuardrail;
  readonly version: CfnGuardrailVersion;

  constructor(scope: Construct, id: string, { base }: { readonly base: RegionBase }) {
    super(scope, id);
    const { name: _, ...config } = guardrailConfig(SELLER_GUARDRAIL);
    const content = {
      ...config,
      contextualGroundingPolicyConfig: {
        filtersConfig: [
          { type: 'GROUNDING', threshold: GROUNDING_THRESHOLD },
          { type: 'RELEVANCE', threshold: GROUNDING_THRESHOLD },
        ],
      },
    };
    this.guardrail = new CfnGuardrail(this, 'Guardrail', {
      name: prefixOf(base.config),
      kmsKeyArn: base.keyArns.internal,
      ...content,
    });
    Tags.of(this.guardrail).add(DATA_CLASS_TAG, 'internal');
    // The description is set when a version is made and never again: another hash is another version.
    const hash = createHash('sha256').update(JSON.stringify(content)).digest('hex');
    this.version = new CfnGuardrailVersion(this, `Version${hash.slice(0, 12)}`, {
      guardrailIdentifier: this.guardrail.attrGuardrailId,
      description: `sha256 ${hash}`,
    });
    // Versions of agents stand on it.
    this.version.applyRemovalPolicy(RemovalPolicy.RETAIN);
  }
}
