import { foldCustomer } from '#knowledge-base/projects/customer-name.ts';
import { entryNamed, type WorkingSet, type WorkingSetEntry } from '../kernel/working-set.ts';
import { customerOf } from './find-in-session.ts';
import { type MatchKind, matchNames } from './match-names.ts';

/** Who is meant by a name: one customer, several that are as near, or nobody known. */
export type Choice =
  | {
      readonly kind: 'one';
      readonly matched: MatchKind;
      readonly customerName: string;
      /** Opportunities of the session that are meant. */
      readonly session: readonly WorkingSetEntry[];
    }
  | { readonly kind: 'several'; readonly candidates: readonly string[] }
  | { readonly kind: 'nobody' };

const RANK: Readonly<Record<MatchKind, number>> = { exact: 0, short: 1, spelling: 2 };
const MOST_CANDIDATES = 10;

/** A short name of the session means its opportunity; of customers, those of the session go before others as near. */
export function chooseCustomer(asked: string, set: WorkingSet, known: readonly string[]): Choice {
  const named = entryNamed(set, asked);
  if (named !== undefined)
    return { kind: 'one', matched: 'exact', customerName: customerOf(named), session: [named] };
  const own = set.opportunities.map(customerOf);
  const [here, anywhere] = [matchNames(asked, own), matchNames(asked, [...own, ...known])];
  if (anywhere === null) return { kind: 'nobody' };
  const best =
    here !== null && here.customers.length === 1 && RANK[here.kind] <= RANK[anywhere.kind] ? here : anywhere;
  const [customer, ...others] = best.customers.map(([name = '']) => name);
  if (customer === undefined) return { kind: 'nobody' };
  if (others.length > 0)
    return { kind: 'several', candidates: [customer, ...others].slice(0, MOST_CANDIDATES) };
  const fold = foldCustomer(customer);
  const session = set.opportunities.filter((entry) => foldCustomer(customerOf(entry)) === fold);
  return { kind: 'one', matched: best.kind, customerName: customer, session };
}
