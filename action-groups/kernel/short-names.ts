import type { WorkingSetEntry } from './working-set.ts';
import { LONGEST_NAME } from './working-set-bounds.ts';

/** Whether two names are the same to a person: case, accents and punctuation aside. */
export function sameName(a: string, b: string): boolean {
  return foldName(a) === foldName(b);
}

/** Lower case letters and digits with single spaces; a name without any is itself. */
export function foldName(name: string): string {
  const folded = name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return folded === '' ? name.trim() : folded;
}

export function isFree(name: string, others: readonly Pick<WorkingSetEntry, 'name'>[]): boolean {
  return !others.some((other) => sameName(other.name, name));
}

/**
 * The short name of an opportunity: its customer's. Where another of the set is of the same customer, both are
 * told apart by their labels, `Acme (SAP)`, else by a number; names that a seller chose stay as they are.
 */
export function assignName(
  given: Pick<WorkingSetEntry, 'opportunity' | 'label'>,
  others: readonly WorkingSetEntry[],
  before: string | undefined,
): { readonly name: string; readonly siblings: readonly WorkingSetEntry[] } {
  const customer = customerOf(given);
  const isSibling = (other: WorkingSetEntry) =>
    other.renamed !== true && sameName(customerOf(other), customer);
  if (!others.some(isSibling)) {
    // Told apart once, it keeps its name while its customer stays the same.
    const kept = before?.startsWith(`${customer} (`) ? before : customer;
    return { name: unlikeOthers(kept, others), siblings: others };
  }
  const name = unlikeOthers(labelled(customer, given.label), others);
  const siblings = others.map((other) =>
    isSibling(other) && sameName(other.name, customer) && other.label !== undefined
      ? {
          ...other,
          name: unlikeOthers(labelled(customer, other.label), [
            { name },
            ...others.filter((each) => each !== other),
          ]),
        }
      : other,
  );
  return { name, siblings };
}

function customerOf({ opportunity }: Pick<WorkingSetEntry, 'opportunity'>): string {
  const name = String(opportunity.customerName ?? '').trim();
  return name === '' ? 'Opportunity' : name.slice(0, LONGEST_NAME).trim();
}

function labelled(customer: string, label: string | undefined): string {
  if (label === undefined || label.trim() === '') return customer;
  const room = Math.max(LONGEST_NAME - label.length - 3, LONGEST_NAME / 2);
  return `${customer.slice(0, room).trim()} (${label.trim()})`.slice(0, LONGEST_NAME).trim();
}

/** `Acme (SAP)`, and when that is taken `Acme (SAP, 2)`; `Acme (2)` without a label. */
function unlikeOthers(name: string, others: readonly Pick<WorkingSetEntry, 'name'>[]): string {
  for (let count = 1; ; count += 1) {
    const candidate = count === 1 ? name : numbered(name, count);
    if (isFree(candidate, others)) return candidate;
  }
}

function numbered(name: string, count: number): string {
  const ending = name.endsWith(')') ? `, ${count})` : ` (${count})`;
  return `${name.replace(/\)$/, '').slice(0, LONGEST_NAME - ending.length)}${ending}`;
}
