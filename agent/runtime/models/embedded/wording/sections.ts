import type {
  Analysis,
  AnalysisSectionReply,
  AnalysisSummary,
  Evidence,
  ServicesContent,
} from '#action-groups/data-analysis/analysis.ts';
import type { Architecture } from '#action-groups/data-analysis/architecture.ts';
import type { Sensitivity } from '#action-groups/data-analysis/sensitivity.ts';
import { formatShare } from '#action-groups/kernel/format.ts';
import type { PromptSettings } from '../../model.ts';
import type { SectionWish } from '../intents/section-intents.ts';
import { wordArchitecture } from './architecture.ts';
import { wordEvidence, wordWhy } from './evidence.ts';
import { wordMetrics } from './metrics.ts';
import { NO_PROJECT, wordPartners, wordProject, wordProjects } from './projects.ts';
import { decimal } from './ranges.ts';
import { wordNarrowing, wordSensitivity } from './sensitivity.ts';
import { wordServicesContent, wordTogether } from './services.ts';
import { wordSummary } from './summary.ts';
import { joined, sentence } from './tone.ts';

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
      return wordMetrics(reply.content as Analysis['metrics'], { only: aspects(wish) });
    case 'confidence':
      return `${wordConfidence(reply.content as Analysis['confidence'])}${wish.aspect === 'verdict' ? `\n\n${JUDGEMENT}` : ''}`;
    case 'services':
      return wish.aspect === 'together'
        ? wordTogether(reply.content as ServicesContent)
        : wordServicesContent(reply.content as ServicesContent, settings);
    case 'architecture':
      return wordArchitecture(reply.content as Architecture | null, settings);
    case 'sensitivity':
      return wish.aspect === 'narrow'
        ? wordNarrowing(reply.content as Sensitivity | null)
        : wordSensitivity(reply.content as Sensitivity | null, settings);
    case 'similarProjects':
      if (wish.place !== undefined)
        return wordProject(reply.content as Analysis['similarProjects'], wish.place);
      if (wish.aspect === 'partner') return wordPartners(reply.content as Analysis['similarProjects']);
      return (
        wordProjects(reply.content as AnalysisSummary['similarProjects'], { withReasons: true }) || NO_PROJECT
      );
    case 'risks':
      return wordFindings(
        reply.content as Analysis['risks'],
        'The rows show no risk that stands out. That is no proof that there is none.',
      );
    case 'findings':
      if (wish.aspect === 'partner') return wordPartnerFinding(reply.content as Analysis['findings']);
      return wordFindings(reply.content as Analysis['findings'], 'Nothing in the rows stands out.');
    case 'rationale':
      return wordRationale(reply.content as Analysis['rationale'], settings);
    case 'methodology':
      // Why is answered by what the numbers come from; how they are computed, step by step, is asked for.
      if (wish.aspect === 'why' && settings.length !== 'detailed') return '';
      return (reply.content as Analysis['methodology'])
        .map((line, index) => `${index + 1}. ${sentence(line)}`)
        .join('\n');
    case 'evidence':
      return wish.aspect === 'why'
        ? wordWhy(reply.content as Evidence, settings)
        : wordEvidence(reply.content as Evidence, wish.aspect === 'sql');
  }
}

function aspects({ aspect }: SectionWish): readonly ('worth' | 'monthly' | 'launch' | 'duration')[] {
  if (aspect === 'worth') return ['worth', 'monthly'];
  if (aspect === 'monthly') return ['monthly', 'worth'];
  if (aspect === 'launch') return ['launch', 'duration'];
  if (aspect === 'duration') return ['duration', 'launch'];
  return ['worth', 'monthly', 'launch', 'duration'];
}

function wordConfidence(confidence: Analysis['confidence']): string {
  // The reason says the figure of what limits it: the other figures follow.
  const { effectiveSample, level, limitedBy, quality, reason, spreadRatio } = confidence;
  const others = [
    ...(spreadRatio === null || limitedBy === 'spread'
      ? []
      : [`the high end of the ARR range is ${decimal(spreadRatio)} times the low end`]),
    ...(limitedBy === 'sample' ? [] : [`the effective sample is ${decimal(effectiveSample)} projects`]),
    ...(limitedBy === 'quality' ? [] : [`${formatShare(quality)} of them are without a doubt`]),
  ];
  const beside = limitedBy === 'nothing' || others.length === 0 ? '' : ` Beside that, ${joined(others)}.`;
  return `**Confidence: ${level}.** ${sentence(reason)}${beside}`;
}

function wordFindings(findings: Analysis['risks'], none: string): string {
  return findings.length === 0 ? none : findings.map(({ text }) => `- ${sentence(text)}`).join('\n');
}

/** Short says what counts most: the learners, or the rows, and what moved the middle. */
function wordRationale(rationale: Analysis['rationale'], { length }: PromptSettings): string {
  const shown = length === 'short' ? rationale.filter(({ code }) => SHORT_RATIONALE.has(code)) : rationale;
  return shown.length === 0 ? '' : shown.map(({ text }) => `- ${sentence(text)}`).join('\n');
}

const SHORT_RATIONALE: ReadonlySet<string> = new Set(['learners', 'moved-by']);

function wordPartnerFinding(findings: Analysis['findings']): string {
  const partner = findings.find(({ code }) => code === 'most-experienced-partner');
  return partner === undefined
    ? 'The rows show no partner with more of the similar projects than the others.'
    : sentence(partner.text);
}

const JUDGEMENT =
  'Whether that makes it a good deal is your judgement: these are the ranges of comparable projects and how far they carry, not advice.';
