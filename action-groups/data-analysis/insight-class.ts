import { type DataClass, highestClass } from '#knowledge-base/data-class.ts';
import { columnFacts, projectRecord } from '#knowledge-base/projects/project-record.ts';
import { INSIGHT_FIGURES, type InsightFigure } from '../query-generation/insight-specification.ts';
import { type InsightFigures, insight } from './insight.ts';

/** An amount of fewer deals than these tells what a single one was worth. */
export const FEWEST_DEALS = 5;

/** Aggregates that show one deal's own amount. */
const SHOWS_ONE_DEAL = /^(?:min|max)\(/;

/**
 * The class of a stored insight: aggregates over the organisation are internal; groups or filters by a confidential
 * field (a customer, the words of a project) and amounts of a few deals are as confidential as the field.
 */
export function insightClass(body: unknown): DataClass {
  const { data } = insight.safeParse(body);
  if (data === undefined) return 'restricted';
  const { specification, measures, rows, totals } = data;
  const filtered = (specification.filters ?? []).map(({ field }) => field);
  // Amounts and words to look for are the asker's own; what they find is told of by the figures.
  const isLookedUp = (field: string) => !isFigure(field) && field !== 'text';
  const fields = [...(specification.dimensions ?? []), ...filtered.filter(isLookedUp)];
  if (filtered.includes('text') && totals.projects < FEWEST_DEALS) fields.push('text');
  const figures = measures.flatMap(({ measure }) => {
    const [figure] = INSIGHT_FIGURES.filter((each) => measure.endsWith(`(${each})`));
    return figure === undefined ? [] : [{ figure, showsOne: SHOWS_ONE_DEAL.test(measure) }];
  });
  const shown = [...rows, totals].flatMap((each) => [
    each,
    ...(each.compared === undefined ? [] : [each.compared]),
  ]);
  return highestClass([
    'internal',
    ...fields.map(classOfField),
    ...figures
      .filter(({ figure, showsOne }) => showsOne || shown.some((row) => isOfFew(row, figure)))
      .map(({ figure }) => classOfField(figure)),
  ]);
}

function isFigure(field: string): field is InsightFigure {
  return INSIGHT_FIGURES.some((each) => each === field);
}

function isOfFew({ known, projects }: InsightFigures, figure: InsightFigure): boolean {
  const deals = known[figure] ?? projects;
  return deals > 0 && deals < FEWEST_DEALS;
}

/** Fields of an insight that are columns under another name, or of several. */
const OTHER_NAMES: Readonly<Record<string, keyof typeof projectRecord.shape>> = {
  region: 'opportunityRegion',
  service: 'service1',
  year: 'closeDate',
  quarter: 'closeDate',
  month: 'closeDate',
  text: 'searchText',
};

function classOfField(field: string): DataClass {
  const name = OTHER_NAMES[field] ?? field;
  const schema = Object.entries(projectRecord.shape).find(([key]) => key === name)?.[1];
  return schema === undefined ? 'restricted' : (columnFacts.get(schema)?.dataClass ?? 'restricted');
}
