import { z } from 'zod';
import type { AnalysisHistory, HistoryEntry } from '#knowledge-base/artifacts/analysis-history.ts';
import type { Scope } from '#knowledge-base/artifacts/artifact.ts';

export interface HistoryQuery {
  readonly customer?: string | undefined;
  readonly fromDate?: string | undefined;
  readonly toDate?: string | undefined;
  readonly kind?: string | undefined;
  /** Entries of this seller alone. */
  readonly sellerId?: string | undefined;
  readonly limit: number;
  /** Entries behind this one. */
  readonly after?: Cursor | undefined;
}

/** An entry's place in the order: latest first. */
export interface Cursor {
  readonly analysedAt: string;
  readonly name: string;
}

export interface HistoryPage {
  readonly entries: readonly HistoryEntry[];
  /** Where the next page begins; left out on the last. */
  readonly next?: Cursor;
}

/** `analysis`, or the kind of what else was found. */
export function kindOf({ result }: HistoryEntry): string {
  return result?.kind ?? 'analysis';
}

/** So many entries are looked at for one page at most; what is behind them comes with the next. */
const MOST_LOOKED_AT = 1_000;

/**
 * A page of the history. The history's port gives the latest entries of a range of days: as many are asked for as
 * it takes to get past the cursor and past those that the filters leave out.
 */
export async function historyPage(
  history: Pick<AnalysisHistory, 'recent' | 'ofCustomer'>,
  query: HistoryQuery,
  reader: Scope,
  call: { readonly signal: AbortSignal },
): Promise<HistoryPage> {
  const { after, customer, fromDate, limit } = query;
  const cursorDay = after?.analysedAt.slice(0, 10);
  const toDate = earlier(query.toDate, cursorDay);
  for (let look = Math.min(MOST_LOOKED_AT, limit + 50); ; look = Math.min(MOST_LOOKED_AT, look * 4)) {
    const range = {
      limit: look,
      ...(fromDate === undefined ? {} : { fromDate }),
      ...(toDate === undefined ? {} : { toDate }),
    };
    const seen =
      customer === undefined
        ? await history.recent(range, reader, call)
        : await history.ofCustomer(customer, range, reader, call);
    const behind = seen
      .toSorted(latestFirst)
      .filter((entry) => after === undefined || isBehind(entry, after));
    const wanted = behind.filter((entry) => matches(entry, query));
    const isAll = seen.length < look;
    if (wanted.length > limit || isAll || look === MOST_LOOKED_AT) {
      const entries = wanted.slice(0, limit);
      // Past what may be looked at in one go the next page begins behind the last that was looked at.
      const last = wanted.length > limit ? entries.at(-1) : isAll ? undefined : behind.at(-1);
      return { entries, ...(last === undefined ? {} : { next: cursorOf(last) }) };
    }
  }
}

function matches(entry: HistoryEntry, { kind, sellerId }: HistoryQuery): boolean {
  return (
    (kind === undefined || kindOf(entry) === kind) && (sellerId === undefined || entry.sellerId === sellerId)
  );
}

function cursorOf(entry: HistoryEntry): Cursor {
  return { analysedAt: entry.analysedAt, name: nameOf(entry) };
}

/** Tells entries of one instant apart. */
function nameOf(entry: HistoryEntry): string {
  return `${entry.result?.id ?? entry.analysisId}/${kindOf(entry)}/${entry.sellerId}`;
}

function latestFirst(a: HistoryEntry, b: HistoryEntry): number {
  if (a.analysedAt !== b.analysedAt) return a.analysedAt < b.analysedAt ? 1 : -1;
  return nameOf(a) < nameOf(b) ? 1 : -1;
}

function isBehind(entry: HistoryEntry, { analysedAt, name }: Cursor): boolean {
  return entry.analysedAt < analysedAt || (entry.analysedAt === analysedAt && nameOf(entry) < name);
}

function earlier(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one < other ? one : other;
}

const cursor = z.tuple([z.iso.datetime(), z.string().max(300)]);

export function writeCursor({ analysedAt, name }: Cursor): string {
  return Buffer.from(JSON.stringify([analysedAt, name])).toString('base64url');
}

/** Undefined for a text that is none of ours. */
export function readCursor(text: string): Cursor | undefined {
  try {
    const [analysedAt, name] = cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    return { analysedAt, name };
  } catch {
    return undefined;
  }
}
