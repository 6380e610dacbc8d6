import type { MrkdwnElement, SectionBlock } from '@slack/types';
import type { Analysis } from '#action-groups/data-analysis/analysis.ts';
import { evidenceWords, levelWords, METRICS, rangeWords } from '#channels/render/quantity-words.ts';
import { cellText } from '#channels/render/table.ts';
import { mrkdwnText } from './escape.ts';

/** The predicted quantities as ranges, two beside each other, each with what it holds and how many projects say so. */
export function metricsBlock({ metrics }: Analysis): SectionBlock {
  const fields = METRICS.map(({ key, name, unit }): MrkdwnElement => {
    const metric = metrics[key];
    const lines =
      metric === null
        ? ['not predicted, for lack of evidence']
        : [
            `${rangeWords(metric, unit)}, middle ${cellText(metric.median, unit)}`,
            `${levelWords(metric.level)}, ${evidenceWords(metric.evidence)}`,
          ];
    return { type: 'mrkdwn', text: [`*${name}*`, ...lines.map(mrkdwnText)].join('\n') };
  });
  return { type: 'section', fields };
}
