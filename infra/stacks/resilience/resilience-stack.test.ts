import { describe, expect, it } from 'vitest';
import { dev, prod, propertiesOf } from '../../__fixtures__/environments.ts';
import { DEPLOYED_TABLES } from '../data/deployed-tables.ts';

const DAYS_OF_MONTHLY = 2_557;

describe('ResilienceStack', () => {
  it('keeps backups 30 days, 365 days and seven years, with copies in the second region', () => {
    const [plan] = prod.resources('resilience', 'AWS::Backup::BackupPlan');
    const { BackupPlanRule } = propertiesOf(plan).BackupPlan as {
      BackupPlanRule: { RuleName: string; Lifecycle: object; CopyActions: { Lifecycle: object }[] }[];
    };
    expect(
      BackupPlanRule.map(({ RuleName, Lifecycle, CopyActions }) => [
        RuleName,
        Lifecycle,
        CopyActions.map((copy) => copy.Lifecycle),
      ]),
    ).toEqual(
      [
        ['daily', 30],
        ['weekly', 365],
        ['monthly', DAYS_OF_MONTHLY],
      ].map(([name, days]) => [name, { DeleteAfterDays: days }, [{ DeleteAfterDays: days }]]),
    );
    expect(DAYS_OF_MONTHLY / 365.25).toBeGreaterThanOrEqual(7);
    const [selection] = prod.resources('resilience', 'AWS::Backup::BackupSelection');
    const { Resources } = propertiesOf(selection).BackupSelection as { Resources: unknown[] };
    expect(Resources).toHaveLength(Object.keys(DEPLOYED_TABLES).length + 2);
  });

  it('locks both vaults in prod, neither in dev', () => {
    const locks = (environment: typeof dev) =>
      [
        ...environment.resources('resilience', 'AWS::Backup::BackupVault'),
        ...environment.resources('dr', 'AWS::Backup::BackupVault'),
      ].map(({ Properties }) => Properties.LockConfiguration);
    const lock = { MinRetentionDays: 30, MaxRetentionDays: DAYS_OF_MONTHLY, ChangeableForDays: 3 };
    expect(locks(prod)).toEqual([lock, lock]);
    expect(locks(dev)).toEqual([undefined, undefined]);
  });
});
