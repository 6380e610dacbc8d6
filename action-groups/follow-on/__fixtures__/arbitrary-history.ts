import { dayNumber } from '#knowledge-base/projects/calendar-date.ts';
import { createRandom } from '#knowledge-base/projects/sample/seeded-random.ts';
import type { Purchase } from '../mining/purchase.ts';

export const THROUGH_DATE = '2026-10-31';
export const THROUGH_DAY = dayNumber(THROUGH_DATE);

const TYPES = ['Alpha', 'Beta', 'Gamma', 'Delta', 'Epsilon', 'Zeta'];
const SERVICES = ['Amazon EC2', 'Amazon S3', 'Amazon RDS', 'AWS Glue', 'Amazon Bedrock', 'Amazon EKS'];
const SEGMENTS = ['Enterprise', 'Mid-Market', 'SMB'] as const;
const INDUSTRIES = ['Retail', 'Healthcare', 'Mining'] as const;

export interface HistoryOptions {
  readonly seed: number;
  readonly customers: number;
  /** Of a customer who bought `from`, how likely `to` is the next, after about `lagMonths`. */
  readonly rule?: {
    readonly from: string;
    readonly to: string;
    readonly share: number;
    readonly lagMonths: number;
  };
  readonly years?: number;
}

/**
 * Customers who buy up to five projects, at their own pace: kinds and services drawn by industry and by year, of no
 * matter what was bought before, but for one rule where there is one.
 */
export function arbitraryHistory({ seed, customers, rule, years = 8 }: HistoryOptions): Purchase[] {
  const random = createRandom(seed, 11);
  const purchases: Purchase[] = [];
  for (let customer = 0; customer < customers; customer += 1) {
    const customerSegment = random.pick(SEGMENTS);
    const industry = random.pick(INDUSTRIES);
    const projects = random.int(1, 5);
    const paceDays = 60 + random.int(0, 500);
    let day = THROUGH_DAY - Math.floor(random.next() * years * 365);
    let before: string | undefined;
    for (let place = 0; place < projects && day <= THROUGH_DAY; place += 1) {
      const isFollowing = before === rule?.from && rule !== undefined && random.chance(rule.share);
      const projectType = isFollowing ? rule.to : typeOf(industry, day, random.next());
      if (isFollowing) {
        // Closed about so long after what it follows.
        const last = purchases.at(-1)?.closeDay ?? day;
        day = last + Math.round(rule.lagMonths * 30.4 * random.logNormal(0.2));
        if (day > THROUGH_DAY) break;
      }
      purchases.push({
        opportunityId: `${customer}-${place}`,
        partnerId: `partner-${customer % 3}`,
        customer: `customer${customer}`,
        customerSegment,
        industry,
        closeDay: day,
        projectType,
        arrUsd: Math.round(10_000 * random.logNormal(1)),
        services: SERVICES.filter(() => random.chance(0.3)).map((service) => ({
          service,
          monthlyUsd: Math.round(500 * random.logNormal(0.5)),
          upfrontUsd: 0,
        })),
      });
      before = projectType;
      day += Math.round(paceDays * random.logNormal(0.4));
    }
  }
  return purchases;
}

/** Each industry has its favourites, and `Zeta` is sold in the later half only. */
function typeOf(industry: (typeof INDUSTRIES)[number], day: number, draw: number): string {
  const shift = INDUSTRIES.indexOf(industry);
  const sold = day > THROUGH_DAY - 4 * 365 ? TYPES : TYPES.slice(0, -1);
  return sold[(Math.floor(draw ** 1.6 * sold.length) + shift) % sold.length] ?? 'Alpha';
}

/** The same moments of the same customers with what was bought dealt out anew among all. */
export function shuffled(purchases: readonly Purchase[], seed: number): Purchase[] {
  const random = createRandom(seed, 12);
  const contents = purchases.map(({ projectType, services, arrUsd }) => ({ projectType, services, arrUsd }));
  for (let at = contents.length - 1; at > 0; at -= 1) {
    const other = random.int(0, at);
    const [a, b] = [contents[at], contents[other]];
    if (a !== undefined && b !== undefined) [contents[at], contents[other]] = [b, a];
  }
  return purchases.map((purchase, at) => ({ ...purchase, ...contents[at] }));
}
