import type { Headline, Remembered } from '../kernel/working-set.ts';
import type { Analysis } from './analysis.ts';

/** What the session keeps of an analysis: enough to list it, to compare it, and to ask again with a change. */
export function rememberedOf(built: Analysis): Remembered {
  const { analysisId, opportunity } = built;
  return {
    kind: 'opportunity',
    analysisId,
    opportunity: Object.fromEntries(
      Object.entries(opportunity).filter(([, value]) => value !== undefined),
    ) as Record<string, string | number>,
    headline: headlineOf(built),
    ...labelOf(built),
  };
}

/** The few figures by which an analysis is listed. */
export function headlineOf({ metrics: { arrUsd, launchMonth }, confidence }: Analysis): Headline {
  return {
    arrUsd: arrUsd === null ? null : { low: arrUsd.low, median: arrUsd.median, high: arrUsd.high },
    launchMonth:
      launchMonth === null
        ? null
        : { low: launchMonth.low, median: launchMonth.median, high: launchMonth.high },
    confidence: confidence.level,
  };
}

/** The opportunity's own name, else the term that tells most of the work, as the seller wrote it. */
function labelOf({ opportunity: { opportunityName, description }, evidence }: Analysis): { label?: string } {
  if (opportunityName !== undefined) return { label: opportunityName };
  const said = description.toLowerCase();
  const term = evidence.terms.find(({ term: text }) => said.includes(text))?.term;
  if (term === undefined) return {};
  const at = said.indexOf(term);
  return { label: description.slice(at, at + term.length) };
}
