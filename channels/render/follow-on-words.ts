import type { FollowOn } from '#action-groups/follow-on/follow-on.ts';
import { formatCount } from '#action-groups/kernel/format.ts';
import { printableLine } from './printable.ts';
import { cellText } from './table.ts';

/** What to sell next as plain lines for a terminal or a message without markup. */
export function followOnWords(found: FollowOn): readonly string[] {
  return [
    found.headline,
    ...found.opportunities.map(({ rank, name, text }) => `${rank}. ${name}. ${text}`),
    ...found.serviceOpportunities.map(({ name, text }) => `Service: ${name}. ${text}`),
    ...found.whitespace.map(({ text }) => `Whitespace: ${text}`),
    ...found.expansions.map(({ text }) => `Expansion: ${text}`),
    ...found.notes.map(({ text }) => `Note: ${text}`),
    followOnEvidenceLine(found),
  ].map(printableLine);
}

/** Where it comes from, in one sentence or two. */
export function followOnEvidenceLine({ evidence }: FollowOn): string {
  const { customers, dataVersion, learnedFrom, projects, repeatCustomers, sampleData, throughDate } =
    evidence;
  const sample = sampleData ? ' This is sample data.' : '';
  const learned =
    learnedFrom === null
      ? 'nothing has been learned yet'
      : `learned from ${formatCount(projects, 'won project')} of ${formatCount(customers, 'customer')}, ${repeatCustomers.toLocaleString('en-US')} of them with several, of ${learnedFrom}`;
  return `Evidence: ${learned}; what the customer has is read from ${evidence.scope}; data up to ${cellText(throughDate, 'date')}, data version ${dataVersion}.${sample}`;
}
