import { Stack } from 'aws-cdk-lib';
import { type IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

/** The regions that a geographic inference profile sends requests to. */
const PROFILE_REGIONS: Readonly<Record<string, readonly string[]>> = {
  us: ['us-east-1', 'us-east-2', 'us-west-2'],
  eu: ['eu-central-1', 'eu-north-1', 'eu-south-1', 'eu-south-2', 'eu-west-1', 'eu-west-3'],
};

/**
 * The ARNs that a call of a model needs: the model’s own, or the profile’s and those of its model in every region of
 * the profile.
 * @param id As `amazon.nova-pro-v1:0`, `us.amazon.nova-2-lite-v1:0` or `global.…`
 * @see https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-prereq.html
 */
export function modelArns(scope: Construct, id: string): string[] {
  const { partition, region, account } = Stack.of(scope);
  const [geography = '', ...rest] = id.split('.');
  const model = (where: string, name: string) =>
    `arn:${partition}:bedrock:${where}::foundation-model/${name}`;
  const profile = `arn:${partition}:bedrock:${region}:${account}:inference-profile/${id}`;
  if (geography === 'global') return [profile, model('', rest.join('.')), model(region, rest.join('.'))];
  const regions = PROFILE_REGIONS[geography];
  if (regions === undefined) return [model(region, id)];
  return [profile, ...regions.map((each) => model(each, rest.join('.')))];
}

/** Lets a role call these models, streaming or not, and no others. */
export function allowModels(role: IRole, scope: Construct, ids: readonly string[]): void {
  role.addToPrincipalPolicy(
    new PolicyStatement({
      actions: ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'],
      resources: [...new Set(ids.flatMap((id) => modelArns(scope, id)))],
    }),
  );
}
