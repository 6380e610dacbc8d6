import { customerKey } from '../projects/customer-name.ts';
import {
  type AnalysisHistory,
  type HistoryEntry,
  HistoryError,
  type HistoryRange,
} from './analysis-history.ts';
import { type Scope, scopeCovers } from './artifact.ts';

const DAYS_90_MS = 90 * 86_400_000;

/** A double of the history: in memory, and down when told so. */
export function createMemoryAnalysisHistory(
  clock: () => Date = () => new Date('2026-11-23T09:00:00Z'),
): AnalysisHistory & {
  readonly entries: readonly HistoryEntry[];
  /** From now on every call fails, or never ends. */
  readonly fail: (how: 'down' | 'hanging') => void;
} {
  const entries: HistoryEntry[] = [];
  let failing: 'down' | 'hanging' | undefined;
  const reach = async () => {
    if (failing === 'hanging') await new Promise(() => undefined);
    if (failing === 'down') throw new HistoryError('the history of analyses could not be reached');
  };
  const keyOf = (name: string) => customerKey(name) ?? name.trim();
  const read = ({ fromDate = '', toDate = '9999-12-31', limit }: HistoryRange, reader: Scope) =>
    entries
      .filter(({ analysedAt, scope }) => {
        const day = analysedAt.slice(0, 10);
        const isKept = Date.parse(analysedAt) + DAYS_90_MS > clock().getTime();
        return isKept && day >= fromDate && day <= toDate && scopeCovers(reader, scope);
      })
      .sort((a, b) => (a.analysedAt < b.analysedAt ? 1 : -1))
      .slice(0, limit);
  return {
    entries,
    fail: (how) => {
      failing = how;
    },
    async note(entry) {
      await reach();
      entries.push(structuredClone(entry));
    },
    async ofCustomer(customerName, range, reader) {
      await reach();
      const all = read({ ...range, limit: Number.POSITIVE_INFINITY }, reader);
      return all.filter((entry) => keyOf(entry.customerName) === keyOf(customerName)).slice(0, range.limit);
    },
    async recent(range, reader) {
      await reach();
      return read(range, reader);
    },
  };
}
