import { OBJECTIVES, PLANS, planMinutes } from './failover-plan.ts';
import type { DrillReport } from './rehearse.ts';

/** What a rehearsal on this machine shows, and what it does not. */
export const NO_PROOF =
  'This rehearsed the steps on stores of this machine. It is no proof of the targets: how long a restore or a failover takes in AWS, and how much is lost, was not measured.';

/** A rehearsal for a person. */
export function describeDrill({ stores, equal, steps, isSample }: DrillReport): string {
  const failover = PLANS.find(({ id }) => id === 'failover');
  return [
    `Backed up, lost and restored ${isSample ? 'sample items in every table, and files' : 'a copy of the data folder'}:`,
    ...stores.map(
      ({ store, backedUp, leftAfterLoss, restored, missing, unexpected, writtenAfter }) =>
        `  ${store.padEnd(20)} ${String(backedUp).padStart(6)} backed up, ${leftAfterLoss} left after the loss, ${restored} restored, ${missing} missing, ${unexpected} unexpected; ${writtenAfter} written after the backup are gone`,
    ),
    '',
    equal ? 'What was restored equals what was lost.' : 'WHAT WAS RESTORED DOES NOT EQUAL WHAT WAS LOST.',
    `Took: ${steps.map(({ step, tookMs }) => `${step} ${tookMs} ms`).join(', ')}.`,
    '',
    NO_PROOF,
    `On paper a failover takes ${failover === undefined ? '?' : planMinutes(failover)} of ${OBJECTIVES.recoveryTimeMinutes} minutes (npm run dr:drill -- --plan). In AWS what is written after a daily backup is not gone as here: tables go back to any second of 35 days, and both regions have copies that are minutes old; ${OBJECTIVES.recoveryPointMinutes} minutes may be lost.`,
  ].join('\n');
}
