import { sameName } from './short-names.ts';
import type { LastCall, Remembered, WorkingSet, WorkingSetEntry } from './working-set.ts';

/** The set with a call kept where it belongs; it becomes the latest of its operation. */
export function withCall(set: WorkingSet, change: Extract<Remembered, { kind: 'call' }>): WorkingSet {
  const { operation, id, arguments: given } = change;
  const kept = <Holder extends { readonly lastCalls?: WorkingSet['lastCalls'] }>(holder: Holder) => {
    const { [operation]: _, ...others } = holder.lastCalls ?? {};
    return { ...holder, lastCalls: { ...others, [operation]: { id, arguments: given } } };
  };
  const owner = ownerOf(set, given);
  if (owner === undefined) return kept(set);
  return { ...set, opportunities: set.opportunities.map((each) => (each === owner ? kept(each) : each)) };
}

/**
 * The last call of an operation about the opportunity that is talked about, or about none when none is.
 * One of another opportunity is never given in its place.
 */
export function lastCall(set: WorkingSet, operation: string): LastCall | undefined {
  const current = set.opportunities.find(({ name }) => name === set.current);
  const calls = current === undefined ? set.lastCalls : current.lastCalls;
  return calls !== undefined && Object.hasOwn(calls, operation) ? calls[operation] : undefined;
}

/** The opportunity that a call is about; the current one first, when several are of one customer. */
function ownerOf(set: WorkingSet, given: LastCall['arguments']): WorkingSetEntry | undefined {
  const { analysisId, customerName } = given;
  if (analysisId !== undefined) return set.opportunities.find((each) => each.analysisId === analysisId);
  if (typeof customerName !== 'string') return undefined;
  const current = set.opportunities.filter(({ name }) => name === set.current);
  return [...current, ...set.opportunities].find(({ opportunity }) =>
    sameName(String(opportunity.customerName ?? ''), customerName),
  );
}
