import { GetParameterCommand, ParameterNotFound, type SSMClient } from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';
import type { EnvironmentConfig } from '../config/environment-config.ts';
import { type CheckResult, isUnreachable, unanswered } from './preflight-check.ts';

/** Whose credentials these are, and whether they are of the environment's account. */
export async function checkCredentials(
  sts: STSClient,
  { account, environment }: EnvironmentConfig,
): Promise<CheckResult & { readonly account?: string }> {
  const check = 'credentials';
  try {
    const identity = await sts.send(new GetCallerIdentityCommand({}));
    const found = `${identity.Arn ?? 'somebody'} in account ${identity.Account ?? 'unknown'}`;
    const own = identity.Account === undefined ? {} : { account: identity.Account };
    if (account !== undefined && identity.Account !== account)
      return {
        check,
        status: 'failed',
        found: `${found}, and ${environment} belongs to ${account}`,
        advice: `Use credentials of ${account}, or correct account in infra/config/${environment}.yaml.`,
        ...own,
      };
    return { check, status: 'ok', found, ...own };
  } catch (error) {
    if (isUnreachable(error)) return unanswered(check, error);
    const name = error instanceof Error ? error.name : '';
    if (/CredentialsProviderError|CredentialsError/.test(name))
      return {
        check,
        status: 'failed',
        found: 'there are none',
        advice: 'Sign in (aws sso login, AWS_PROFILE) or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
      };
    return {
      check,
      status: 'failed',
      found: `they are refused: ${name}: ${error instanceof Error ? error.message : String(error)}`,
      advice: 'Sign in again: a session has ended, or a key was withdrawn.',
    };
  }
}

/** What a template of this version asks of the account's bootstrap. */
const BOOTSTRAP_VERSION = 6;

/** Whether CDK may deploy into a region. */
export async function checkBootstrap(ssm: SSMClient, region: string): Promise<CheckResult> {
  const check = `CDK bootstrap in ${region}`;
  const advice = `npx cdk bootstrap aws://ACCOUNT/${region}`;
  try {
    const { Parameter: parameter } = await ssm.send(
      new GetParameterCommand({ Name: '/cdk-bootstrap/hnb659fds/version' }),
    );
    const version = Number(parameter?.Value);
    return version >= BOOTSTRAP_VERSION
      ? { check, status: 'ok', found: `version ${version}` }
      : {
          check,
          status: 'failed',
          found: `version ${parameter?.Value ?? 'unknown'}, ${BOOTSTRAP_VERSION} at least is needed`,
          advice,
        };
  } catch (error) {
    if (error instanceof ParameterNotFound) return { check, status: 'failed', found: 'none', advice };
    return unanswered(check, error);
  }
}

/** Whether the URL that critical alarms call is where the configuration says; it is not read out. */
export async function checkPagerDuty(ssm: SSMClient, { alarms }: EnvironmentConfig): Promise<CheckResult[]> {
  const name = alarms.critical.pagerDutyUrlParameter;
  if (name === undefined) return [];
  const check = 'PagerDuty’s URL';
  try {
    const { Parameter: parameter } = await ssm.send(new GetParameterCommand({ Name: name }));
    return /^https:\/\//.test(parameter?.Value ?? '')
      ? [{ check, status: 'ok', found: `a URL stands in ${name}` }]
      : [
          {
            check,
            status: 'failed',
            found: `${name} holds no https URL`,
            advice: 'Put the integration’s URL there.',
          },
        ];
  } catch (error) {
    if (error instanceof ParameterNotFound)
      return [
        {
          check,
          status: 'failed',
          found: `there is no parameter ${name}`,
          advice: `aws ssm put-parameter --type String --name ${name} --value URL`,
        },
      ];
    return [unanswered(check, error)];
  }
}
