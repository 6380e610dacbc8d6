import { describe, expect, it } from 'vitest';
import { memoryEvents } from './announce.double.ts';
import { announce, createEventPublisher, eventJson, eventOf } from './announce.ts';
import type { AssistantEvent } from './events.ts';

const at = new Date('2026-11-25T09:00:00Z');
const analyzed = {
  type: 'OpportunityAnalyzed',
  analysisId: 'a-standard',
  analysisType: 'standard',
  headline: { arrUsd: null, launchMonth: null, confidence: 'LOW' },
} as const;
const who = { sellerId: 'olivia', scope: { kind: 'organisation' }, clock: () => at } as const;
const event = eventOf({ ...analyzed, sellerId: 'olivia', scope: { kind: 'organisation' } }, at);

describe('announce', () => {
  it('sends who asked, when and in which session, under one id for one happening', async () => {
    const events = memoryEvents();
    await announce(analyzed, { ...who, events, sessionId: 's1' });
    await announce(analyzed, { ...who, events, sessionId: 's1' });
    const [first, second] = events.sent;
    expect(first).toMatchObject({ ...analyzed, sellerId: 'olivia', sessionId: 's1', at: at.toISOString() });
    expect(second?.eventId).toBe(first?.eventId);
    expect(event.eventId).not.toBe(first?.eventId);
  });
});

describe('eventJson', () => {
  it('refuses what the declaration does not have', () => {
    const extra: AssistantEvent = Object.assign({ ...event }, { message: 'Acme wants to move' });
    expect(() => eventJson(extra)).toThrow(/message/);
    expect(JSON.parse(eventJson(event))).toEqual(event);
  });
});

describe('createEventPublisher', () => {
  it('reports what cannot be sent, by type and id, and goes on', async () => {
    const reported: [string, unknown][] = [];
    const cause = new TypeError('down');
    const publisher = createEventPublisher({
      bus: { send: () => Promise.reject(cause) },
      onFailure: (where, error) => reported.push([where, error]),
    });
    expect(await publisher.publish(event)).toBe(false);
    expect(reported).toEqual([[`event OpportunityAnalyzed ${event.eventId}`, cause]]);
  });

  it('waits for a bus that does not answer no longer than it may', async () => {
    const reported: unknown[] = [];
    let aborted = false;
    const publisher = createEventPublisher({
      bus: {
        send: (_event, { signal }) =>
          new Promise(() => signal.addEventListener('abort', () => (aborted = true))),
      },
      timeoutMs: 5,
      onFailure: (_where, error) => reported.push(error),
    });
    expect(await publisher.publish(event)).toBe(false);
    expect(reported).toMatchObject([{ code: 'deadline-exceeded' }]);
    expect(aborted).toBe(true);
  });
});
