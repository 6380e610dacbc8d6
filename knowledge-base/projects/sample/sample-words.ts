import type { Archetype, Workload } from './archetype.ts';
import type { SampleCustomer } from './sample-customers.ts';
import type { SeededRandom } from './seeded-random.ts';

export interface ProjectToDescribe {
  readonly customer: SampleCustomer;
  readonly archetype: Archetype;
  readonly workload: Workload;
  readonly quantity: number;
  readonly random: SeededRandom;
}

/** The text cells of a row, in the words of a person who types them. */
export function describeProject({ customer, archetype, workload, quantity, random }: ProjectToDescribe) {
  const ask = random.pick(workload.asks).replace('{n}', spell(quantity, random));
  const fill = (template: string) =>
    template
      .replace('{customer}', customer.customerName)
      .replace('{title}', workload.title)
      .replace('{type}', archetype.projectType)
      .replace('{ask}', ask)
      .replace('{Ask}', ask.charAt(0).toUpperCase() + ask.slice(1))
      .replace('{industry}', customer.industry.split(' - ')[0]?.toLowerCase() ?? '')
      .replace('{aim}', random.pick(archetype.aims));
  const sentences = [random.pick(SCOPES), random.pick(CIRCUMSTANCES)];
  if (random.chance(0.55)) sentences.push(random.pick(CONDITIONS));
  return {
    opportunity_name: fill(random.pick(NAMES)),
    description: sentences.map(fill).join(' '),
    business_description: random.chance(0.85) ? fill(random.pick(REASONS)) : null,
    activity_name: random.chance(0.9) ? random.pick(archetype.activities) : null,
  };
}

const NAMES = [
  '{customer} - {title}',
  '{title} for {customer}',
  '{customer} {type}',
  '{customer}: {title}',
  '{title} ({customer})',
];

const SCOPES = [
  '{Ask}.',
  '{customer} wants to {ask}.',
  'Scope is to {ask}.',
  'The customer plans to {ask}.',
  'We help {customer} to {ask}.',
  'Phase one: {ask}.',
  '{customer} asked us to {ask}.',
];

const CIRCUMSTANCES = [
  'Current contract ends within the year.',
  'Runs on premises today in two data centers.',
  'The hardware is at the end of its life.',
  'Their own team is small and needs enablement.',
  'Cutover has to happen on a weekend.',
  'A pilot was successful and found no blockers.',
  'Peak load is four times the average.',
  'An incumbent provider is being replaced.',
  'The board has approved the budget.',
  'Architecture review took place last month.',
  'They are new to the cloud.',
  'Part of a three year transformation.',
  'Competes with another cloud provider.',
  'Costs come from a calculator estimate.',
];

const CONDITIONS = [
  'Downtime must stay under four hours.',
  'Data has to stay in the country.',
  'PCI DSS applies.',
  'HIPAA workloads are in scope.',
  'Encryption with customer managed keys is required.',
  'Personal data falls under GDPR.',
  'Connectivity over a private line is a prerequisite.',
  'Training for the operations team is included.',
  'Infrastructure as code with Terraform.',
  'Managed services follow after the launch.',
  'High availability across three zones.',
  'Integration with an existing identity provider.',
];

const REASONS = [
  'The {industry} business wants to {aim}.',
  'Management wants to {aim} and lower the cost of operations.',
  'The goal is to {aim}.',
  'To {aim}, the customer gives up its present platform.',
  'Growth of the {industry} market makes it necessary to {aim}.',
  'Savings pay for the project; the real aim is to {aim}.',
];

function spell(quantity: number, random: SeededRandom): string {
  if (quantity >= 1000 && random.chance(0.6)) return quantity.toLocaleString('en-US');
  return random.chance(0.12) ? `about ${quantity}` : `${quantity}`;
}
