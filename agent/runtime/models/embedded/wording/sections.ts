import type {
  Analysis,
  AnalysisSectionReply,
  AnalysisSummary,
  Evidence,
} from '#action-groups/data-analysis/analysis.ts';
import { formatCount, formatDate, formatShare } from '#action-groups/kernel/format.ts';
import type { PromptSettings } from '../../model.ts';
import type { SectionWish } from '../intents/section-intents.ts';
import { wordPartners, wordProject } from './projects.ts';
import { joined } from './questions.ts';
import { sentence, wordMetrics, wordProjects, wordServices, wordSummary } from './summary.ts';

/** One section in words; `wish` says what about it was asked. */
export function wordSection(
  reply: AnalysisSectionReply,
  wish: SectionWish,
  settings: PromptSettings,
): string {
  switch (reply.section) {
    case 'summary':
      return wordSummary(reply.content as AnalysisSummary, [], settings);
    case 'metrics':
      return wordMetrics(reply.content as Analysis['metrics'], undefined, aspects(wish));
    case 'confidence':
      return `${wordConfidence(reply.content as Analysis['confidence'])}${wish.aspect === 'verdict' ? `\n\n${JUDGEMENT}` : ''}`;
    case 'services':
      return (
        wordAllServices(reply.content as AnalysisSummary['services']) ||
        'No service is shared by enough of the similar projects.'
      );
    case 'similarProjects':
      if (wish.place !== undefined)
        return wordProject(reply.content as Analysis['similarProjects'], wish.place);
      if (wish.aspect === 'partner') return wordPartners(reply.content as Analysis['similarProjects']);
      return (
        wordProjects(reply.content as AnalysisSummary['similarProjects'], true) ||
        'No past project is similar enough to show.'
      );
    case 'risks':
      return wordFindings(
        reply.content as Analysis['risks'],
        'The rows show no risk that stands out. That is no proof that there is none.',
      );
    case 'findings':
      if (wish.aspect === 'partner') return wordPartnerFinding(reply.content as Analysis['findings']);
      return wordFindings(reply.content as Analysis['findings'], 'Nothing in the rows stands out.');
    case 'methodology':
      return (reply.content as Analysis['methodology'])
        .map((line, index) => `${index + 1}. ${sentence(line)}`)
        .join('\n');
    case 'evidence':
      return wordEvidence(reply.content as Evidence, wish.aspect === 'sql');
  }
}

function wordAllServices(services: AnalysisSummary['services']): string {
  return wordServices(services, services.length, services.length);
}

function aspects({ aspect }: SectionWish): readonly ('worth' | 'monthly' | 'launch' | 'duration')[] {
  if (aspect === 'worth') return ['worth', 'monthly'];
  if (aspect === 'monthly') return ['monthly', 'worth'];
  if (aspect === 'launch') return ['launch', 'duration'];
  if (aspect === 'duration') return ['duration', 'launch'];
  return ['worth', 'monthly', 'launch', 'duration'];
}

function wordConfidence(confidence: Analysis['confidence']): string {
  // The reason already says what limits it, with its figure: the other figures follow.
  const { limitedBy } = confidence;
  const others = [
    ...(confidence.spreadRatio === null || limitedBy === 'spread'
      ? []
      : [`the high end of the ARR range is ${round(confidence.spreadRatio)} times the low end`]),
    ...(limitedBy === 'sample'
      ? []
      : [`the effective sample is ${round(confidence.effectiveSample)} projects`]),
    ...(limitedBy === 'quality'
      ? []
      : [`${formatShare(confidence.quality)} of the rows are without a doubt`]),
  ];
  const limited = {
    spread: 'the spread of the values',
    sample: 'the number of comparable projects',
    quality: 'the quality of the rows',
    nothing: null,
  }[confidence.limitedBy];
  return [
    `**Confidence: ${confidence.level}.** ${sentence(confidence.reason)}`,
    ...(limited === null ? [] : [`What holds it down is ${limited}.`]),
    ...(others.length === 0 ? [] : [sentence(joined(others))]),
  ].join(' ');
}

function wordFindings(findings: Analysis['risks'], none: string): string {
  return findings.length === 0 ? none : findings.map(({ text }) => `- ${sentence(text)}`).join('\n');
}

function wordPartnerFinding(findings: Analysis['findings']): string {
  const partner = findings.find(({ code }) => code === 'most-experienced-partner');
  return partner === undefined
    ? 'The rows show no partner with more of the similar projects than the others.'
    : sentence(partner.text);
}

const JUDGEMENT =
  'Whether that makes it a good deal is your judgement: these are the ranges of comparable projects and how far they carry, not advice.';

function wordEvidence(evidence: Evidence, withSql: boolean): string {
  const rows = `${formatCount(evidence.rowsMatched, 'project')} matched, ${evidence.rowsRead.toLocaleString('en-US')} read and ${evidence.rowsUsed.toLocaleString('en-US')} used; searched: projects closed between ${formatDate(evidence.period.fromDate)} and ${formatDate(evidence.period.toDate)}; ${evidence.scope}; data version ${evidence.dataVersion}.`;
  const left =
    evidence.left.length === 0
      ? ''
      : `\nLeft out or used with a doubt: ${evidence.left.map(({ reason, rows: count }) => `${reason} (${count.toLocaleString('en-US')})`).join(', ')}.`;
  const terms =
    evidence.terms.length === 0
      ? ''
      : `\nSearched for: ${evidence.terms.map(({ term, weight }) => `${term} (${round(weight)})`).join(', ')}.`;
  const sample = evidence.sampleData ? '\nThis is generated sample data, not real deals.' : '';
  if (!withSql) return `${rows}${left}${terms}${sample}`;
  const values =
    evidence.values.length === 0
      ? ''
      : `\nValues bound to the question marks: ${evidence.values.map((value) => (typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value))).join(', ')}.`;
  return `The query (${evidence.queryId}), as it ran:\n\n\`\`\`sql\n${evidence.sql.replaceAll('```', '` ` `')}\n\`\`\`\n${values}\n\n${rows}${left}${sample}`;
}

function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}
