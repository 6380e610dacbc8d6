import type { FollowOn, FollowOnOpportunity, FollowOnSummary } from './follow-on.ts';

/** How much of each a model is told; the artifact holds all. */
const MOST = {
  projects: 4,
  services: 25,
  opportunities: 5,
  serviceOpportunities: 4,
  whitespace: 6,
  expansions: 4,
};
const MOST_EXAMPLES = 2;
/** Names are cut in the reply alone, so that it stays within its 25 KB whatever they hold. */
const LONGEST_NAME = 80;

/** The result as the model gets it: without SQL and methodology, with fewer rows. */
export function summarizeFollowOn(whole: FollowOn): FollowOnSummary {
  const { methodology: _, evidence, customer, ...rest } = whole;
  const { sql: __, ...told } = evidence;
  return {
    ...rest,
    customer: {
      ...customer,
      projects: customer.projects.slice(0, MOST.projects).map((project) => ({
        ...project,
        opportunityName: cut(project.opportunityName),
        services: project.services.slice(0, MOST.projects),
      })),
      services: customer.services.slice(0, MOST.services),
    },
    opportunities: rest.opportunities
      .slice(0, MOST.opportunities)
      .map((each) => withExamples(each, MOST_EXAMPLES)),
    serviceOpportunities: rest.serviceOpportunities
      .slice(0, MOST.serviceOpportunities)
      .map((each) => withExamples(each, 0)),
    whitespace: rest.whitespace.slice(0, MOST.whitespace),
    expansions: rest.expansions.slice(0, MOST.expansions),
    evidence: told,
  };
}

function withExamples(each: FollowOnOpportunity, most: number): FollowOnOpportunity {
  const examples = each.examples.slice(0, most).map((example) => ({
    ...example,
    customerName: cut(example.customerName) ?? '',
    fromName: cut(example.fromName),
    toName: cut(example.toName),
  }));
  return { ...each, examples, alsoAfter: each.alsoAfter.slice(0, 5) };
}

function cut(name: string | null): string | null {
  return name === null || name.length <= LONGEST_NAME ? name : `${name.slice(0, LONGEST_NAME)}…`;
}
