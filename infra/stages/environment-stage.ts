import { Stage } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { EnvironmentConfig } from '../config/environment-config.ts';
import { tagEnvironment } from '../constructs/assistant-stack.ts';
import { DataStack } from '../stacks/data/data-stack.ts';
import { DrStack } from '../stacks/dr/dr-stack.ts';
import { FoundationStack } from '../stacks/foundation/foundation-stack.ts';
import { LakeStack } from '../stacks/lake/lake-stack.ts';

/** One environment, whole: every stack of it, in both of its regions. */
export class EnvironmentStage extends Stage {
  constructor(scope: Construct, id: string, { config }: { readonly config: EnvironmentConfig }) {
    super(scope, id);
    const { base: primary } = new FoundationStack(this, 'Foundation', { config });
    const { base: secondary } = new DrStack(this, 'Dr', { config, primary });
    const lakeCopy = new LakeStack(this, 'Lake-Standby', { base: secondary });
    const lake = new LakeStack(this, 'Lake', { base: primary, copiedTo: secondary });
    // A rule of replication is refused while the bucket that it names does not exist.
    lake.addStackDependency(lakeCopy);
    const data = new DataStack(this, 'Data', { base: primary, secondary });
    data.addStackDependency(lake);
    tagEnvironment(this, config);
  }
}
