import type { AnalysisSummary } from '#action-groups/data-analysis/analysis.ts';
import { formatCount, formatShare } from '#action-groups/kernel/format.ts';
import { wordUsdRange } from './ranges.ts';

/** The first `most` services by share, with what they cost where they are used, and how many of `total` are left. */
export function wordServices(services: AnalysisSummary['services'], most: number, total: number): string {
  if (services.length === 0) return '';
  const lines = services
    .slice(0, most)
    .map(
      ({ service, share, projects, monthlyUsd }) =>
        `- ${service}: ${formatShare(share)} (${formatCount(projects, 'project')}), ${wordUsdRange(monthlyUsd)}`,
    );
  const rest = total - lines.length;
  return `**Services**, by their weighted share of the similar projects, with what they cost a month where used:\n${lines.join('\n')}${rest > 0 ? `\n- and ${rest} more` : ''}`;
}
