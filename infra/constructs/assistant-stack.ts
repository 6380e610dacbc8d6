import { RemovalPolicy, Stack, Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { DataClass } from '#knowledge-base/data-class.ts';
import type { EnvironmentConfig, Region } from '../config/environment-config.ts';
import { prefixOf } from '../config/names.ts';

export interface AssistantStackProps {
  readonly config: EnvironmentConfig;
  readonly region: Region;
  /** Of what the stack holds; a resource of another class is tagged with its own. */
  readonly dataClass: DataClass;
  readonly description: string;
}

/** A stack of one environment: named after it, in its account and a region of it, tagged with its class of data. */
export class AssistantStack extends Stack {
  readonly config: EnvironmentConfig;

  constructor(scope: Construct, id: string, { config, region, dataClass, description }: AssistantStackProps) {
    super(scope, id, {
      stackName: `${prefixOf(config)}-${id.toLowerCase()}`,
      description,
      env: { region, ...(config.account === undefined ? {} : { account: config.account }) },
      terminationProtection: config.onDelete === 'keep',
    });
    this.config = config;
    Tags.of(this).add(DATA_CLASS_TAG, dataClass);
  }

  /** What becomes of a resource that holds data when it leaves the template. */
  get removalPolicy(): RemovalPolicy {
    return this.config.onDelete === 'keep' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
  }
}

export const DATA_CLASS_TAG = 'data-class';

/** Every taggable resource has these five; a rule of our own holds it. */
export const REQUIRED_TAGS = ['environment', 'project', 'owner', 'cost-centre', DATA_CLASS_TAG] as const;

/** Tags everything below `scope` with whose it is and who pays. */
export function tagEnvironment(scope: Construct, config: EnvironmentConfig): void {
  const tags = {
    environment: config.environment,
    project: config.project,
    owner: config.owner,
    'cost-centre': config.costCentre,
  };
  for (const [key, value] of Object.entries(tags)) Tags.of(scope).add(key, value);
}
