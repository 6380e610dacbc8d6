import type { Insight } from '#action-groups/data-analysis/insight.ts';
import { linesOf } from '#channels/render/insight-lines.ts';
import { insightLeftTable, insightTable, insightTitle, rowLabel } from '#channels/render/insight-tables.ts';
import { insightEvidenceLine } from '#channels/render/insight-words.ts';
import { type Chart, chartPieces } from './chart-pieces.ts';
import { contextBlock, headerBlock, lineSections, type Piece, piecesOf } from './make-blocks.ts';
import { tablePieces } from './table-pieces.ts';

const options = { whole: 'Export CSV has every row.' };
/** The table is the answer: it may fill most of a message. */
const TABLE_CHARACTERS = 8_000;

/** An answer about the portfolio: its figures as a chart and a table, what is not in them, where they come from. */
export function insightPieces(insight: Insight): readonly Piece[] {
  const { counts, notes } = insight;
  const title = insightTitle(insight);
  const chart = insightChartOf(insight);
  return [
    {
      blocks: [headerBlock(title), ...lineSections([counts, ...notes.map((note) => `Note: ${note}`)])],
      title,
    },
    ...(chart === undefined ? [] : chartPieces(chart)),
    ...tablePieces(insightTable(insight), { ...options, characters: TABLE_CHARACTERS, hasTitle: false }),
    ...tablePieces(insightLeftTable(insight), options),
    ...piecesOf([contextBlock([insightEvidenceLine(insight)])]),
  ];
}

function insightChartOf(insight: Insight): Chart | undefined {
  const { chart, dimensions, measures, rows } = insight;
  if (chart.type === 'none') return undefined;
  const measure = measures[chart.measure]?.name ?? 'value';
  const others = rows.filter(({ kind }) => kind !== 'group').map(rowLabel);
  return {
    ...(chart.type === 'line' ? linesChart(insight) : barsChart(insight)),
    title: insightTitle(insight),
    xLabel: dimensions[chart.axis ?? 0]?.name ?? 'group',
    yLabel: measure,
    unit: measures[chart.measure]?.unit ?? 'count',
    hasTable: true,
    omitted: others.length === 0 ? undefined : others.join(', '),
    twin: 'The table has the same figures.',
  };
}

type Drawn = Pick<Chart, 'type' | 'points' | 'series'>;

function linesChart(insight: Insight): Drawn {
  const { legend, points } = linesOf(insight);
  const steps = [...new Set(points.map(({ step }) => step))];
  const at = new Map(points.map((point) => [`${point.step} ${point.series}`, point]));
  return {
    type: 'line',
    series: legend.map((name) => name || seriesName(insight)),
    points: steps.map((step) => {
      const own = legend.map((_, series) => at.get(`${step} ${series}`));
      const label = own.find((point) => point !== undefined)?.label ?? '';
      return { label, values: own.map((point) => point?.value ?? null) };
    }),
  };
}

function barsChart(insight: Insight): Drawn {
  const { chart, compareWords, periodWords, rows } = insight;
  const groups = rows.filter(({ kind }) => kind === 'group');
  const { axis, series } = chart;
  if (chart.type === 'stacked' && axis !== null && series !== null) {
    const names = [...new Set(groups.map(({ labels }) => labels[axis] ?? ''))];
    const parts = [...new Set(groups.map(({ labels }) => labels[series] ?? ''))];
    // Counts that are in no row are none; of any other measure it is not known.
    const absent = insight.measures[chart.measure]?.unit === 'count' ? 0 : null;
    const drawnOf = (name: string, part: string) => {
      const row = groups.find(({ labels }) => labels[axis] === name && labels[series] === part);
      return row === undefined ? absent : (row.values[chart.measure] ?? null);
    };
    return {
      type: 'bar',
      series: parts,
      points: names.map((label) => ({ label, values: parts.map((part) => drawnOf(label, part)) })),
    };
  }
  const isCompared = compareWords !== null;
  return {
    type: 'bar',
    series: isCompared ? [periodWords, compareWords] : [seriesName(insight)],
    points: groups.map((row) => ({
      label: rowLabel(row),
      values: [row, ...(isCompared ? [row.compared] : [])].map((of) => of?.values[chart.measure] ?? null),
    })),
  };
}

function seriesName({ chart, measures }: Insight): string {
  return measures[chart.measure]?.name ?? 'value';
}
