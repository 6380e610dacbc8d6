import type { AnalysisSummary, MonthRange, Range } from '#action-groups/data-analysis/analysis.ts';
import type { WhatIf } from '#action-groups/data-analysis/what-if.ts';
import { formatDate, formatUsd } from '#action-groups/kernel/format.ts';
import type { PromptSettings } from '../../model.ts';
import { countryName } from '../values/places.ts';
import { shorten } from './questions.ts';
import { wordCountRange, wordMonthRange, wordUsdRange } from './ranges.ts';
import { wordSource } from './summary.ts';

/** The answer to what would be: the difference first, each range as it is and as it would be. */
export function wordWhatIf(
  summary: AnalysisSummary & { readonly whatIf: WhatIf },
  remarks: readonly string[],
  settings: PromptSettings,
): string {
  const { whatIf, opportunity } = summary;
  const supposed =
    whatIf.differs.length === 0
      ? 'with nothing else than it has'
      : `with ${whatIf.differs.map(wordInput).join(' and ')}`;
  const { moved, same } = wordMetricsOf(whatIf);
  const parts = [
    `**What if: ${opportunity.customerName}** ${supposed}.${remarks.map((each) => ` ${each}`).join('')}`,
    moved.length === 0 ? 'None of the figures would change.' : moved.join('\n'),
    [
      ...(same.length === 0 || moved.length === 0 ? [] : [`Unchanged: ${same.join('; ')}.`]),
      wordConfidence(whatIf.confidence),
      ...(whatIf.sameData
        ? []
        : ['The first analysis rests on other data or another day, which moves figures too.']),
    ].join(' '),
    `${wordSource(summary, settings)}\nNothing is changed yet: say “keep that” to make it so.`,
  ];
  return parts.join('\n\n');
}

const LABELS: Readonly<Record<string, string>> = {
  customerName: 'customer',
  description: 'the wish',
  targetCloseDate: 'close',
  country: 'country',
  region: 'region',
  opportunityName: 'name',
  industry: 'industry',
  customerSegment: 'segment',
  opportunityType: 'type',
  partnerName: 'partner',
  migrationPhase: 'phase',
  expectedAnnualUsd: 'expected ARR',
};

function wordInput({ field, base, changed }: WhatIf['differs'][number]): string {
  const now = base === null ? '' : ` (now ${wordValue(field, base)})`;
  return changed === null
    ? `no ${LABELS[field]}${now}`
    : `${LABELS[field]} ${wordValue(field, changed)}${now}`;
}

function wordValue(field: string, value: string | number): string {
  if (field === 'targetCloseDate') return formatDate(String(value));
  if (field === 'country') return countryName(String(value));
  if (field === 'expectedAnnualUsd') return formatUsd(Number(value));
  return field === 'description' ? `“${shorten(String(value))}”` : String(value);
}

function wordMetricsOf({ metrics }: WhatIf): {
  readonly moved: readonly string[];
  readonly same: readonly string[];
} {
  const months = (range: Range) => wordCountRange(range, 'month');
  const rows = [
    row('ARR', metrics.arrUsd, wordUsdRange),
    row('MRR', metrics.mrrUsd, wordUsdRange),
    row('Launch', metrics.launchMonth, (range: MonthRange) => wordMonthRange(range)),
    row('Delivery', metrics.durationMonths, months),
  ];
  return {
    moved: rows
      .filter(({ same }) => !same)
      .map(({ name, base, changed }) => `- ${name}: ${changed} (now ${base})`),
    same: rows.filter(({ same }) => same).map(({ name, base }) => `${name} ${base}`),
  };
}

function row<Value>(
  name: string,
  { base, changed, same }: { base: Value | null; changed: Value | null; same: boolean },
  words: (range: Value) => string,
) {
  const worded = (range: Value | null) => (range === null ? 'not enough evidence' : words(range));
  return { name, same, base: worded(base), changed: worded(changed) };
}

function wordConfidence({ base, changed, same }: WhatIf['confidence']): string {
  return same ? `Confidence stays ${base}.` : `Confidence: ${changed} (now ${base}).`;
}
