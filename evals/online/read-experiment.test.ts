import { describe, expect, it } from 'vitest';
import { type AssistantEvent, assistantEvent } from '#action-groups/kernel/events.ts';
import { createRandom } from '#knowledge-base/projects/sample/seeded-random.ts';
import { readExperiment } from './read-experiment.ts';

const scope = { kind: 'organisation' } as const;
let made = 0;
const envelope = (sellerId: string, minute: number) => {
  made += 1;
  const at = new Date(Date.parse('2026-11-25T09:00:00.000Z') + minute * 60_000).toISOString();
  return {
    eventId: made.toString(16).padStart(32, '0'),
    at,
    sellerId,
    scope,
    sessionId: `s-${sellerId}-${minute}`,
  };
};
const exposed = (sellerId: string, variant: string, minute = 0): AssistantEvent =>
  assistantEvent.parse({
    type: 'ExperimentExposed',
    ...envelope(sellerId, minute),
    channel: 'cli',
    arm: { experiment: 'tone', variant },
    weights: { base: 5_000, candidate: 5_000 },
  });
const ended = (
  sellerId: string,
  variant: string,
  outcome: 'answered' | 'failed',
  minute = 1,
): AssistantEvent =>
  assistantEvent.parse({
    type: 'TurnEnded',
    ...envelope(sellerId, minute),
    channel: 'cli',
    tier: 'standard',
    outcome,
    firstTokenMs: 50,
    totalMs: 100,
    costUsd: null,
    arm: { experiment: 'tone', variant },
  });

function users(count: number, variant: string, rate: number, seed: number): AssistantEvent[] {
  const random = createRandom(seed, 1);
  return Array.from({ length: count }, (_, at) => `${variant}-${at}`).flatMap((sellerId) => [
    exposed(sellerId, variant),
    ...[1, 2, 3].map((minute) =>
      ended(sellerId, variant, random.chance(rate) ? 'answered' : 'failed', minute),
    ),
  ]);
}

describe('readExperiment', () => {
  it('tells outcomes by user, better and worse by what is wanted of each', () => {
    const reading = readExperiment([...users(60, 'base', 0.5, 1), ...users(60, 'candidate', 0.9, 2)], 'tone');
    expect(reading).toMatchObject({ state: 'read', users: { base: 60, candidate: 60 }, missingExposure: 0 });
    const rows = new Map(reading.candidates[0]?.rows.map((row) => [row.metric, row]));
    expect(rows.get('completed')).toMatchObject({ verdict: 'better' });
    expect(rows.get('failed')).toMatchObject({ verdict: 'better' });
    expect(rows.get('thumbs-up')).toMatchObject({ verdict: 'too-few' });
    expect(rows.get('time-ms')).toMatchObject({ verdict: 'inconclusive', adjustedP: 1 });
  });

  it('reads nothing when the groups are not of the sizes they were given', () => {
    const reading = readExperiment(
      [...users(60, 'base', 0.5, 1), ...users(120, 'candidate', 0.9, 2)],
      'tone',
    );
    expect(reading).toMatchObject({ state: 'stopped', candidates: [] });
    expect(reading.sampleRatio?.p).toBeLessThan(0.001);
  });

  it('leaves out who was in both, and counts whose exposure is missing', () => {
    const events = [
      ...users(5, 'base', 0.5, 1),
      ...users(5, 'candidate', 0.5, 2),
      exposed('base-0', 'candidate', 9),
      ended('stranger', 'candidate', 'answered'),
    ];
    expect(readExperiment(events, 'tone')).toMatchObject({
      users: { base: 4, candidate: 5 },
      inSeveral: 1,
      missingExposure: 1,
    });
  });

  it('has nothing to read of an experiment that nobody was in', () => {
    expect(readExperiment(users(3, 'base', 1, 1), 'other')).toMatchObject({
      state: 'no-exposure',
      from: null,
    });
  });
});
