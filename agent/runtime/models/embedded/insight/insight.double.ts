import type {
  InsightMeasure,
  InsightSpecification,
} from '#action-groups/query-generation/insight-specification.ts';
import type { Json } from '../../model.ts';
import type { Operations } from '../embedded-model.double.ts';
import type { WordedInsight } from '../wording/insight.ts';

/** Operations with a portfolio whose groups are A, B and C; the rest as `others` answers it. */
export function withPortfolio(others: Operations): Operations {
  return (operation, input) => {
    const specification = input as unknown as InsightSpecification;
    if (operation === 'runInsightQuery')
      return { code: 'ok', artifacts: [], result: insightOf(specification) as unknown as Json };
    if (operation === 'generateInsightQuery')
      return {
        code: 'ok',
        artifacts: [],
        result: {
          queryId: 'q-1',
          counts: 'Projects won.',
          sql: 'SELECT 1',
          scope: 'all partners',
          dataVersion: 'v1',
        },
      };
    return others(operation, input);
  };
}

/** An insight of three groups, whatever is asked. */
export function insightOf({ measures, dimensions = [], compareWith }: InsightSpecification): WordedInsight {
  const figures = (projects: number) => ({
    projects,
    values: measures.map((measure) => figureOf(measure, projects)),
  });
  const row = (label: string, projects: number) => ({
    kind: 'group' as const,
    keys: dimensions.map(() => label),
    labels: dimensions.map(() => label),
    ...figures(projects),
    ...(compareWith === undefined ? {} : { compared: figures(projects - 10) }),
  });
  return {
    counts: 'Projects won.',
    periodWords: 'in 2026',
    compareWords: compareWith === undefined ? null : 'in 2025',
    dimensions: dimensions.map((dimension) => ({ dimension, name: dimension })),
    measures: measures.map((measure) => ({ measure, name: measure, unit: unitOf(measure) })),
    rows: dimensions.length === 0 ? [] : [row('A', 60), row('B', 40), row('C', 20)],
    totals: { ...figures(120), ...(compareWith === undefined ? {} : { compared: figures(90) }) },
    groupsTotal: dimensions.length === 0 ? 0 : 3,
    chart: { type: dimensions.length === 0 ? 'none' : 'bar' },
    leftOut: [{ text: '7 projects closed lost' }],
    notes: [],
    evidence: {
      scope: 'all partners of the organisation',
      dataVersion: 'v1',
      throughDate: '2026-11-20',
      sampleData: true,
      rowsCounted: 120,
    },
  };
}

function unitOf(measure: InsightMeasure): string {
  if (measure.startsWith('share')) return 'share';
  if (!measure.includes('(')) return 'count';
  return measure.includes('Months') ? 'months' : measure.includes('Days') ? 'days' : 'usd';
}

function figureOf(measure: InsightMeasure, projects: number): number {
  const unit = unitOf(measure);
  return unit === 'share' ? projects / 120 : unit === 'usd' ? projects * 1_000 : projects;
}
