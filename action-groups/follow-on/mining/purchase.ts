/** A won project as mining sees it: who bought what, when. */
export interface Purchase {
  readonly opportunityId: string;
  readonly partnerId: string | null;
  /** One text for all spellings of the customer's name. */
  readonly customer: string;
  readonly customerSegment: string | null;
  readonly industry: string | null;
  /** Days since 1970-01-01 of the close date. */
  readonly closeDay: number;
  readonly projectType: string | null;
  readonly arrUsd: number | null;
  readonly services: readonly PurchasedService[];
}

export interface PurchasedService {
  readonly service: string;
  readonly monthlyUsd: number;
  readonly upfrontUsd: number;
}

/** Days of an average month. */
export const MONTH_DAYS = 30.4375;

/** Behind every figure that is told. */
export const LEAST_CUSTOMERS = 5;
