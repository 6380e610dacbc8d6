import type { Opportunity } from '../opportunity.ts';
import type { Analysis } from './analysis.ts';

/** A quantity before and after; null where there is not enough evidence. */
interface Changed<Value> {
  readonly base: Value | null;
  readonly changed: Value | null;
  /** True when nothing moved: low, middle and high are the same. */
  readonly same: boolean;
}

/** An opportunity as it would be, beside the analysis it varies. */
export interface WhatIf {
  /** The analysis that is varied. */
  readonly whatIfOf: string;
  /** The inputs that are others, in the order of the opportunity's fields; null where one is not given. */
  readonly differs: readonly {
    readonly field: keyof Opportunity;
    readonly base: string | number | null;
    readonly changed: string | number | null;
  }[];
  readonly metrics: {
    readonly [Metric in keyof Analysis['metrics']]: Changed<NonNullable<Analysis['metrics'][Metric]>>;
  };
  readonly confidence: { readonly base: string; readonly changed: string; readonly same: boolean };
  /** False when the base was computed from other data or on another day, which moves figures as well. */
  readonly sameData: boolean;
}

/** What is other in `changed` than in `base`; computed from both alone. */
export function compareWhatIf(base: Analysis, changed: Analysis): WhatIf {
  return {
    whatIfOf: base.analysisId,
    differs: differingInputs(base.opportunity, changed.opportunity),
    metrics: {
      arrUsd: pair(base.metrics.arrUsd, changed.metrics.arrUsd),
      mrrUsd: pair(base.metrics.mrrUsd, changed.metrics.mrrUsd),
      launchMonth: pair(base.metrics.launchMonth, changed.metrics.launchMonth),
      gapDays: pair(base.metrics.gapDays, changed.metrics.gapDays),
      durationMonths: pair(base.metrics.durationMonths, changed.metrics.durationMonths),
    },
    confidence: {
      base: base.confidence.level,
      changed: changed.confidence.level,
      same: base.confidence.level === changed.confidence.level,
    },
    sameData:
      base.evidence.dataVersion === changed.evidence.dataVersion && base.asOfDate === changed.asOfDate,
  };
}

function differingInputs(base: Opportunity, changed: Opportunity): WhatIf['differs'] {
  const fields = [...new Set([...Object.keys(changed), ...Object.keys(base)])] as (keyof Opportunity)[];
  return fields
    .filter((field) => base[field] !== changed[field])
    .map((field) => ({ field, base: base[field] ?? null, changed: changed[field] ?? null }));
}

function pair<Value extends { low: unknown; median: unknown; high: unknown }>(
  base: Value | null,
  changed: Value | null,
): Changed<Value> {
  const same = base?.low === changed?.low && base?.median === changed?.median && base?.high === changed?.high;
  return { base, changed, same };
}
