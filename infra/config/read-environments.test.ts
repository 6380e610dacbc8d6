import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import type { EnvironmentName } from './environment-config.ts';
import { bucketName, nameFaults } from './names.ts';
import { checkConfig, readEnvironments } from './read-environments.ts';

const [dev, staging, prod] = readEnvironments();

/** prod's configuration with one field changed, or taken out. */
function changed(name: EnvironmentName, path: string, value?: unknown): unknown {
  const config = structuredClone({ dev, staging, prod }[name]) as unknown as Record<string, unknown>;
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const holder = keys.reduce((at, key) => at[key] as Record<string, unknown>, config);
  if (value === undefined) delete holder[last];
  else holder[last] = value;
  return config;
}

function faultsOf(name: EnvironmentName, path: string, value?: unknown): readonly string[] {
  const checked = checkConfig(changed(name, path, value), name);
  return 'faults' in checked ? checked.faults : [];
}

describe('readEnvironments', () => {
  it('reads the three environments, with the regions of the design document', () => {
    expect([dev, staging, prod].map((config) => [config?.environment, config?.regions])).toEqual([
      ['dev', { primary: 'us-east-1', secondary: 'us-west-2' }],
      ['staging', { primary: 'us-east-1', secondary: 'us-west-2' }],
      ['prod', { primary: 'us-east-1', secondary: 'us-west-2' }],
    ]);
  });

  it('names the faults of all files at once, a missing and a broken file among them', () => {
    const folder = mkdtempSync(join(tmpdir(), 'config-'));
    writeFileSync(join(folder, 'dev.yaml'), stringify(changed('dev', 'owner', '')));
    writeFileSync(join(folder, 'staging.yaml'), 'environment: [staging');
    expect(() => readEnvironments(['dev', 'staging', 'prod'], folder)).toThrow(
      /- dev\.yaml: owner is "": give a text that is not empty\n- staging\.yaml: is no YAML: .*\n- prod\.yaml: there is no such file/,
    );
  });
});

describe('checkConfig', () => {
  it.for([
    [
      'dev',
      'regions.primary',
      'us-east-9',
      'regions.primary is "us-east-9": give one of us-east-1, us-west-2, eu-west-1',
    ],
    [
      'dev',
      'budget.addresses',
      [],
      'budget.addresses is []: give at least one address: nobody would be told that the budget is used up',
    ],
    ['dev', 'budget.addresses', undefined, /^budget\.addresses is missing: give /],
    ['dev', 'models.embeding', 'x.y', 'models.embeding is not known: take it out, or correct its spelling'],
    ['dev', 'network', { mode: 'vpc', availabilityZones: 2 }, /^network\.cidr is missing: give /],
    ['dev', 'network', { mode: 'none' }, /^network\.mode is "none": give mode: public, or mode: vpc/],
    ['dev', 'logRetentionDays', 31, /^logRetentionDays is 31: give one of 1, 3, 5/],
    ['dev', 'account', '12', 'account is "12": give twelve digits, in quotes'],
    ['dev', 'costCentre', 1000, /^costCentre is 1000: give /],
    ['dev', 'limits.athenaScanMegabytes', 1, 'limits.athenaScanMegabytes is 1: give 10 at least'],
    [
      'dev',
      'alarms.critical.smsNumbers',
      ['555'],
      'alarms.critical.smsNumbers.0 is "555": give a number as +15555550100',
    ],
    ['dev', 'trainingSchedule', 'weekly', /^trainingSchedule is "weekly": give an expression/],
  ] as const)('%s: names the value of %s and the way out', ([name, path, value, fault]) => {
    const faults = faultsOf(name, path, value);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(fault);
  });

  it.for([
    [
      'prod',
      'onDelete',
      'delete',
      /^onDelete is delete: prod would lose its data with its stack; give keep$/,
    ],
    ['staging', 'onDelete', 'delete', /^onDelete is delete: staging would lose its data/],
    ['prod', 'deletionProtection', false, /^deletionProtection is false: tables of prod could be deleted/],
    ['prod', 'vaultLock', false, /^vaultLock is false: backups of prod/],
    ['dev', 'vaultLock', true, /^vaultLock is true, and onDelete is delete/],
    ['dev', 'deletionProtection', true, /^deletionProtection is true, and onDelete is delete/],
    ['dev', 'regions.secondary', 'us-east-1', /^regions\.secondary is us-east-1, as the primary is/],
    ['dev', 'regions.tertiary', 'us-west-2', /^regions\.tertiary is us-west-2, which is used already/],
    [
      'prod',
      'regions.secondary',
      'eu-west-1',
      /^models\.standard is us\.amazon.*, a profile that eu-west-1 does not have/,
    ],
    ['dev', 'models.enhanced', 'amazon.nova-premier-v1:0', /^models\.enhanced is .*, which AWS has retired/],
    ['dev', 'models.standard', 'amazon.titan-embed-text-v2:0', /which only embeds/],
    ['dev', 'models.embedding', 'amazon.nova-pro-v1:0', /which embeds nothing/],
    ['prod', 'domain', undefined, /^domain is missing, and secondRegion is standby/],
    [
      'prod',
      'domain.zoneName',
      'example.org',
      /^domain\.name is assistant\.example\.com, which is not in the zone example\.org/,
    ],
    [
      'prod',
      'alarms.critical.pagerDutyUrlParameter',
      undefined,
      /pagerDutyUrlParameter is missing: in prod PagerDuty/,
    ],
    ['prod', 'alarms.critical.smsNumbers', [], /smsNumbers is empty/],
    ['prod', 'alarms.warning.slack', undefined, /^alarms\.warning has one way only/],
    ['dev', 'alarms.info.emails', [], /^alarms\.info\.emails is empty/],
    ['dev', 'alarms.critical.emails', [], /^alarms\.critical has no endpoint/],
    ['dev', 'search.minimumOcu', 1, /^search\.minimumOcu is 1: in dev idle search is to cost nothing/],
    ['prod', 'search.minimumOcu', 20, /more than the maximum of 8/],
    ['prod', 'search.maximumOcu', 9, /^search\.maximumOcu is 9: OpenSearch Serverless takes 1, 2, 4, 8, 16/],
    ['dev', 'limits.provisionedConcurrency', 9, /more than workerConcurrency 5/],
    [
      'dev',
      'project',
      'a-very-long-project-name-indeed',
      /^project a-very-long.*at most 32 are accepted: shorten project by/,
    ],
    ['prod', 'environment', 'staging', /^environment is staging, and the file is that of prod/],
  ] as const)('%s refuses %s as %s', ([name, path, value, fault]) => {
    const faults = faultsOf(name, path, value);
    expect(faults.some((each) => fault.test(each))).toBe(true);
  });

  it('never throws, whatever stands in the file', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect('faults' in checkConfig(value, 'dev')).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

describe('nameFaults', () => {
  it('lets no name through that a bucket could not have', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z][a-z0-9-]{0,40}[a-z0-9]$/), (project) => {
        const config = {
          project,
          environment: 'staging',
          regions: { primary: 'us-east-1', secondary: 'us-west-2' },
        } as const;
        const name = bucketName(config, 'documents', { account: '123456789012', region: 'us-west-2' });
        if (nameFaults(config).length === 0) expect(name.length).toBeLessThanOrEqual(63);
      }),
    );
  });
});
