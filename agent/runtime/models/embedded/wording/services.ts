import type { AnalysisSummary, ServicesContent } from '#action-groups/data-analysis/analysis.ts';
import { formatCount, formatShare, formatUsd } from '#action-groups/kernel/format.ts';
import type { PromptSettings } from '../../model.ts';
import { decimal, wordUsdRange } from './ranges.ts';
import { joined } from './tone.ts';

type Services = AnalysisSummary['services'];

/** The first `most` services by share, with what they cost where they are used, and how many of `total` are left. */
export function wordServices(services: Services, most: number, total: number): string {
  if (services.length === 0) return '';
  const lines = services.slice(0, most).map(lineOf);
  const rest = total - lines.length;
  return `**Services**, by their weighted share of the similar projects, with what they cost a month where used:\n${lines.join('\n')}${rest > 0 ? `\n- and ${rest} more` : ''}`;
}

function lineOf({ service, share, projects, monthlyUsd }: Services[number]): string {
  return `- ${service}: ${formatShare(share)} (${formatCount(projects, 'project')}), ${wordUsdRange(monthlyUsd)}`;
}

const SHOWN = { short: 6, normal: 10, detailed: 15 } as const;
const UNMENTIONED_SHOWN = 3;

/** The section: what each service has of the MRR, what goes together, what the description does not name. */
export function wordServicesContent(content: ServicesContent, { length }: PromptSettings): string {
  const { mrrUsd, notMentioned, other, services, together } = content;
  if (services.length === 0) return NO_SERVICES;
  const shown = services.slice(0, SHOWN[length]);
  const isParted = mrrUsd !== null && services.every(({ part }) => part !== null);
  const more = services.length - shown.length;
  const list = isParted
    ? [
        `**Services**, with their part of the MRR (middle ${formatUsd(mrrUsd.median)}), by share of the similar projects:`,
        ...shown.map(partLine),
        ...(more > 0 ? [`- and ${more} more`] : []),
        ...(other === null || other.monthlyUsd.high === 0
          ? []
          : [`- what is not listed: ${wordUsdRange(other.monthlyUsd)} a month`]),
      ]
    : [wordServices(services, SHOWN[length], services.length)];
  const [pair] = together;
  const unnamed = notMentioned.slice(0, UNMENTIONED_SHOWN);
  const beside = [
    ...(pair === undefined ? [] : [`Usually together: ${wordPair(pair)}.`]),
    ...(unnamed.length === 0
      ? []
      : [
          `Not in the description, but in many similar projects: ${joined(unnamed.map(({ service, share }) => `${service} (${formatShare(share)})`))}.`,
        ]),
  ];
  return [list.join('\n'), beside.join('\n')].filter((part) => part !== '').join('\n\n');
}

const NO_SERVICES = 'No service is shared by enough of the similar projects.';

function partLine({ service, share, projects, part }: ServicesContent['services'][number]): string {
  if (part === null) return `- ${service}`;
  // What is hardly anything beside the months stands in the table.
  const upfront =
    part.upfrontUsd.median * 2 > part.monthlyUsd.median
      ? `, and ${formatUsd(part.upfrontUsd.median)} upfront`
      : '';
  return `- ${service}: ${wordUsdRange(part.monthlyUsd)} a month${upfront}; in ${formatShare(share)} (${formatCount(projects, 'project')})`;
}

/** Which services come together, a line a pair. */
export function wordTogether({ services, together }: ServicesContent): string {
  if (services.length === 0) return NO_SERVICES;
  if (together.length === 0)
    return 'No two of the services come together more often than by chance in enough of the similar projects.';
  return `**Services that come together** in the similar projects:\n${together.map((pair) => `- ${wordPair(pair)}`).join('\n')}`;
}

function wordPair({ services, share, projects, lift }: ServicesContent['together'][number]): string {
  return `${services[0]} with ${services[1]}, in ${formatShare(share)} (${formatCount(projects, 'project')}), ${decimal(lift)} times as often as by chance`;
}
