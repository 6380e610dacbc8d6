import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AnalysisHistory, HistoryEntry } from './analysis-history.ts';
import type { Scope } from './artifact.ts';

/** A history to prove; `close` frees what it opened. */
export type AnalysisHistorySetup = (clock: () => Date) => Promise<{
  readonly history: AnalysisHistory;
  readonly close: () => Promise<void>;
}>;

const call = { signal: new AbortController().signal };
const ALL = { limit: 50 };
export const ORGANISATION: Scope = { kind: 'organisation' };
const alpha: Scope = { kind: 'partners', partnerIds: ['SPMS-1'] };
const beta: Scope = { kind: 'partners', partnerIds: ['SPMS-2'] };

/** An entry; a test says what matters to it. */
export const entryOf = (change: Partial<HistoryEntry> = {}): HistoryEntry => ({
  analysisId: 'a'.repeat(32),
  customerName: 'Rossini Foods',
  opportunityName: 'Data lake 🚀',
  opportunityType: 'Expansion',
  targetCloseDate: '2027-03-05',
  sellerId: 'olivia',
  scope: ORGANISATION,
  analysedAt: '2026-11-20T09:00:00.000Z',
  headline: {
    arrUsd: { low: 1_000, median: 2_000.5, high: 3_000 },
    launchMonth: null,
    confidence: 'LOW',
  },
  ...change,
});

/** What every AnalysisHistory does. */
export function describeAnalysisHistory(name: string, setup: AnalysisHistorySetup): void {
  describe(`${name}, as an AnalysisHistory`, () => {
    let history: AnalysisHistory;
    let close = async () => {};
    let now = new Date('2026-11-25T12:00:00Z');
    beforeAll(async () => {
      ({ history, close } = await setup(() => now));
    });
    afterAll(() => close());

    const idsOf = async (found: Promise<readonly HistoryEntry[]>) =>
      (await found).map(({ analysisId }) => analysisId);

    it('gives back what was noted, whole, under any spelling of the name', async () => {
      const entry = entryOf({ customerName: 'Müller & Söhne GmbH' });
      await history.note(entry, call);
      expect(await history.ofCustomer('MULLER SOHNE', ALL, ORGANISATION, call)).toEqual([entry]);
      expect(await history.ofCustomer('Müller', ALL, ORGANISATION, call)).toEqual([]);
      const bare: HistoryEntry = entryOf({ customerName: '—!' });
      delete bare.opportunityType;
      delete bare.opportunityName;
      await history.note(bare, call);
      expect(await history.ofCustomer('—!', ALL, ORGANISATION, call)).toEqual([bare]);
    });

    it('keeps the latest first, at most as many as are asked for, of the days asked for', async () => {
      const days = ['2026-10-31', '2026-11-01', '2026-11-02'];
      for (const day of days)
        await history.note(
          entryOf({ customerName: 'Acme', analysisId: day, analysedAt: `${day}T23:59:59.999Z` }),
          call,
        );
      const acme = (range: object) =>
        idsOf(history.ofCustomer('acme', { ...ALL, ...range }, ORGANISATION, call));
      expect(await acme({})).toEqual([...days].reverse());
      expect(await acme({ limit: 2 })).toEqual(['2026-11-02', '2026-11-01']);
      expect(await acme({ fromDate: '2026-11-01' })).toEqual(['2026-11-02', '2026-11-01']);
      expect(await acme({ fromDate: '2026-11-01', toDate: '2026-11-01' })).toEqual(['2026-11-01']);
      expect(await acme({ toDate: '2026-10-30' })).toEqual([]);
      expect(await acme({ toDate: '2020-01-01' })).toEqual([]);
      expect(await acme({ fromDate: '2026-11-02', toDate: '2026-11-01' })).toEqual([]);
    });

    it('keeps two analyses of one instant', async () => {
      const both = ['one', 'two'].map((analysisId) => entryOf({ customerName: 'Twice', analysisId }));
      await Promise.all(both.map((entry) => history.note(entry, call)));
      expect((await idsOf(history.ofCustomer('Twice', ALL, ORGANISATION, call))).sort()).toEqual([
        'one',
        'two',
      ]);
    });

    it('shows a reader what was made inside the reader’s scope, and nothing else', async () => {
      for (const scope of [ORGANISATION, alpha, beta])
        await history.note(
          entryOf({ customerName: 'Scoped', analysisId: JSON.stringify(scope), scope }),
          call,
        );
      const seen = async (reader: Scope) =>
        (await history.ofCustomer('scoped', ALL, reader, call)).map(({ scope }) => scope);
      expect(await seen(alpha)).toEqual([alpha]);
      expect(await seen(beta)).toEqual([beta]);
      expect(await seen(ORGANISATION)).toHaveLength(3);
      const recent = await history.recent(ALL, beta, call);
      expect(recent.map(({ scope }) => scope)).toEqual([beta]);
    });

    it('finds entries behind many that a reader may not see', async () => {
      const analysedAt = (minute: number) => new Date(Date.UTC(2026, 10, 10, 0, minute)).toISOString();
      await history.note(
        entryOf({ customerName: 'Hidden', analysisId: 'own', scope: alpha, analysedAt: analysedAt(0) }),
        call,
      );
      await Promise.all(
        Array.from({ length: 150 }, (_, at) =>
          history.note(
            entryOf({ customerName: 'Hidden', scope: beta, analysedAt: analysedAt(at + 1) }),
            call,
          ),
        ),
      );
      expect(await idsOf(history.ofCustomer('Hidden', ALL, alpha, call))).toEqual(['own']);
    });

    it('gives the latest of all customers and types together', async () => {
      const noted = (['Expansion', 'Net New Business', undefined] as const).map((opportunityType, at) => {
        const { opportunityType: _, ...entry } = entryOf({
          analysisId: `r${at}`,
          customerName: `Recent ${at}`,
          analysedAt: `2026-11-25T1${at}:00:00.000Z`,
        });
        return opportunityType === undefined ? entry : { ...entry, opportunityType };
      });
      for (const entry of noted) await history.note(entry, call);
      expect(await idsOf(history.recent({ limit: 3 }, ORGANISATION, call))).toEqual(['r2', 'r1', 'r0']);
      expect(await idsOf(history.recent({ limit: 9, fromDate: '2026-11-26' }, ORGANISATION, call))).toEqual(
        [],
      );
    });

    it('forgets after 90 days, whether or not the item was deleted', async () => {
      await history.note(entryOf({ customerName: 'Old', analysedAt: '2026-11-25T11:00:00.000Z' }), call);
      now = new Date('2027-02-23T10:59:59Z');
      expect(await history.ofCustomer('Old', ALL, ORGANISATION, call)).toHaveLength(1);
      now = new Date('2027-02-23T11:00:00Z');
      expect(await history.ofCustomer('Old', ALL, ORGANISATION, call)).toEqual([]);
      now = new Date('2026-11-25T12:00:00Z');
    });
  });
}
