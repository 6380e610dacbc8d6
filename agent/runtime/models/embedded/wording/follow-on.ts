import type {
  CustomerNotTold,
  FollowOnOpportunity,
  FollowOnSummary,
} from '#action-groups/follow-on/follow-on.ts';
import { formatCount, formatUsd } from '#action-groups/kernel/format.ts';
import type { Asked } from './requested.ts';
import { joined, sentence } from './tone.ts';

const MOST_SHOWN = 4;
const MOST_OTHERS = 3;

/** What to sell next; the sentences and their figures are the operation's. */
export function wordFollowOn(reply: FollowOnSummary | CustomerNotTold, { aspect }: Asked): string {
  if (!('customer' in reply)) return wordNotTold(reply);
  const parts = (PARTS[aspect ?? ''] ?? overview)(reply);
  return [`**${sentence(reply.headline)}**`, ...parts, wordNotes(reply), wordSource(reply)]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** Whom the name means was not told. */
export function wordNotTold({ headline, candidates }: CustomerNotTold): string {
  return (candidates ?? []).length === 0
    ? sentence(headline)
    : `${sentence(headline)} Near: ${joined(candidates, 'or')}.`;
}

type Part = (reply: FollowOnSummary) => readonly string[];

const PARTS: Readonly<Record<string, Part>> = {
  whitespace: (reply) => [
    reply.whitespace.length > 0
      ? `${peersTitle(reply)}\n${listed(reply.whitespace)}`
      : 'No service stands out that peers use and this customer does not.',
  ],
  expansion: (reply) => [listed(reply.expansions) || 'History shows no service here that usually grows.'],
  timing: (reply) => [reply.opportunities.slice(0, MOST_SHOWN).map(wordTiming).join('\n')],
  evidence: (reply) => [reply.opportunities.slice(0, MOST_SHOWN).flatMap(wordEvidence).join('\n')],
};

function overview(reply: FollowOnSummary): readonly string[] {
  const { opportunities, serviceOpportunities, whitespace, expansions } = reply;
  const shown = opportunities.length > 0 ? opportunities : serviceOpportunities;
  return [
    shown
      .slice(0, MOST_SHOWN)
      .map(({ text }, at) => `${at + 1}. ${sentence(text)}`)
      .join('\n'),
    whitespace.length === 0 ? '' : `${peersTitle(reply)}\n${listed(whitespace, MOST_OTHERS)}`,
    expansions.length === 0 ? '' : `**What grows:**\n${listed(expansions, MOST_OTHERS)}`,
    shown.length === 0 ? '' : 'Ask for a plan by quarters, when it usually comes, or what it is based on.',
  ];
}

/** Without a project of the customer nobody knows what it uses, and nothing is claimed. */
function isUsageKnown({ customer }: FollowOnSummary): boolean {
  return customer.projectsTotal > 0;
}

function peersTitle(reply: FollowOnSummary): string {
  return isUsageKnown(reply)
    ? '**Peers use, they do not:**'
    : `**What peers use;** what ${reply.customer.name} uses is not known, so ask:`;
}

function listed(rows: readonly { readonly text: string }[], most = MOST_SHOWN): string {
  return rows
    .slice(0, most)
    .map(({ text }) => `- ${sentence(text)}`)
    .join('\n');
}

function wordTiming({ name, windowMonth, timing, after }: FollowOnOpportunity): string {
  const when = { past: 'most had bought it by now', open: 'now is within it', ahead: 'still ahead' }[timing];
  return `- **${name}** after ${after}: ${windowMonth.low} to ${windowMonth.high}, middle ${windowMonth.median} (${when}).`;
}

function wordEvidence({ text, examples }: FollowOnOpportunity): readonly string[] {
  const [first] = examples;
  const example =
    first === undefined
      ? ''
      : ` For example ${first.customerName}${first.arrUsd === null ? '' : ` (${formatUsd(first.arrUsd)})`}.`;
  return [`- ${sentence(text)}${example}`];
}

function wordNotes({ notes }: Pick<FollowOnSummary, 'notes'>): string {
  return notes.map(({ text }) => sentence(text)).join(' ');
}

function wordSource({ evidence }: FollowOnSummary): string {
  const sample = evidence.sampleData ? '; generated sample data, not real deals' : '';
  return `Learned from ${formatCount(evidence.projects, 'project')} of ${formatCount(evidence.customers, 'customer')}; ${evidence.scope}; data version ${evidence.dataVersion}${sample}.`;
}
