import { describe, expect, it } from 'vitest';
import { createMemoryAnalysisHistory } from '#knowledge-base/artifacts/memory-analysis-history.ts';
import { memoryEvents } from '../kernel/announce.double.ts';
import { tellFollowOn } from './tell-follow-on.ts';

describe('tellFollowOn', () => {
  it('announces ids and a count, and leaves the names to the history only', async () => {
    const events = memoryEvents();
    const history = createMemoryAnalysisHistory();
    const context = {
      ...{ events, history, sellerId: 'olivia', signal: new AbortController().signal },
      scope: { kind: 'organisation' },
      clock: () => new Date('2026-11-23T09:00:00Z'),
    } as const;
    const found = { followOnId: 'f-follow-on', opportunities: [{ name: 'Analytics' }, { name: 'Security' }] };
    await tellFollowOn(found, { analysis: undefined, customerName: 'Globex' }, context);
    expect(events.sent).toMatchObject([
      { type: 'FollowOnFound', followOnId: 'f-follow-on', headline: { opportunities: 2, arrUsd: null } },
    ]);
    expect(JSON.stringify(events.sent)).not.toContain('Globex');
    expect(history.entries).toMatchObject([
      {
        customerName: 'Globex',
        analysisId: 'f-follow-on',
        result: { kind: 'follow-on', items: ['Analytics', 'Security'] },
      },
    ]);
  });
});
