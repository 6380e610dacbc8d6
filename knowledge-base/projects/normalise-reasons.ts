/** Why a row of a feed does not become a project. */
export const DROP_REASONS = {
  'not-a-record': 'The row is empty, or no record of named cells',
  'no-opportunity-id': 'Without an id it can neither be told from another project nor be referred to',
  'duplicate-opportunity':
    'Another row has the same opportunity id and is more complete, or as complete and later in the feed',
  'wrong-cell-count': 'The row has fewer or more cells than the header, so nobody knows which is which',
  'no-object': 'The line is no JSON object',
} as const;
export type DropReason = keyof typeof DROP_REASONS;

/** What was doubted on a row that was kept. The doubtful value is null unless said otherwise. */
export const DOUBT_REASONS = {
  'close-date-unreadable': 'The close date is no date between 1990 and 2099',
  'close-after-start': 'The close date lies after the planned delivery start, so when it was won is unknown',
  'close-in-future':
    'The close date lies after the day of the import, so it has not been won yet; the date is taken as unknown',
  'start-date-unreadable': 'The planned delivery start is no date between 1990 and 2099',
  'end-date-unreadable': 'The planned delivery end is no date between 1990 and 2099',
  'end-before-start': 'The planned delivery ends before it starts; the end is taken as unknown',
  'date-order-assumed': "Day and month could be read either way; kept, read in the source's order",
  'stated-arr-unreadable': 'The stated annual run rate is no amount of US dollars',
  'stated-arr-negative': 'The stated annual run rate is below zero',
  'stated-arr-at-odds':
    'The stated annual run rate is more than a quarter off what the services come to; both kept',
  'cost-unreadable': 'A cost of a service is no amount of US dollars',
  'cost-negative': 'A cost of a service is below zero',
  'cost-without-service': 'A cost stands beside no service, so nobody knows what it buys',
  'service-unlisted': 'A service is not on our list; its name is kept as written',
  'services-beyond-slots': 'The list of services has more than ten; the rest is left out',
  'other-currency': 'An amount is in a currency that the mapping gives no rate for, so it is refused',
  'not-in-lookup': 'A value is not among those that the mapping looks up; it is left out',
  'quote-broken': 'A quote stands in the row where none can; kept, with the cells read as they stand',
  'segment-unknown': 'The customer segment is none of the list',
  'industry-unknown': 'The industry is none of the list',
  'country-unknown': 'The country is no ISO 3166-1 code or name',
  'region-unknown': 'The region is none of the list',
  'opportunity-type-unknown': 'The opportunity type is none of the list',
  'stage-unknown': 'The stage is none of the list',
  'phase-unknown': 'The migration phase is none of the list',
} as const;
export type DoubtReason = keyof typeof DOUBT_REASONS;

/** What became of the rows of a feed. `read` = `kept` + all that were dropped; doubts are counted on kept rows. */
export interface NormaliseReport {
  readonly read: number;
  readonly kept: number;
  readonly dropped: Readonly<Record<DropReason, number>>;
  readonly doubted: Readonly<Record<DoubtReason, number>>;
}

/** Every reason of a list at zero. */
export function zeroCounts<R extends string>(reasons: Readonly<Record<R, string>>): Record<R, number> {
  return Object.fromEntries(Object.keys(reasons).map((reason) => [reason, 0])) as Record<R, number>;
}
