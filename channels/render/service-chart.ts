import type { Analysis } from '#action-groups/data-analysis/analysis.ts';
import { formatCount, formatShare } from '#action-groups/kernel/format.ts';
import type { Markup } from './html.ts';
import { rangeWords } from './quantity-words.ts';
import { drawBars } from './svg/bars.ts';
import { type ChartOptions, picture, widthOf } from './svg/picture.ts';

/** More services are for the table. */
const MOST = 12;

/**
 * The services by the share of similar projects that use them, of all at the right edge, with what they cost a month
 * where used. Undefined where there are none. Its table twin is `servicesTable`.
 */
export function serviceChart({ services }: Analysis, options: ChartOptions): Markup | undefined {
  if (services.length === 0) return undefined;
  const width = widthOf(options);
  const groups = services.slice(0, MOST).map(({ monthlyUsd, projects, service, share }) => {
    const cost = `${rangeWords(monthlyUsd, 'usd')} a month`;
    return {
      label: service,
      value: width < 480 ? formatShare(share) : `${formatShare(share)} · ${cost}`,
      bars: [
        [
          {
            series: 0,
            value: Math.min(1, share),
            words: `${service}: ${formatShare(share)}, ${formatCount(projects, 'project')}, ${cost}`,
          },
        ],
      ],
    };
  });
  const { height, marks } = drawBars({ legend: [], groups }, width, 1);
  const [first] = services;
  const most = first === undefined ? '' : ` Most: ${first.service}, ${formatShare(first.share)}.`;
  const more = services.length > MOST ? ` ${services.length - MOST} more are in the table.` : '';
  return picture(
    {
      id: options.id,
      className: 'insight-chart service-chart',
      width,
      height,
      title: 'Services by the share of similar projects that use them',
      desc: `${formatCount(groups.length, 'bar')}, one a service, the longest possible being all projects.${most}${more} The table has the same figures.`,
    },
    marks,
  );
}
