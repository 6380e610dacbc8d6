import { formatCount, formatShare, formatUsd } from '../kernel/format.ts';
import type { Opportunity } from '../opportunity.ts';
import type { Analysis, EvidenceRow, Finding, PredictedService } from './analysis.ts';
import { apart, followingDeals, prevails } from './following-deals.ts';
import { customerKey } from './pick-similar-projects.ts';
import { idsOf, rounded, rowsBy, weightedShare } from './weighted-share.ts';

export interface FindingGround {
  readonly opportunity: Opportunity;
  readonly rows: readonly EvidenceRow[];
  readonly metrics: Analysis['metrics'];
  readonly services: readonly PredictedService[];
}

/** What the similar projects show, each with its figures and the projects behind it. */
export function collectFindings(ground: FindingGround): Finding[] {
  return FINDINGS.flatMap((find) => find(ground) ?? []);
}

type Find = (ground: FindingGround) => Finding | undefined;

/** A service in this share of the projects belongs to the pattern. */
const USUAL_SHARE = 0.5;

const usualServices: Find = ({ rows, services }) => {
  const usual = services.filter(({ share }) => share >= USUAL_SHARE);
  if (usual.length === 0) return undefined;
  const all = rows.filter((row) =>
    usual.every(({ service }) => row.services.some((used) => used.service === service)),
  );
  return {
    code: 'usual-services',
    text: `At least half of the similar projects, by weight, use ${usual.map(({ service, share }) => `${service} (${formatShare(share)})`).join(', ')}.`,
    figures: Object.fromEntries(usual.map(({ service, share }) => [service, rounded(share)])),
    opportunityIds: idsOf(all),
  };
};

const sameCustomer: Find = ({ opportunity, rows }) => {
  const own = rows.filter((row) => customerKey(row) === customerKey(opportunity));
  if (own.length === 0) return undefined;
  return {
    code: 'known-customer',
    text: `${opportunity.customerName} is among the similar projects itself, with ${formatCount(own.length, 'project')}.`,
    figures: { projects: own.length },
    opportunityIds: idsOf(own),
  };
};

const expectation: Find = ({ opportunity: { expectedAnnualUsd }, metrics: { arrUsd }, rows }) => {
  if (expectedAnnualUsd === undefined || arrUsd === null) return undefined;
  const known = rows.filter((row) => row.arrUsd !== null);
  const below = weightedShare(known, (row) => (row.arrUsd ?? 0) <= expectedAnnualUsd) ?? 0;
  return {
    code: 'expectation',
    text: `The ${formatUsd(expectedAnnualUsd)} a year that is expected is at or above ${formatShare(below)} of the similar projects, by weight.`,
    figures: { expectedAnnualUsd, shareAtOrBelow: rounded(below), medianUsd: arrUsd.median },
    opportunityIds: [],
  };
};

const usualPartner: Find = ({ rows }) => {
  const partners = rowsBy(
    rows.filter(({ partnerName }) => partnerName !== null),
    ({ partnerName }) => partnerName ?? '',
  );
  const top = [...partners].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1))[0];
  if (top === undefined || partners.size < 2) return undefined;
  const [partner, own] = top;
  return {
    code: 'most-experienced-partner',
    text: `${partner} delivered more of the similar projects than any other partner: ${own.length} of ${rows.length}, where ${partners.size} partners have some.`,
    figures: { partner, projects: own.length, partners: partners.size },
    opportunityIds: idsOf(own),
  };
};

/** Customers that went on with a larger project. */
const expanding: Find = ({ rows }) => {
  const deals = followingDeals(rows);
  const { smaller, larger } = apart(deals);
  if (!prevails(larger, smaller, deals)) return undefined;
  return {
    code: 'expanding-customers',
    text: `Of ${deals.length} times that a customer went on with another similar project, the next was more than a quarter larger ${larger.length} times (${formatShare(larger.length / deals.length)}).`,
    figures: { pairs: deals.length, larger: larger.length, share: rounded(larger.length / deals.length) },
    opportunityIds: idsOf(larger.map(({ next }) => next)),
  };
};

const FINDINGS: readonly Find[] = [sameCustomer, usualServices, expectation, expanding, usualPartner];
