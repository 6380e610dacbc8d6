import { textColumn } from '#channels/render/table.ts';
import { textTable } from '#channels/render/text-table.ts';
import type { OnlineReading, OnlineRow } from '#evals/online/read-experiment.ts';
import { pText } from './figure-words.ts';

/** What an experiment on users has shown, on one screen. */
export function readingText(reading: OnlineReading, unreadable = 0): string {
  const { candidates, experiment, from, inSeveral, missingExposure, sampleRatio, state, users } = reading;
  const groups = Object.entries(users).map(([variant, count]) => `${variant} ${count}`);
  const lines = [
    `${experiment}, since ${from ?? 'nobody was exposed'}: ${groups.join(', ') || 'no users'}`,
    ...(sampleRatio === null ? [] : [`sizes of the groups: p ${pText(sampleRatio.p)}`]),
    ...(inSeveral > 0 ? [`${inSeveral} users were in several variants and are left out`] : []),
    ...(missingExposure > 0
      ? [`${missingExposure} users have turns in it and no exposure; they are left out`]
      : []),
    ...(unreadable > 0 ? [`${unreadable} lines of the logs are no events and are left out`] : []),
  ];
  if (state === 'no-exposure')
    return [...lines, '→ nothing to read: fewer than two groups with users'].join('\n');
  if (state === 'stopped')
    return [...lines, '→ not read: something other than chance chose who is in which group (p < .001)'].join(
      '\n',
    );
  const tables = candidates.flatMap(({ rows, variant }) => [
    '',
    variant,
    ...textTable(
      {
        title: '',
        columns: [
          'outcome',
          'base → candidate',
          'difference',
          '95 % interval',
          'p',
          'verdict',
          'with CUPED',
        ].map(textColumn),
        rows: rows.map(cells),
      },
      { width: 120 },
    ),
  ]);
  return [...lines, ...tables].join('\n');
}

function cells({ adjustedP, cuped, measured, metric, verdict }: OnlineRow): readonly string[] {
  if (measured === undefined) return [metric, '–', '–', '–', '–', verdict, '–'];
  const { base, candidate, difference, high, low } = measured;
  return [
    metric,
    `${figure(base)} → ${figure(candidate)}`,
    figure(difference),
    `${figure(low)} to ${figure(high)}`,
    pText(adjustedP),
    verdict,
    cuped === undefined
      ? '–'
      : `${figure(cuped.difference)} (${(100 * cuped.reduction).toFixed(0)} % less variance)`,
  ];
}

function figure(value: number): string {
  return Number(value.toPrecision(3)).toString().replace('-', '−');
}
