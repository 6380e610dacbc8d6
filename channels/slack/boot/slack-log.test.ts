import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SlackCallError } from '../api/slack-call.ts';
import type { SlackTurnReport } from '../turn/slack-ports.ts';
import { createSlackLog } from './slack-log.ts';

const report: SlackTurnReport = {
  turnId: 't',
  sellerId: 'nora',
  teamId: 'T1',
  conversation: 'im',
  source: 'message',
  outcome: 'answered',
  code: undefined,
  attempts: 1,
  placedIn: 'thread',
  firstWordsMs: 310,
  totalMs: 900,
  steps: 2,
  costUsd: 0.01,
};

function logged(work: (log: ReturnType<typeof createSlackLog>) => void): Record<string, unknown>[] {
  const lines: string[] = [];
  work(createSlackLog({ write: (line) => lines.push(line), clock: () => new Date('2026-11-25T09:00:00Z') }));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('createSlackLog', () => {
  it('writes a line a turn that is a metric by its outcome too', () => {
    const [line] = logged((log) => log.turn(report));
    expect(line).toMatchObject({ kind: 'slack-turn', outcome: 'answered', firstWordsMs: 310, turns: 1 });
    expect(line?._aws).toEqual({
      Timestamp: Date.parse('2026-11-25T09:00:00Z'),
      CloudWatchMetrics: [
        {
          Namespace: 'SellerAssistant/Slack',
          Dimensions: [['outcome']],
          Metrics: [
            { Name: 'turns', Unit: 'Count' },
            { Name: 'firstWordsMs', Unit: 'Milliseconds' },
            { Name: 'totalMs', Unit: 'Milliseconds' },
          ],
        },
      ],
    });
  });

  it('names every metric and dimension that it declares, and no metric that was not measured', () => {
    const measured = fc.option(fc.oneof(fc.nat(), fc.constant(Number.NaN)), { nil: undefined });
    fc.assert(
      fc.property(measured, fc.double(), (firstWordsMs, ms) => {
        const lines = logged((log) => {
          log.turn({ ...report, firstWordsMs });
          log.acknowledged('event', ms);
          log.feedback('up');
        });
        for (const line of lines) {
          const { CloudWatchMetrics } = line._aws as {
            CloudWatchMetrics: { Dimensions: string[][]; Metrics: { Name: string }[] }[];
          };
          for (const { Dimensions, Metrics } of CloudWatchMetrics) {
            for (const name of Dimensions.flat()) expect(typeof line[name]).toBe('string');
            for (const { Name } of Metrics) expect(typeof line[Name]).toBe('number');
          }
        }
      }),
    );
  });

  it('says of a failure what it is called, and nothing that it quotes', () => {
    const cause = new SlackCallError('refused', 'is_archived');
    const [line] = logged((log) =>
      log.failure('slack turn', new Error('xoxb-1 said "Concentra"', { cause })),
    );
    expect(line).toMatchObject({ where: 'slack turn', error: 'Error ← SlackCallError is_archived' });
    expect(JSON.stringify(line)).not.toMatch(/xoxb|Concentra/);
  });
});
