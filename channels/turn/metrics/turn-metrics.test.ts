import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { TurnEnd } from '../turn.ts';
import { failedResult, type TurnResult } from '../turn-result.ts';
import { createTurnMetrics, TURN_DIMENSIONS, TURN_METRICS } from './turn-metrics.ts';

const line = z.looseObject({
  _aws: z.object({
    Timestamp: z.number(),
    CloudWatchMetrics: z.array(
      z.object({
        Namespace: z.string(),
        Dimensions: z.array(z.array(z.string())),
        Metrics: z.array(z.object({ Name: z.string(), Unit: z.string() })),
      }),
    ),
  }),
});

function written(work: (metrics: ReturnType<typeof createTurnMetrics>) => void): z.infer<typeof line>[] {
  const lines: string[] = [];
  work(
    createTurnMetrics({
      write: (text) => lines.push(text),
      clock: () => new Date('2026-11-25T09:00:00Z'),
      deployment: 'partner-assistant-dev',
    }),
  );
  return lines.map((text) => line.parse(JSON.parse(text)));
}

const result: TurnResult = {
  ...failedResult('a-thread', { code: 'x', message: 'x' }),
  outcome: 'answered',
  answer: 'Acme is worth $1M.',
  steps: [
    {
      actionGroup: 'data-analysis',
      operation: 'analyzeOpportunity',
      arguments: { customer: 'Acme' },
      status: 'ok',
      ms: 5,
    },
    { actionGroup: 'funding', operation: 'recommendFunding', arguments: {}, status: 'no-program', ms: 5 },
  ],
  artifacts: [{ type: 'analysis', id: 'a' }],
  usage: { inputTokens: 1200, outputTokens: 80, costUsd: 0.0021, modelId: 'amazon.nova-pro-v1:0' },
  grounding: { figures: 3, unmatched: [] },
};
const end: TurnEnd = { channel: 'web', tier: 'standard', firstWordsMs: 400, totalMs: 900, result };

describe('createTurnMetrics', () => {
  it('writes one line a turn with every figure of it', () => {
    const [found, ...more] = written((metrics) => metrics.turn(end));
    expect(more).toEqual([]);
    expect(found).toMatchObject({
      kind: 'turn',
      deployment: 'partner-assistant-dev',
      outcome: 'answered',
      channel: 'web',
      tier: 'standard',
      turns: 1,
      totalMs: 900,
      firstWordsMs: 400,
      inputTokens: 1200,
      costUsd: 0.0021,
      unpriced: 0,
      steps: 2,
      failedSteps: 1,
      figures: 3,
      analyses: 1,
    });
  });

  it('leaves out what was not measured, and counts a turn without a price', () => {
    const [found] = written((metrics) =>
      metrics.turn({
        ...end,
        firstWordsMs: null,
        result: { ...result, usage: { inputTokens: 1, outputTokens: 1, costUsd: null, modelId: null } },
      }),
    );
    expect(found).not.toHaveProperty('firstWordsMs');
    expect(found).not.toHaveProperty('costUsd');
    expect(found).toMatchObject({ unpriced: 1 });
  });

  it('names only metrics and dimensions that are declared, whatever channel, tier and outcome say, and every one is in the line', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom('standard' as const, 'enhanced' as const, undefined),
        fc.constantFrom(...TURN_DIMENSIONS.outcome),
        fc.double({ noNaN: true }),
        (channel, tier, outcome, totalMs) => {
          const [found] = written((metrics) =>
            metrics.turn({ ...end, channel, tier, totalMs, result: { ...result, outcome } }),
          );
          for (const { Dimensions, Metrics } of found?._aws.CloudWatchMetrics ?? []) {
            for (const { Name } of Metrics) {
              expect(Object.keys(TURN_METRICS)).toContain(Name);
              expect(Number.isFinite(found?.[Name])).toBe(true);
            }
            for (const field of Dimensions.flat())
              if (field !== 'deployment')
                expect(TURN_DIMENSIONS[field as keyof typeof TURN_DIMENSIONS]).toContain(found?.[field]);
          }
        },
      ),
    );
  });

  it('writes nothing of what was asked, answered or looked up', () => {
    expect(JSON.stringify(written((metrics) => metrics.turn(end)))).not.toMatch(/Acme|a-thread/);
  });

  it('counts feedback on its way, without its reason', async () => {
    const sent: unknown[] = [];
    const lines: string[] = [];
    const metrics = createTurnMetrics({
      write: (text) => lines.push(text),
      clock: () => new Date(0),
      deployment: 'd',
    });
    const publisher = metrics.counting({
      publish: async (event) => {
        sent.push(event);
        return true;
      },
    });
    const event = {
      type: 'FeedbackGiven',
      eventId: '0'.repeat(32),
      at: '2026-11-25T09:00:00.000Z',
      sellerId: 'nora',
      scope: { kind: 'organisation' },
      sessionId: 's',
      turnId: 't',
      verdict: 'down',
      reason: 'Too high.',
    } as const;
    expect(await publisher.publish(event)).toBe(true);
    expect(sent).toEqual([event]);
    expect(lines.map((text) => JSON.parse(text) as unknown)).toMatchObject([
      { verdict: 'down', feedback: 1 },
    ]);
    expect(lines.join()).not.toMatch(/Too high|nora/);
  });
});
