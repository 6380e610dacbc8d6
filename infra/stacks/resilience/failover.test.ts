import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { REGIONAL_BASE } from '../../__fixtures__/regional-base.ts';
import { readEnvironments } from '../../config/read-environments.ts';
import type { FrontDoor } from './failover.ts';
import { ResilienceStack } from './resilience-stack.ts';

const [prod] = readEnvironments(['prod']);
if (prod === undefined) throw new TypeError('no configuration');

const door = (region: string): FrontDoor => ({
  healthHost: `abc.execute-api.${region}.amazonaws.com`,
  healthPath: '/prod/health',
  aliasName: `d-abc.execute-api.${region}.amazonaws.com`,
  aliasZoneId: 'Z0000000EXAMPLE',
});

function stackWith(config = prod) {
  if (config === undefined) throw new TypeError('no configuration');
  return new ResilienceStack(new App({ builtinCloudFormationValidation: false }), 'Resilience', {
    base: { ...REGIONAL_BASE, config },
    copiesVaultArn: 'arn:aws:backup:us-west-2:111122223333:backup-vault:copies',
    doors: [door('us-east-1'), door('us-west-2')],
  });
}

describe('Failover', () => {
  const stack = stackWith();
  const template = Template.fromStack(stack);

  it('asks both doors by HTTPS every ten seconds and gives up on the third failure', () => {
    const checks = Object.values(template.findResources('AWS::Route53::HealthCheck')).map(
      ({ Properties }) => Properties.HealthCheckConfig,
    );
    expect(checks.map(({ FullyQualifiedDomainName }) => FullyQualifiedDomainName)).toEqual([
      'abc.execute-api.us-east-1.amazonaws.com',
      'abc.execute-api.us-west-2.amazonaws.com',
    ]);
    for (const check of checks)
      expect(check).toMatchObject({
        Type: 'HTTPS',
        ResourcePath: '/prod/health',
        RequestInterval: 10,
        FailureThreshold: 3,
        EnableSNI: true,
      });
  });

  it('answers one name with the first region while it is well, else with the second', () => {
    expect(stack.failover?.originName).toBe('origin.assistant.example.com');
    const records = Object.values(template.findResources('AWS::Route53::RecordSet')).map(
      ({ Properties }) => Properties,
    );
    expect(records.map(({ Name, Failover: role, AliasTarget }) => [Name, role, AliasTarget.DNSName])).toEqual(
      [
        ['origin.assistant.example.com', 'PRIMARY', 'd-abc.execute-api.us-east-1.amazonaws.com'],
        ['origin.assistant.example.com', 'SECONDARY', 'd-abc.execute-api.us-west-2.amazonaws.com'],
      ],
    );
    for (const { HealthCheckId } of records) expect(HealthCheckId).toBeDefined();
  });

  it('calls somebody when the first does not answer, and tells of the second', () => {
    const alarms = Object.values(template.findResources('AWS::CloudWatch::Alarm'))
      .map(({ Properties }) => String(Properties.AlarmDescription))
      .filter((description) => description.includes('region'));
    expect(alarms.map((description) => description.split(':')[0])).toEqual(['critical', 'warning']);
  });

  it('refuses to be made without a name', () => {
    const { domain: _, ...nameless } = prod;
    expect(() => stackWith(nameless)).toThrow('domain is missing: failover needs a name');
  });
});
