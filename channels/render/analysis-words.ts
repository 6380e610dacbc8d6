import type { Analysis } from '#action-groups/data-analysis/analysis.ts';
import { formatCount, formatShare } from '#action-groups/kernel/format.ts';
import { reasonsText } from './analysis-tables.ts';
import { printableLine } from './printable.ts';
import { evidenceWords, levelWords, METRICS, rangeWords } from './quantity-words.ts';
import { cellText } from './table.ts';

/**
 * An analysis as plain lines for a terminal or a message without markup: no line holds a line break, a
 * control character or Markdown. Sections without content are left out, except what could not be predicted.
 */
export function analysisWords(analysis: Analysis): readonly string[] {
  return [
    headline(analysis),
    ...analysis.notes.map((note) => `Note: ${note}`),
    ...metricLines(analysis),
    `Confidence: ${analysis.confidence.level}. ${analysis.confidence.reason}`,
    ...serviceLines(analysis),
    ...similarLines(analysis),
    ...riskLines(analysis),
    evidenceLine(analysis),
  ].map(printableLine);
}

/** `Concentra · Sybase modernization`; of an opportunity that is only supposed, `What if: …`. */
export function opportunityTitle({ opportunity, whatIfOf }: Analysis): string {
  const { customerName, opportunityName } = opportunity;
  const title = opportunityName === undefined ? customerName : `${customerName} · ${opportunityName}`;
  return printableLine(whatIfOf === undefined ? title : `What if: ${title}`);
}

/** Where the numbers come from, in one sentence. */
export function evidenceLine({ evidence }: Analysis): string {
  const { rowsUsed, rowsMatched, period, dataVersion, sampleData } = evidence;
  const matched = formatCount(rowsMatched, 'project');
  const span = `closed ${cellText(period.fromDate, 'date')} to ${cellText(period.toDate, 'date')}`;
  const sample = sampleData ? ' This is sample data.' : '';
  return `Evidence: ${rowsUsed.toLocaleString('en-US')} of ${matched} that matched, ${span}, data version ${dataVersion}.${sample}`;
}

function headline(analysis: Analysis): string {
  const title = opportunityTitle(analysis);
  return analysis.outcome === 'predicted' ? title : `${title}: not enough evidence for a prediction`;
}

function metricLines({ metrics }: Analysis): readonly string[] {
  return METRICS.map(({ key, name, unit }) => {
    const metric = metrics[key];
    if (metric === null) return `${name}: not predicted, for lack of evidence`;
    const interval = `${rangeWords(metric, unit)} holds ${levelWords(metric.level)}`;
    return `${name}: ${cellText(metric.median, unit)} (${interval}, ${evidenceWords(metric.evidence)})`;
  });
}

function serviceLines({ services }: Analysis): readonly string[] {
  return services.map(
    ({ service, share, projects, monthlyUsd }) =>
      `Service: ${service}, in ${formatShare(share)} (${formatCount(projects, 'project')}), ${cellText(monthlyUsd.median, 'usd')} a month`,
  );
}

function similarLines({ similarProjects }: Analysis): readonly string[] {
  return similarProjects.map((project, index) => {
    const arr = project.arrUsd === null ? 'ARR not known' : `ARR ${cellText(project.arrUsd, 'usd')}`;
    const why = project.reasons.length === 0 ? '' : `; matches ${reasonsText(project)}`;
    return `Similar project ${index + 1}: ${project.customerName}, ${project.opportunityName}, ${arr}${why}`;
  });
}

function riskLines({ risks }: Analysis): readonly string[] {
  return risks.map(({ text }) => `Risk: ${text}`);
}
