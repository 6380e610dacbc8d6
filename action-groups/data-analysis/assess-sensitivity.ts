import { dateOfDay, dayNumber } from '#knowledge-base/projects/calendar-date.ts';
import type { Opportunity } from '../opportunity.ts';
import type { Analysis, EvidenceRow } from './analysis.ts';
import { addMonths, predictMetrics, rangeOf } from './predict-metrics.ts';
import type { Foreteller, ForetoldDeal } from './prediction/foretell.ts';
import { foretoldMetrics } from './prediction/foretold-metrics.ts';
import type { Range } from './range.ts';
import type { Candidate } from './read-candidates.ts';
import type { InputSensitivity, Sensitivity } from './sensitivity.ts';
import { shareByLevel, type WeighedValue } from './value-shares.ts';
import { MOST_VALUES, NOT_KNOWN, type VariedInput, varyInputs } from './vary-inputs.ts';

/** A quarter, in months. */
export const SCENARIO_MONTHS = [-3, 3] as const;

/** What is not known is worth asking for when the range would be narrower by this factor at least. */
export const LEAST_NARROWING = 1.05;

export interface SensitivityGround {
  readonly opportunity: Opportunity;
  readonly metrics: Analysis['metrics'];
  readonly prediction: Analysis['prediction'];
  readonly rows: readonly EvidenceRow[];
  /** The projects of the rows, in their order, as the query gave them. */
  readonly candidates: readonly Candidate[];
  readonly foreteller: Foreteller | undefined;
}

/** How the ARR depends on each input, on the date, and on what is not known; null without an ARR. */
export function assessSensitivity(ground: SensitivityGround): Sensitivity | null {
  const { arrUsd } = ground.metrics;
  if (arrUsd === null) return null;
  const varied = ground.foreteller === undefined ? byProjects(ground) : byModel(ground, ground.foreteller);
  return {
    basis: ground.foreteller === undefined ? 'projects' : 'model',
    medianUsd: arrUsd.median,
    inputs: varied
      .map((each) => inputOf(each, arrUsd))
      .filter(({ variations }) => variations.length > 1)
      .sort((a, b) => b.swingRatio - a.swingRatio || (a.input < b.input ? -1 : 1)),
    dates: SCENARIO_MONTHS.map((months) =>
      closingAt(shifted(ground.opportunity.targetCloseDate, months), ground),
    ),
    secondOpinion: secondOpinionOf(ground.prediction, arrUsd),
    narrowing: narrowingOf(varied, arrUsd),
  };
}

interface Varied {
  readonly input: string;
  readonly given: string | null;
  readonly variations: readonly { readonly value: string; readonly share: number; readonly arrUsd: Range }[];
}

function byModel(
  { candidates, opportunity, rows }: SensitivityGround,
  foreteller: Foreteller,
): readonly Varied[] {
  const valuesOf = (feature: string) =>
    candidates.map(
      (candidate, at): WeighedValue => ({
        value: featureOf(candidate, feature),
        weight: rows[at]?.weight ?? 0,
      }),
    );
  return varyInputs(foreteller.exampleOf(opportunity), valuesOf).map(
    ({ input, given, variations }: VariedInput) => ({
      input,
      given,
      variations: variations.map(({ value, share, example }) => ({
        value,
        share,
        arrUsd: arrOf(foreteller.foretell(example), opportunity),
      })),
    }),
  );
}

function arrOf(foretold: ForetoldDeal, { targetCloseDate }: Opportunity): Range {
  return foretoldMetrics(foretold, targetCloseDate).arrUsd as Range;
}

function featureOf({ country, customerSegment, industry, told }: Candidate, feature: string): string | null {
  const values: Readonly<Record<string, string | null>> = { country, customerSegment, industry, ...told };
  return values[feature] ?? null;
}

/** Without a model: the similar projects that have the value, where they are enough for a range. */
function byProjects({ opportunity, rows }: SensitivityGround): readonly Varied[] {
  return PROJECT_ATTRIBUTES.map(([attribute, input]) => {
    const given = opportunity[attribute] ?? null;
    const shares = shareByLevel(rows.map((row) => ({ value: row[attribute], weight: row.weight })));
    const variations = shares.slice(0, MOST_VALUES).flatMap(({ value, share }) => {
      const arrUsd = rangeOf(
        rows.filter((row) => row[attribute] === value),
        (row) => row.arrUsd,
      );
      return arrUsd === null || value === given ? [] : [{ value, share, arrUsd }];
    });
    return { input, given, variations };
  });
}

const PROJECT_ATTRIBUTES = [
  ['customerSegment', 'the customer’s size'],
  ['industry', 'the industry'],
  ['country', 'the country'],
] as const;

function inputOf({ input, given, variations }: Varied, arrUsd: Range): InputSensitivity {
  const all = [{ value: given ?? NOT_KNOWN, arrUsd }, ...variations].map((each) => ({
    value: each.value,
    medianUsd: each.arrUsd.median,
    spreadRatio: spreadOf(each.arrUsd),
  }));
  const medians = all.map(({ medianUsd }) => medianUsd);
  const [lowUsd, highUsd] = [Math.min(...medians), Math.max(...medians)];
  return {
    input,
    given,
    lowUsd,
    highUsd,
    swingRatio: (1 + highUsd) / (1 + lowUsd),
    variations: all,
  };
}

function spreadOf({ low, high }: Range): number | null {
  return low <= 0 ? null : high / low;
}

/** The range with an unknown input known: the geometric mean over its values, by their shares. */
function narrowingOf(varied: readonly Varied[], arrUsd: Range): Sensitivity['narrowing'] {
  const now = spreadOf(arrUsd);
  if (now === null) return [];
  return varied
    .filter(({ given, variations }) => given === null && variations.length > 0)
    .flatMap(({ input, variations }) => {
      const known = variations.filter((each) => each.arrUsd.low > 0);
      const total = known.reduce((sum, { share }) => sum + share, 0);
      const mean = known.reduce(
        (sum, each) => sum + (each.share / total) * Math.log(each.arrUsd.high / each.arrUsd.low),
        0,
      );
      const ifKnown = Math.exp(mean);
      return total > 0 && now >= ifKnown * LEAST_NARROWING
        ? [{ input, spreadRatio: now, spreadRatioIfKnown: ifKnown }]
        : [];
    })
    .sort((a, b) => a.spreadRatioIfKnown - b.spreadRatioIfKnown);
}

function shifted(date: string, months: number): string {
  return dateOfDay(addMonths(dayNumber(date), months));
}

function closingAt(
  targetCloseDate: string,
  { foreteller, opportunity, rows }: SensitivityGround,
): Sensitivity['dates'][number] {
  const { arrUsd, launchMonth } =
    foreteller === undefined
      ? predictMetrics(rows, targetCloseDate)
      : foretoldMetrics(
          foreteller.foretell(foreteller.exampleOf({ ...opportunity, targetCloseDate })),
          targetCloseDate,
        );
  return { targetCloseDate, arrUsd, launchMonth };
}

function secondOpinionOf(prediction: Analysis['prediction'], arrUsd: Range): Sensitivity['secondOpinion'] {
  if (prediction === null) return null;
  const { group, median, projects } = prediction.targets.arrUsd.groupMedian;
  return {
    group,
    medianUsd: median,
    projects,
    timesMedian: (1 + arrUsd.median) / (1 + median),
    isInsideRange: arrUsd.low <= median && median <= arrUsd.high,
  };
}
