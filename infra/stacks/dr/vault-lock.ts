import { Duration } from 'aws-cdk-lib';
import type { BackupVaultProps } from 'aws-cdk-lib/aws-backup';
import type { EnvironmentConfig } from '../../config/environment-config.ts';

/** How long a backup is kept, in days: seven years are 2,557 with their leap days. */
export const BACKUP_RETENTION_DAYS = { daily: 30, weekly: 365, monthly: 2_557 } as const;

/** A lock in compliance mode: after three days nobody, the root of the account included, takes it off. */
export function vaultLock({
  vaultLock: isLocked,
}: EnvironmentConfig): Pick<BackupVaultProps, 'lockConfiguration'> {
  return isLocked
    ? {
        lockConfiguration: {
          minRetention: Duration.days(BACKUP_RETENTION_DAYS.daily),
          maxRetention: Duration.days(BACKUP_RETENTION_DAYS.monthly),
          changeableFor: Duration.days(3),
        },
      }
    : {};
}
