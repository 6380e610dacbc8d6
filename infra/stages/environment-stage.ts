import { Stage } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { EnvironmentConfig } from '../config/environment-config.ts';
import { tagEnvironment } from '../constructs/assistant-stack.ts';
import { DrStack } from '../stacks/dr/dr-stack.ts';
import { FoundationStack } from '../stacks/foundation/foundation-stack.ts';

/** One environment, whole: every stack of it, in both of its regions. */
export class EnvironmentStage extends Stage {
  constructor(scope: Construct, id: string, { config }: { readonly config: EnvironmentConfig }) {
    super(scope, id);
    const foundation = new FoundationStack(this, 'Foundation', { config });
    new DrStack(this, 'Dr', { config, primary: foundation.base });
    tagEnvironment(this, config);
  }
}
