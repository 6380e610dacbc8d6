import { createHash } from 'node:crypto';
import { customerKey } from '../projects/customer-name.ts';

/** The id of a customer in the tables, 32 hex digits: the same for every spelling of the name, another in another organisation. */
export function customerId(organisation: string, name: string): string {
  const parts = [organisation, customerKey(name) ?? name.trim()];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
