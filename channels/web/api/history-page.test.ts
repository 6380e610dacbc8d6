import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entryOf, ORGANISATION } from '#knowledge-base/artifacts/analysis-history.contract.ts';
import type { HistoryEntry } from '#knowledge-base/artifacts/analysis-history.ts';
import { createMemoryAnalysisHistory } from '#knowledge-base/artifacts/memory-analysis-history.ts';
import { type Cursor, historyPage, kindOf, readCursor, writeCursor } from './history-page.ts';

const call = { signal: new AbortController().signal };

/** All pages, one after the other; cursors go out and come back as texts. */
async function allPages(
  entries: readonly HistoryEntry[],
  query: { limit: number; kind?: string; sellerId?: string },
) {
  const history = createMemoryAnalysisHistory(() => new Date('2026-11-25T12:00:00Z'));
  for (const entry of entries) await history.note(entry, call);
  const found: HistoryEntry[] = [];
  let after: Cursor | undefined;
  for (;;) {
    const page = await historyPage(history, { ...query, after }, ORGANISATION, call);
    expect(page.entries.length).toBeLessThanOrEqual(query.limit);
    found.push(...page.entries);
    if (page.next === undefined) return found;
    after = readCursor(writeCursor(page.next));
    expect(after).toEqual(page.next);
  }
}

const anyEntry = fc
  .record({
    minute: fc.nat(30),
    id: fc.nat(40),
    sellerId: fc.constantFrom('olivia', 'nora'),
    isFunding: fc.boolean(),
  })
  .map(({ minute, id, sellerId, isFunding }) => ({
    ...entryOf({
      analysisId: `a-${id}`,
      sellerId,
      analysedAt: new Date(Date.UTC(2026, 10, 24, 23, 45 + minute)).toISOString(),
    }),
    ...(isFunding
      ? { result: { kind: 'funding-plan' as const, id: `f-${id}`, amountUsd: null, basis: null, items: [] } }
      : {}),
  }));
const distinct = (entry: HistoryEntry) =>
  `${entry.analysedAt} ${entry.analysisId} ${kindOf(entry)} ${entry.sellerId}`;

describe('historyPage', () => {
  it('gives every entry once, the latest first, however large the pages and whatever is filtered', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(anyEntry, { maxLength: 40, selector: distinct }),
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom(undefined, 'analysis', 'funding-plan'),
        fc.constantFrom(undefined, 'olivia'),
        async (entries, limit, kind, sellerId) => {
          const query = {
            limit,
            ...(kind === undefined ? {} : { kind }),
            ...(sellerId === undefined ? {} : { sellerId }),
          };
          const found = await allPages(entries, query);
          const wanted = entries.filter(
            (entry) =>
              (kind === undefined || kindOf(entry) === kind) &&
              (sellerId === undefined || entry.sellerId === sellerId),
          );
          expect(found.map(distinct).toSorted()).toEqual(wanted.map(distinct).toSorted());
          const times = found.map(({ analysedAt }) => analysedAt);
          expect(times).toEqual(times.toSorted().reverse());
        },
      ),
      { numRuns: 60 },
    );
  });

  it('goes past many that the filters leave out', async () => {
    const entries = Array.from({ length: 400 }, (_, at) =>
      entryOf({
        analysisId: `a-${at}`,
        sellerId: at === 399 ? 'nora' : 'olivia',
        analysedAt: new Date(Date.UTC(2026, 10, 24, 0, 0, 400 - at)).toISOString(),
      }),
    );
    expect(
      (await allPages(entries, { limit: 5, sellerId: 'nora' })).map(({ analysisId }) => analysisId),
    ).toEqual(['a-399']);
  });
});

describe('readCursor', () => {
  it('takes nothing for a cursor that is none', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const cursor = readCursor(text);
        if (cursor !== undefined) expect(readCursor(writeCursor(cursor))).toEqual(cursor);
      }),
    );
    for (const text of ['', 'e30', 'W10', Buffer.from('["never","x"]').toString('base64url')])
      expect(readCursor(text)).toBeUndefined();
  });
});
