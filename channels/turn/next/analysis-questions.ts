import { z } from 'zod';
import { formatDate } from '#action-groups/kernel/format.ts';
import { monthsAfter } from './calendar.ts';
import { comparisonOf, partOf } from './topics.ts';
import type { NextQuestion, TurnView } from './turn-view.ts';

/** What of a stored analysis decides what may be asked of it. */
const askable = z.object({
  analysisId: z.string(),
  outcome: z.string(),
  whatIfOf: z.string().optional(),
  opportunity: z.object({ customerName: z.string(), targetCloseDate: z.string() }),
  services: z.array(z.unknown()),
  similarProjects: z.array(z.unknown()),
  risks: z.array(z.object({ code: z.string() })),
  findings: z.array(z.object({ code: z.string() })),
});
type Askable = z.infer<typeof askable>;

/** What may be asked of the turn's analysis: what it holds and was not shown, and what would be if. */
export function analysisQuestions(view: TurnView): readonly NextQuestion[] {
  const artifact = view.artifacts.findLast(({ type }) => type === 'analysis');
  const { data: analysis } = askable.safeParse(artifact);
  if (analysis === undefined) return [];
  const [first, ...later] = suppositions(analysis);
  const [services, projects, ...parts] = sections(analysis);
  return [
    ...comparison(analysis, view),
    ...[first, services, fundingOf(analysis), projects].filter((each) => each !== undefined),
    ...later,
    ...parts,
  ];
}

/** Who helps to pay; asked of what is meant to be, not of what is only supposed. */
function fundingOf({ analysisId, outcome, whatIfOf }: Askable): NextQuestion | undefined {
  if (outcome !== 'predicted' || whatIfOf !== undefined) return undefined;
  return {
    text: 'Is there funding for this?',
    operation: 'recommendFunding',
    topic: partOf('funding', analysisId),
  };
}

const SECTIONS: readonly {
  readonly section: string;
  readonly text: string;
  readonly holds: (analysis: Askable) => boolean;
}[] = [
  {
    section: 'services',
    text: 'Which services will it use?',
    holds: ({ services }) => services.length > 0,
  },
  {
    section: 'similarProjects',
    text: 'Which projects is it based on?',
    holds: ({ similarProjects }) => similarProjects.length > 0,
  },
  { section: 'risks', text: 'What are the risks?', holds: ({ risks }) => risks.length > 0 },
  {
    section: 'confidence',
    text: 'How sure is that?',
    holds: ({ outcome }) => outcome === 'predicted',
  },
  {
    section: 'findings',
    text: 'Which partner has done this most?',
    holds: ({ findings }) => findings.some(({ code }) => code === 'most-experienced-partner'),
  },
  {
    section: 'sensitivity',
    text: 'What moves the number?',
    holds: ({ outcome }) => outcome === 'predicted',
  },
  {
    section: 'architecture',
    text: 'What would the architecture look like?',
    holds: ({ services }) => services.length > 0,
  },
  { section: 'methodology', text: 'How was this searched?', holds: () => true },
  { section: 'evidence', text: 'Show me the SQL.', holds: () => true },
];

/** Of a supposed opportunity the parts are those of the one it varies: that stays the current one. */
function sections(analysis: Askable): readonly NextQuestion[] {
  return SECTIONS.filter(({ holds }) => holds(analysis)).map(({ section, text }) => ({
    text,
    operation: 'getAnalysisSection',
    topic: partOf(section, analysis.whatIfOf ?? analysis.analysisId),
  }));
}

/** What would be if the customer had a size, or the deal closed a quarter later than it does. */
function suppositions({
  analysisId,
  opportunity,
  outcome,
  risks,
  whatIfOf,
}: Askable): readonly NextQuestion[] {
  if (outcome !== 'predicted') return [];
  const base = whatIfOf ?? analysisId;
  const later = formatDate(monthsAfter(opportunity.targetCloseDate, 3));
  const texts = [
    ...(whatIfOf === undefined ? [] : [{ text: 'Keep that.' }]),
    ...(risks.some(({ code }) => code === 'size-not-given')
      ? [
          {
            text: 'What if it is an Enterprise customer?',
            topic: partOf('another customerSegment', base),
          },
        ]
      : []),
    { text: `What if it closes on ${later}?`, topic: partOf('another targetCloseDate', base) },
  ];
  return texts.map((each) => ({ ...each, operation: 'analyzeOpportunity' }));
}

function comparison(
  { analysisId, opportunity: { customerName } }: Askable,
  { shown }: TurnView,
): readonly NextQuestion[] {
  const other = shown.customers.find(({ name }) => name !== customerName);
  if (other === undefined) return [];
  const text = `Compare ${customerName} with ${other.name}.`;
  const topic = comparisonOf(analysisId, other.analysisId);
  return [{ text, operation: 'getAnalysisSection', topic }];
}
