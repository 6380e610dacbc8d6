import type { Architecture } from '#action-groups/data-analysis/architecture.ts';
import { formatCount, formatShare } from '#action-groups/kernel/format.ts';
import type { PromptSettings } from '../../model.ts';
import { capital, joined } from './tone.ts';

const SHOWN = { short: 3, normal: 5, detailed: 8 } as const;

/** The eight parts, a line each; a part that no similar project has is said to be so. */
export function wordArchitecture(content: Architecture | null, { length }: PromptSettings): string {
  if (content === null || content.projects === 0)
    return 'There is not enough evidence for an architecture: no similar project names its services.';
  const most = SHOWN[length];
  const lines = content.parts.map((part) => wordPart(part, most));
  const unplaced = content.unplaced.slice(0, most).map(({ service }) => service);
  return [
    `**Architecture**, from what ${formatCount(content.projects, 'similar project')} were built of, with their shares:`,
    ...lines,
    ...(unplaced.length === 0 ? [] : [`In no part of these: ${joined(unplaced)}.`]),
  ].join('\n');
}

function wordPart({ part, services, share }: Architecture['parts'][number], most: number): string {
  const list = services
    .slice(0, most)
    .map((each) => `${each.service} (${formatShare(each.share)})`)
    .join(', ');
  if (part === 'whole')
    return services.length === 0
      ? '- The whole: no service is in half of the projects'
      : `- The whole: ${joined(services.slice(0, most).map(({ service }) => service))} are each in at least half of them${services.length <= most ? `; ${formatShare(share)} have all of these` : ''}`;
  return `- ${capital(part)}${services.length === 0 ? ': nothing in the similar projects' : ` (${formatShare(share)}): ${list}`}`;
}
