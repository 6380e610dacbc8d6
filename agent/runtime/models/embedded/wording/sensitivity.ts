import type { InputSensitivity, Sensitivity } from '#action-groups/data-analysis/sensitivity.ts';
import { formatCount, formatDate, formatUsd } from '#action-groups/kernel/format.ts';
import type { PromptSettings } from '../../model.ts';
import { decimal, wordMonthRange, wordUsdRange } from './ranges.ts';
import { joined } from './tone.ts';

const SHOWN = { short: 3, normal: 5, detailed: 8 } as const;

export const NO_SENSITIVITY =
  'That cannot be recomputed from this analysis: there is not enough evidence, or its data is not the current one any more. Ask for the estimate again, then for this.';

/** What moves the ARR, on which dates, and what the plain median says. */
export function wordSensitivity(content: Sensitivity | null, { length }: PromptSettings): string {
  if (content === null) return NO_SENSITIVITY;
  const { basis, dates, inputs, medianUsd, secondOpinion } = content;
  const shown = inputs.slice(0, SHOWN[length]);
  const how =
    basis === 'model'
      ? 'recomputed with one input changed at a time'
      : 'medians of the similar projects that have each value';
  return [
    shown.length === 0
      ? 'No input that I can change moves the ARR.'
      : [
          `**What moves the ARR** (middle ${formatUsd(medianUsd)}), ${how}:`,
          ...shown.map((input) => `- ${wordInput(input)}`),
        ].join('\n'),
    [
      ...dates.map((date) => wordDate(date)),
      ...(secondOpinion === null ? [] : [wordSecondOpinion(secondOpinion)]),
      wordNarrowed(content),
    ]
      .filter((line) => line !== '')
      .join('\n'),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** What would narrow the range, and by how much. */
export function wordNarrowing(content: Sensitivity | null): string {
  if (content === null) return NO_SENSITIVITY;
  const { inputs, narrowing } = content;
  if (narrowing.length > 0)
    return `**What would narrow the range:**\n${narrowing.map((each) => `- ${wordOne(each)}`).join('\n')}`;
  const open = inputs.filter(({ given }) => given === null).map(({ input }) => input);
  return open.length === 0
    ? 'All that the estimate can use is given: nothing more that you could tell me would narrow the range.'
    : `Nothing would narrow it much: ${joined(open)} ${open.length === 1 ? 'is' : 'are'} not given, and the similar projects differ as much with them as without.`;
}

function wordInput({ input, given, variations }: InputSensitivity): string {
  const others = variations
    .slice(1)
    .toSorted((a, b) => b.medianUsd - a.medianUsd)
    .map(({ value, medianUsd }) => `${value} ${formatUsd(medianUsd)}`);
  return `${input} (${given ?? 'not given'}): ${others.join(', ')}`;
}

function wordDate({ targetCloseDate, arrUsd, launchMonth }: Sensitivity['dates'][number]): string {
  const parts = [
    ...(arrUsd === null ? [] : [`ARR ${wordUsdRange(arrUsd)}`]),
    ...(launchMonth === null ? [] : [`launch ${wordMonthRange(launchMonth)}`]),
  ];
  return parts.length === 0 ? '' : `Closing on ${formatDate(targetCloseDate)}: ${parts.join('; ')}.`;
}

function wordSecondOpinion({
  group,
  isInsideRange,
  medianUsd,
  projects,
}: NonNullable<Sensitivity['secondOpinion']>): string {
  const whose = formatCount(projects, group === 'all' ? 'project' : `${group} project`);
  return `Second opinion: the median of all ${whose} is ${formatUsd(medianUsd)}, ${isInsideRange ? 'inside' : 'outside'} the range.`;
}

function wordNarrowed({ narrowing }: Sensitivity): string {
  const [best] = narrowing;
  return best === undefined ? '' : `It would help to know: ${wordOne(best)}.`;
}

function wordOne({ input, spreadRatio, spreadRatioIfKnown }: Sensitivity['narrowing'][number]): string {
  return `${input} (the high end of the ARR would then be about ${decimal(spreadRatioIfKnown)} times the low end, not ${decimal(spreadRatio)} times)`;
}
