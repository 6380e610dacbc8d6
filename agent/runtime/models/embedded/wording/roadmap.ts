import type { CustomerNotTold } from '#action-groups/follow-on/follow-on.ts';
import type { RoadmapStep, RoadmapSummary } from '#action-groups/follow-on/roadmap.ts';
import { formatShare, formatUsd } from '#action-groups/kernel/format.ts';
import { wordNotTold } from './follow-on.ts';
import type { Asked } from './requested.ts';
import { joined, lower, sentence } from './tone.ts';

const MOST_LEFT_OUT = 4;

/** A plan of quarters; amounts are the steps' own, and nothing is added up that the operation did not. */
export function wordRoadmap(reply: RoadmapSummary | CustomerNotTold, { aspect }: Asked): string {
  if (!('steps' in reply)) return wordNotTold(reply);
  const opening = `**${sentence(reply.headline)}**`;
  return [
    opening,
    ...(PARTS[aspect ?? ''] ?? overview)(reply),
    wordUnknown(reply),
    wordNotes(reply),
    wordSource(reply),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

type Part = (reply: RoadmapSummary) => readonly string[];

const PARTS: Readonly<Record<string, Part>> = {
  value: (reply) => [wordTotals(reply)],
  leftOut: (reply) => [wordLeftOut(reply, reply.leftOut.length) || 'Nothing was left out.'],
  why: ({ steps }) => [steps.map(({ name, why }) => `- **${name}**: ${lower(sentence(why))}`).join('\n')],
  funding: (reply) => [wordFunding(reply)],
};

function overview(reply: RoadmapSummary): readonly string[] {
  return [
    wordQuarters(reply),
    wordTotals(reply),
    wordLeftOut(reply, MOST_LEFT_OUT),
    reply.steps.length === 0
      ? ''
      : 'Change it (“make it six quarters”, “without security”, “start in April”), or ask why a step is in it.',
  ];
}

/** The quarters in which something starts; the others in one phrase. */
function wordQuarters({ quarters, steps }: RoadmapSummary): string {
  const named = quarters.map(({ quarter, stepIds }) => ({
    name: quarter.replace(/^(\d{4})-(Q\d)$/, '$2 $1'),
    own: stepIds.flatMap((id) => steps.filter(({ stepId }) => stepId === id)),
  }));
  const lines = named.flatMap(({ name, own }) =>
    own.length === 0 ? [] : [`- **${name}**: ${own.map(wordStep).join('; ')}`],
  );
  const empty = named.filter(({ own }) => own.length === 0).map(({ name }) => name);
  const nothing = empty.length === 0 ? [] : [`Nothing new starts in ${joined(empty)}.`];
  return [lines.join('\n'), ...nothing].filter((part) => part !== '').join('\n\n');
}

function wordStep({ name, arrUsd, after, confidenceShare, funding }: RoadmapStep): string {
  const worth = arrUsd === null ? '' : `, ${formatUsd(arrUsd.low)} to ${formatUsd(arrUsd.high)} a year`;
  const likely = confidenceShare === null ? '' : `, ${formatShare(confidenceShare)} of such customers`;
  const money = funding.length === 0 ? '' : `, funding to look at: ${joined(funding.map(wordProgram))}`;
  return `${name} (after ${after}${likely}${worth}${money})`;
}

/** Which of them is for software vendors only depends on who sells. */
function wordProgram({ program, name }: RoadmapStep['funding'][number]): string {
  return program === 'wmp' ? `${name} if you are an ISV` : name;
}

function wordTotals({ totals }: RoadmapSummary): string {
  const { allStepsUsd, likelyUsd, method } = totals;
  if (allStepsUsd === null && likelyUsd === null) return '';
  const lines = [
    ...(likelyUsd === null ? [] : [`- Likely, as only some of the steps come: ${range(likelyUsd)} a year`]),
    ...(allStepsUsd === null ? [] : [`- Were every step to come: ${range(allStepsUsd)} a year`]),
  ];
  return `${lines.join('\n')}\n${sentence(method)}`;
}

function range({
  low,
  median,
  high,
}: {
  readonly low: number;
  readonly median: number;
  readonly high: number;
}): string {
  return `${formatUsd(low)} to ${formatUsd(high)}, middle ${formatUsd(median)}`;
}

function wordFunding({ steps }: RoadmapSummary): string {
  const lines = steps.flatMap(({ name, funding }) =>
    funding.map(({ text }) => `- **${name}**: ${lower(sentence(text))}`),
  );
  return lines.length === 0
    ? 'No funding program was held against these steps: ask “is there money for this?” of an analysed opportunity.'
    : `Funding programs to look at:\n${lines.join('\n')}`;
}

function wordLeftOut({ leftOut }: RoadmapSummary, most: number): string {
  return leftOut.length === 0
    ? ''
    : `Left out:\n${leftOut
        .slice(0, most)
        .map(({ text }) => `- ${sentence(text)}`)
        .join('\n')}`;
}

function wordUnknown({ unknownNames }: RoadmapSummary): string {
  return unknownNames
    .map(
      ({ name, didYouMean }) =>
        `Nothing is called “${name}”${didYouMean === null ? '' : `; did you mean ${didYouMean}?`}`,
    )
    .map(sentence)
    .join(' ');
}

function wordNotes({ notes }: RoadmapSummary): string {
  return notes.map(({ text }) => sentence(text)).join(' ');
}

function wordSource({ evidence }: RoadmapSummary): string {
  const sample = evidence.sampleData ? '; generated sample data, not real deals' : '';
  return `From projects up to ${evidence.throughDate}; ${evidence.scope}; data version ${evidence.dataVersion}${sample}.`;
}
