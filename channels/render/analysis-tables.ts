import type { Analysis, EvidenceRow } from '#action-groups/data-analysis/analysis.ts';
import { formatExactUsd } from '#action-groups/kernel/format.ts';
import { METRICS } from './quantity-words.ts';
import { type Cell, cellText, numberColumn, type Table, textColumn, type Unit } from './table.ts';

/** The predicted quantities with their intervals; what could not be predicted is "not known". */
export function metricsTable({ metrics, prediction }: Analysis): Table {
  return {
    title: 'What to expect',
    columns: [
      textColumn('Measure'),
      numberColumn('Low', 'text'),
      numberColumn('Median', 'text'),
      numberColumn('High', 'text'),
      numberColumn('Interval holds', 'share'),
      numberColumn('Projects', 'count'),
      ...(prediction === null ? [] : [numberColumn('Median by size alone', 'text')]),
    ],
    rows: METRICS.map(({ key, name, unit }) => {
      const metric = metrics[key];
      const bar =
        prediction === null ? [] : [key === 'launchMonth' ? null : groupMedianText(prediction, key, unit)];
      if (metric === null) return [name, null, null, null, null, null, ...bar];
      const { low, median, high, level, evidence } = metric;
      return [
        name,
        cellText(low, unit),
        cellText(median, unit),
        cellText(high, unit),
        level,
        evidence,
        ...bar,
      ];
    }),
  };
}

function groupMedianText(
  { targets }: NonNullable<Analysis['prediction']>,
  key: keyof typeof targets,
  unit: Unit,
): string {
  const { median, group } = targets[key].groupMedian;
  return `${cellText(median, unit)} (${group})`;
}

/** The three most similar projects. */
export function similarProjectsTable({ similarProjects }: Analysis): Table {
  return {
    title: 'Most similar projects',
    columns: [
      textColumn('Customer'),
      textColumn('Project'),
      numberColumn('Similarity', 'share'),
      numberColumn('ARR stated', 'usd'),
      numberColumn('ARR computed', 'usd'),
      numberColumn('Closed', 'date'),
      numberColumn('Start after close', 'days'),
      numberColumn('Delivery', 'months'),
      textColumn('Why it matches, with weights'),
    ],
    rows: similarProjects.map((project) => [
      project.customerName,
      project.opportunityName,
      project.similarity,
      project.money.statedArrUsd,
      project.money.computedArrUsd,
      project.closeDate,
      project.gapDays,
      project.durationMonths,
      weightedReasonsText(project),
    ]),
  };
}

/** What could go wrong, each with how many projects it was seen in. */
export function risksTable({ risks }: Analysis): Table {
  return {
    title: 'Risks',
    columns: [textColumn('Risk'), numberColumn('Projects named', 'count')],
    rows: risks.map(({ text, opportunityIds }) => [text, opportunityIds.length]),
  };
}

/** Every project behind the numbers, heaviest first: the twin of the ARR chart. */
export function evidenceTable({ rows }: Analysis): Table {
  return {
    title: 'Projects behind the numbers',
    columns: [
      textColumn('Customer'),
      textColumn('Project'),
      numberColumn('Weight', 'weight'),
      numberColumn('ARR', 'exactUsd'),
      numberColumn('MRR', 'exactUsd'),
      numberColumn('Closed', 'date'),
      numberColumn('Start after close', 'days'),
      numberColumn('Delivery', 'months'),
      textColumn('Doubts'),
    ],
    rows: byWeight(rows).map((row): Cell[] => [
      row.customerName,
      row.opportunityName,
      row.weight,
      row.arrUsd,
      row.mrrUsd,
      row.closeDate,
      row.gapDays,
      row.durationMonths,
      row.doubts.length === 0 ? 'none' : row.doubts.join(', '),
    ]),
  };
}

/** The words the search looked for, heaviest first. */
export function termsTable({ evidence }: Analysis): Table {
  return {
    title: 'Search terms',
    columns: [textColumn('Term'), numberColumn('Weight', 'count'), textColumn('Why')],
    rows: evidence.terms.map(({ term, weight, why }) => [term, weight, why]),
  };
}

/** What was read and not used, or used with a doubt. */
export function leftTable({ evidence }: Analysis): Table {
  return {
    title: 'Left out or doubted',
    columns: [textColumn('Reason'), numberColumn('Projects', 'count')],
    rows: evidence.left.map(({ reason, rows }) => [reason, rows]),
  };
}

/** Rows in the order of their weight; equal weights keep their order. */
export function byWeight(rows: readonly EvidenceRow[]): readonly EvidenceRow[] {
  return rows.toSorted((one, other) => other.weight - one.weight);
}

/** `term “sybase”, industry: Healthcare`. */
export function reasonsText({ reasons }: Pick<EvidenceRow, 'reasons'>): string {
  return reasons.map(({ kind, text }) => (kind === 'term' ? `“${text}”` : text)).join(', ');
}

/** `“sybase” (10), industry: Healthcare (4)`. */
function weightedReasonsText({ reasons }: Pick<EvidenceRow, 'reasons'>): string {
  return reasons
    .map((reason) => `${reasonsText({ reasons: [reason] })} (${cellText(reason.weight, 'count')})`)
    .join(', ');
}

/** `Amazon Aurora ($12,000 a month, $4,000 upfront)`, joined by semicolons. */
export function servicesText({ services }: Pick<EvidenceRow, 'services'>): string {
  return services
    .map(({ service, monthlyUsd, upfrontUsd }) => {
      const upfront = upfrontUsd === 0 ? '' : `, ${formatExactUsd(upfrontUsd)} upfront`;
      return `${service} (${formatExactUsd(monthlyUsd)} a month${upfront})`;
    })
    .join('; ');
}
