import type { Analysis } from '#action-groups/data-analysis/analysis.ts';
import { formatCount, formatUsd } from '#action-groups/kernel/format.ts';
import { LEAST_USD } from '#channels/render/svg/log-axis.ts';
import type { Chart } from './chart-pieces.ts';
import { SLACK_LIMITS } from './slack-limits.ts';

/** How many projects behind the numbers have an ARR of each size, in steps of 1, 2 and 5; wider where they span much. */
export function arrBucketsChart({ rows }: Analysis, twin: string): Chart {
  const amounts = rows.flatMap(({ arrUsd }) =>
    arrUsd !== null && Number.isFinite(arrUsd) && arrUsd >= LEAST_USD ? [arrUsd] : [],
  );
  const places = amounts.map(placeOf);
  const first = Math.min(...places);
  const last = Math.max(...places);
  const width = Math.max(1, Math.ceil((last - first + 1) / SLACK_LIMITS.chartPoints));
  const buckets = Array.from({ length: Math.ceil((last - first + 1) / width) || 0 }, (_, index) => {
    const from = first + index * width;
    return {
      label: bucketLabel(edgeOf(from), edgeOf(from + width)),
      values: [places.filter((place) => place >= from && place < from + width).length],
    };
  });
  const without = rows.length - amounts.length;
  return {
    type: 'bar',
    title: 'Projects behind the numbers, by ARR',
    points: buckets,
    series: ['Projects'],
    xLabel: 'ARR',
    yLabel: 'Projects',
    unit: 'count',
    omitted: without === 0 ? undefined : `${formatCount(without, 'project')} without a known ARR`,
    twin,
  };
}

/** Beyond what a number can hold there is no upper end. */
function bucketLabel(low: number, high: number): string {
  return Number.isFinite(high) ? `${formatUsd(low)}–${formatUsd(high)}` : `${formatUsd(low)} or more`;
}

const STEPS = [1, 2, 5] as const;

/** The bucket of an amount: 0 is $1 to $2, 3 is $10 to $20. */
function placeOf(usd: number): number {
  let place = Math.floor(Math.log10(usd)) * STEPS.length;
  // A logarithm rounds: $1,000 may lie a hair below its own power.
  while (edgeOf(place + 1) <= usd) place += 1;
  while (edgeOf(place) > usd) place -= 1;
  return place;
}

function edgeOf(place: number): number {
  const power = Math.floor(place / STEPS.length);
  return Number(`${STEPS[place - power * STEPS.length] ?? 1}e${power}`);
}
