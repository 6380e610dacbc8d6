import type { FollowOn, FollowOnOpportunity } from '#action-groups/follow-on/follow-on.ts';
import { numberColumn, type Table, textColumn } from './table.ts';

/** `What to sell Concentra next`. */
export function followOnTitle({ customer }: FollowOn): string {
  return `What to sell ${customer.name} next`;
}

/** The opportunities in their order, with what carries each. */
export function opportunitiesTable({ opportunities }: FollowOn): Table {
  return ranked('Next opportunities', opportunities);
}

/** Single services in their order. */
export function serviceOpportunitiesTable({ serviceOpportunities }: FollowOn): Table {
  return ranked('Services bought next', serviceOpportunities);
}

function ranked(title: string, opportunities: readonly FollowOnOpportunity[]): Table {
  return {
    title,
    columns: [
      textColumn('Next'),
      textColumn('After'),
      numberColumn('Bought it', 'share'),
      numberColumn('Peers', 'share'),
      numberColumn('Buyers', 'count'),
      numberColumn('Of', 'count'),
      numberColumn('Still do', 'share'),
      numberColumn('From', 'month'),
      numberColumn('Until', 'month'),
      numberColumn('ARR low', 'usd'),
      numberColumn('ARR middle', 'usd'),
      numberColumn('ARR high', 'usd'),
    ],
    rows: opportunities.map(({ name, after, evidence, remainingShare, windowMonth, arrUsd }) => [
      name,
      after,
      evidence.confidenceShare,
      evidence.baselineShare,
      evidence.boughtCustomers,
      evidence.watchedCustomers,
      remainingShare,
      windowMonth.low,
      windowMonth.high,
      arrUsd?.low ?? null,
      arrUsd?.median ?? null,
      arrUsd?.high ?? null,
    ]),
  };
}

/** Customers who did the same, of those that the seller may see. */
export function followOnExamplesTable({ opportunities, serviceOpportunities }: FollowOn): Table {
  return {
    title: 'Customers who did the same',
    columns: [
      textColumn('Customer'),
      textColumn('Next'),
      textColumn('First project'),
      numberColumn('Closed', 'date'),
      textColumn('Later project'),
      numberColumn('Closed', 'date'),
      numberColumn('ARR', 'usd'),
    ],
    rows: [...opportunities, ...serviceOpportunities].flatMap(({ name, examples }) =>
      examples.map((each) => [
        each.customerName,
        name,
        each.fromName,
        each.fromCloseDate,
        each.toName,
        each.toCloseDate,
        each.arrUsd,
      ]),
    ),
  };
}

/** What peers use and the customer does not. */
export function whitespaceTable({ whitespace }: FollowOn): Table {
  return {
    title: 'What peers use and this customer does not',
    columns: [
      textColumn('Service'),
      textColumn('Area'),
      numberColumn('Peers who use it', 'share'),
      numberColumn('Customers', 'count'),
      numberColumn('Monthly low', 'usd'),
      numberColumn('Monthly middle', 'usd'),
      numberColumn('Monthly high', 'usd'),
    ],
    rows: whitespace.map(({ service, area, share, usingCustomers, monthlyUsd }) => [
      service,
      area,
      share,
      usingCustomers,
      monthlyUsd?.low ?? null,
      monthlyUsd?.median ?? null,
      monthlyUsd?.high ?? null,
    ]),
  };
}

/** What becomes of the services that the customer has. */
export function expansionTable({ expansions }: FollowOn): Table {
  return {
    title: 'Services that may grow',
    columns: [
      textColumn('Service'),
      numberColumn('Monthly now', 'usd'),
      numberColumn('Had it again', 'share'),
      numberColumn('Customers', 'count'),
      numberColumn('Times, low', 'count'),
      numberColumn('Times, middle', 'count'),
      numberColumn('Times, high', 'count'),
      numberColumn('After, middle', 'months'),
    ],
    rows: expansions.map(({ service, monthlyUsd, againShare, againCustomers, growth, lagMonths }) => [
      service,
      monthlyUsd,
      againShare,
      againCustomers,
      growth?.low ?? null,
      growth?.median ?? null,
      growth?.high ?? null,
      lagMonths?.median ?? null,
    ]),
  };
}

/** The customer's projects that the seller may see. */
export function ownProjectsTable({ customer }: FollowOn): Table {
  return {
    title: 'Projects of the customer',
    columns: [
      textColumn('Project'),
      textColumn('Kind'),
      numberColumn('Closed', 'date'),
      numberColumn('ARR', 'usd'),
      textColumn('Services'),
    ],
    rows: customer.projects.map((project) => [
      project.opportunityName ?? project.opportunityId,
      project.projectType,
      project.closeDate,
      project.arrUsd,
      project.services.length === 0 ? null : project.services.join(', '),
    ]),
  };
}
