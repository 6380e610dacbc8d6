import type { Analysis } from '#action-groups/data-analysis/analysis.ts';
import { rangeWords } from './quantity-words.ts';
import { type Cell, numberColumn, type Table, textColumn } from './table.ts';

/** What the ARR would be with each value of an input: the twin of the tornado. */
export function sensitivityTable({ sensitivity }: Pick<Analysis, 'sensitivity'>): Table {
  return {
    title: 'What moves the ARR',
    columns: [
      textColumn('Input'),
      textColumn('Given'),
      textColumn('With'),
      numberColumn('ARR, median', 'usd'),
      numberColumn('High over low', 'count'),
    ],
    rows: (sensitivity?.inputs ?? []).flatMap(({ input, given, variations }) =>
      variations.map(({ value, medianUsd, spreadRatio }): Cell[] => [
        input,
        given ?? 'not given',
        value,
        medianUsd,
        spreadRatio === null ? null : Math.round(spreadRatio * 10) / 10,
      ]),
    ),
  };
}

/** The deal closing a quarter earlier and later. */
export function scenariosTable({ sensitivity }: Pick<Analysis, 'sensitivity'>): Table {
  return {
    title: 'If it closes at another time',
    columns: [
      textColumn('Close'),
      numberColumn('ARR', 'text'),
      numberColumn('ARR, median', 'usd'),
      numberColumn('Launch', 'text'),
      numberColumn('Launch, median', 'month'),
    ],
    rows: (sensitivity?.dates ?? []).map(({ targetCloseDate, arrUsd, launchMonth }) => [
      targetCloseDate,
      arrUsd === null ? null : rangeWords(arrUsd, 'usd'),
      arrUsd?.median ?? null,
      launchMonth === null ? null : rangeWords(launchMonth, 'month'),
      launchMonth?.median ?? null,
    ]),
  };
}

/** What is not known and would narrow the range. */
export function narrowingTable({ sensitivity }: Pick<Analysis, 'sensitivity'>): Table {
  const tenths = (ratio: number) => Math.round(ratio * 10) / 10;
  return {
    title: 'What would narrow the range',
    columns: [
      textColumn('If known'),
      numberColumn('High over low now', 'count'),
      numberColumn('High over low then', 'count'),
    ],
    rows: (sensitivity?.narrowing ?? []).map(({ input, spreadRatio, spreadRatioIfKnown }) => [
      input,
      tenths(spreadRatio),
      tenths(spreadRatioIfKnown),
    ]),
  };
}
