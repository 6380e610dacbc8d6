import { CUSTOMER_SEGMENTS } from '#knowledge-base/projects/vocabulary.ts';
import { formatUsd } from '../kernel/format.ts';
import type { EvidenceRow, Finding } from './analysis.ts';
import { weightedQuantiles } from './weighted-quantile.ts';
import { idsOf } from './weighted-share.ts';

/** A segment's median is told from so many projects on. */
export const LEAST_OF_SEGMENT = 5;

/** The largest segment median over the smallest, at least, for the size to be worth asking for. */
export const SIZE_MATTERS = 2;

/**
 * What not knowing the customer's size costs: the median ARR of the similar projects by segment, weighted as
 * everywhere. Undefined when the size is given, or when it makes little difference to these projects.
 */
export function sizeNotGiven(
  customerSegment: string | undefined,
  rows: readonly EvidenceRow[],
): Finding | undefined {
  if (customerSegment !== undefined) return undefined;
  const segments = CUSTOMER_SEGMENTS.flatMap((segment) => medianOf(segment, rows) ?? []);
  const medians = segments.map(({ medianUsd }) => medianUsd);
  if (segments.length < 2 || Math.max(...medians) < SIZE_MATTERS * Math.min(...medians)) return undefined;
  const told = segments.map(({ segment, medianUsd }) => `${formatUsd(medianUsd)} for ${segment}`).join(', ');
  return {
    code: 'size-not-given',
    text: `The customer’s size is not given, and the ARR of similar projects depends on it: the middle is ${told}.`,
    figures: Object.fromEntries(
      segments.flatMap(({ segment, medianUsd, projects }) => [
        [`${segment} medianUsd`, medianUsd],
        [`${segment} projects`, projects],
      ]),
    ),
    opportunityIds: idsOf(rows.filter(({ arrUsd }) => arrUsd !== null)),
  };
}

function medianOf(segment: string, rows: readonly EvidenceRow[]) {
  const sample = rows.flatMap(({ customerSegment, arrUsd, weight }) =>
    customerSegment === segment && arrUsd !== null ? [{ value: arrUsd, weight }] : [],
  );
  if (sample.length < LEAST_OF_SEGMENT) return undefined;
  const [medianUsd = 0] = weightedQuantiles(sample, [0.5], 'log');
  return { segment, medianUsd: Math.round(medianUsd), projects: sample.length };
}
