import type { CashMonth, ReturnOnInvestment } from '#action-groups/funding/return/return-on-investment.ts';
import {
  CASE_NAMES,
  casesOf,
  monthName,
  returnAssumptionsTable,
  returnScenariosTable,
  returnSensitivityTable,
  returnTitle,
} from '#channels/render/return-tables.ts';
import { returnHorizonLine } from '#channels/render/return-words.ts';
import { type Chart, chartPieces } from './chart-pieces.ts';
import { contextBlock, headerBlock, lineSections, type Piece, piecesOf } from './make-blocks.ts';
import { SLACK_LIMITS } from './slack-limits.ts';
import { tablePieces } from './table-pieces.ts';

const options = { whole: '“How I got this” has all of it.' };

/** A return: the cases, the cash over time, what moves it and what it is computed from, each figure with its source. */
export function returnPieces(result: ReturnOnInvestment): readonly Piece[] {
  const { fundingBasis, notes, sampleData, scenarios } = result;
  const title = returnTitle(result);
  const reasons = new Set(scenarios.flatMap(({ irrReason, multipleReason }) => [irrReason, multipleReason]));
  const basis = fundingBasis === null ? [] : [`${BASIS_WORDS[fundingBasis.basis]}: ${fundingBasis.text}`];
  const sample = sampleData ? ['The analysis behind it is of generated sample data.'] : [];
  return [
    { blocks: [headerBlock(title), contextBlock([returnHorizonLine(result), ...basis, ...sample])], title },
    ...tablePieces(returnScenariosTable(result), options),
    ...piecesOf(
      lineSections([
        ...[...reasons].filter((reason) => reason !== null),
        ...notes.map((note) => `Note: ${note}`),
      ]),
    ),
    ...chartPieces(cashChart(result)),
    ...tablePieces(returnSensitivityTable(result), options),
    ...tablePieces(returnAssumptionsTable(result), options),
  ];
}

const BASIS_WORDS = {
  stated: 'Funding as you said it',
  published: 'Funding by published figures',
  illustrative: 'Funding by illustrative figures, not AWS’s',
} as const;

/** The cumulative cash of each case; of many months as many as a chart takes, evenly, the last among them. */
function cashChart(result: ReturnOnInvestment): Chart {
  const cases = casesOf(result);
  const { median } = result.flows;
  const step = Math.max(1, Math.ceil(median.length / SLACK_LIMITS.chartPoints));
  const last = median.length - 1;
  const drawn = median.filter((_, index) => (last - index) % step === 0);
  const byMonth = cases.map(
    ({ scenario }) => new Map(result.flows[scenario].map((each) => [each.month, each.cumulativeUsd])),
  );
  const left = median.length - drawn.length;
  return {
    type: 'line',
    title: 'Cumulative cash',
    series: cases.map(({ scenario }) => (result.hasRange ? CASE_NAMES[scenario] : 'As given')),
    points: drawn.map((each: CashMonth) => ({
      label: `Month ${monthName({ ...each, calendarMonth: null })}`,
      values: byMonth.map((months) => months.get(each.month) ?? null),
    })),
    xLabel: 'Months from the start of delivery',
    yLabel: 'USD',
    unit: 'usd',
    omitted: left === 0 ? undefined : `${left} months between these`,
    twin: 'Export CSV has every month.',
  };
}
