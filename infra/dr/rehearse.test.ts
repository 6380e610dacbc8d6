import { mkdtempSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { REPLICATION_LAG } from '../stacks/data/replication-alarm.ts';
import { DETECTION } from '../stacks/resilience/failover.ts';
import { describeDrill } from './describe-drill.ts';
import { describePlans, OBJECTIVES, PLANS, planMinutes } from './failover-plan.ts';
import { rehearse } from './rehearse.ts';
import { itemLine, readItemLine } from './table-backup.ts';

const workDir = mkdtempSync(join(tmpdir(), 'drill-test-'));
const onProgress = () => {};

describe('rehearse', () => {
  it('brings back what was lost, item by item and file by file, and says what no backup held', async () => {
    const report = await rehearse({ workDir, onProgress });
    expect(report.equal).toBe(true);
    for (const store of report.stores)
      expect(store).toEqual({
        store: store.store,
        backedUp: 40,
        writtenAfter: 3,
        leftAfterLoss: 0,
        restored: 40,
        missing: 0,
        unexpected: 0,
      });
    expect(report.stores.map(({ store }) => store)).toEqual(
      expect.arrayContaining(['analysis-results', 'analysis-history', 'user-sessions', 'sellers', 'lake']),
    );
    expect(describeDrill(report)).toMatch(/equals what was lost[\s\S]*It is no proof of the targets/);
  });

  it('tells when a backup was spoilt: a comparison that cannot fail would show nothing', async () => {
    const report = await rehearse({
      workDir,
      onProgress,
      tamper: async (folder) => {
        const path = join(folder, 'sellers.jsonl');
        const lines = (await readFile(path, 'utf8')).split('\n');
        await writeFile(path, [lines[0]?.replace('Müller', 'Miller'), ...lines.slice(2)].join('\n'));
      },
    });
    expect(report.equal).toBe(false);
    expect(report.stores.find(({ store }) => store === 'sellers')).toMatchObject({
      restored: 39,
      missing: 2,
      unexpected: 1,
    });
    expect(describeDrill(report)).toContain('WHAT WAS RESTORED DOES NOT EQUAL WHAT WAS LOST.');
  });
});

describe('itemLine', () => {
  it('gives back every item as it was, bytes and texts that look like bytes among them', () => {
    const scalar = fc.oneof(
      fc.record({ S: fc.oneof(fc.string(), fc.constant('base64:AAAA')) }),
      fc.record({ N: fc.integer().map(String) }),
      fc.record({ B: fc.uint8Array({ maxLength: 20 }) }),
      fc.record({ BS: fc.array(fc.uint8Array({ maxLength: 5 }), { maxLength: 3 }) }),
      fc.record({ SS: fc.array(fc.string(), { maxLength: 3 }) }),
      fc.record({ BOOL: fc.boolean() }),
      fc.constant({ NULL: true }),
    );
    const name = fc.oneof(fc.stringMatching(/^[a-z]{1,5}$/), fc.constantFrom('B', 'BS', 'S'));
    const value = fc.oneof(
      scalar,
      fc.record({ L: fc.array(scalar, { maxLength: 3 }) }),
      fc.record({ M: fc.dictionary(name, scalar, { maxKeys: 3 }) }),
    );
    fc.assert(
      fc.property(fc.dictionary(name, value, { maxKeys: 5 }), (item) => {
        expect(readItemLine(itemLine(item as Record<string, AttributeValue>))).toEqual({ ...item });
      }),
      { numRuns: 200 },
    );
  });
});

describe('PLANS', () => {
  it('fail over within the recovery time of the design document, on paper', () => {
    const failover = PLANS.find(({ id }) => id === 'failover');
    expect(failover && planMinutes(failover)).toBe(12.5);
    expect(OBJECTIVES).toEqual({ recoveryTimeMinutes: 15, recoveryPointMinutes: 60 });
    for (const plan of PLANS)
      if (plan.objectiveMinutes !== undefined)
        expect(planMinutes(plan)).toBeLessThanOrEqual(plan.objectiveMinutes);
  });

  it('answer sellers again before anybody has done anything', () => {
    const [detect, turn] = PLANS[0]?.steps ?? [];
    expect([detect?.by, turn?.by]).toEqual(['automatic', 'automatic']);
    expect(detect?.minutes).toBe((DETECTION.failures * DETECTION.interval.toSeconds()) / 60);
  });

  it('rings long before the recovery point is passed', () => {
    expect(REPLICATION_LAG.toMinutes()).toBeLessThan(OBJECTIVES.recoveryPointMinutes);
  });

  it('are printed step by step', () => {
    expect(describePlans()).toMatch(
      /^failover: .* 12\.5 minutes on paper, of 15\.\n {2}1\. detect \(automatic, 0\.5 min\)/,
    );
  });
});
