import { z } from 'zod';
import { dayNumber } from '#knowledge-base/projects/calendar-date.ts';
import { foldCustomer } from '#knowledge-base/projects/customer-name.ts';
import type { PurchaseRow } from '#knowledge-base/projects/purchases-parquet.ts';
import type { Purchase } from './purchase.ts';

const services = z.array(
  z.object({
    service: z.string(),
    monthlyUsd: z
      .number()
      .nullish()
      .transform((usd) => usd ?? 0),
    upfrontUsd: z
      .number()
      .nullish()
      .transform((usd) => usd ?? 0),
  }),
);

/**
 * Makes purchases of rows. Texts that repeat are kept once, so that memory grows with what is told apart.
 * @returns undefined for a customer whose name has neither letter nor digit: nobody is told by it
 */
export function createPurchaseReader(): (row: PurchaseRow) => Purchase | undefined {
  const known = new Map<string, string>();
  const once = (text: string) => {
    const kept = known.get(text);
    if (kept !== undefined) return kept;
    known.set(text, text);
    return text;
  };
  const maybe = (text: string | null) => (text === null ? null : once(text));
  const folded = new Map<string, string>();
  const customerOf = (name: string) => {
    const kept = folded.get(name) ?? foldCustomer(name);
    folded.set(name, kept);
    return kept;
  };
  return (row) => {
    const customer = customerOf(row.customerName);
    if (customer === '') return undefined;
    return {
      opportunityId: row.opportunityId,
      partnerId: maybe(row.partnerId),
      customer,
      customerSegment: maybe(row.customerSegment),
      industry: maybe(row.industry),
      closeDay: dayNumber(row.closeDate),
      projectType: maybe(row.projectType),
      arrUsd: row.arrUsd,
      services: services
        .parse(JSON.parse(row.servicesJson))
        .map((each) => ({ ...each, service: once(each.service) })),
    };
  };
}
