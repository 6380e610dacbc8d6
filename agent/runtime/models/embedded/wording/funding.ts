import type {
  FundingCombination,
  FundingProgramSummary,
  FundingSummary,
} from '#action-groups/funding/funding-plan.ts';
import { formatDate } from '#action-groups/kernel/format.ts';
import type { Asked } from './requested.ts';
import { joined, lower, sentence } from './tone.ts';

const VERDICTS = { yes: 'yes', 'not-yet': 'not yet', no: 'no' } as const;
const MOST_PROGRAMS = 5;
const MOST_GAPS = 3;

/** Who helps to pay, in the order of what was asked: the sentences and their basis are the operation's. */
export function wordFunding(plan: FundingSummary, { aspect }: Asked): string {
  const parts = (PARTS[aspect ?? ''] ?? overview)(plan);
  const notes = plan.notes.map(sentence).join(' ');
  return [...parts, notes].filter((part) => part !== '').join('\n\n');
}

const PARTS: Readonly<Record<string, (plan: FundingSummary) => readonly string[]>> = {
  documents: wordDocuments,
  stack: wordStacking,
  timeline: wordTimeline,
  missing: (plan) => [headline(plan), wordMissing(plan, plan.missing.length)],
  amount: (plan) => [headline(plan), wordAmounts(plan), wordCombination(plan.combination)],
  tiers: wordTiers,
  risks: (plan) => [headline(plan), plan.risks.map(({ text }) => `- ${sentence(text)}`).join('\n')],
  reasons: wordReasons,
};

function overview(plan: FundingSummary): readonly string[] {
  const asked = plan.programs.find(({ programId }) => programId === plan.askedProgramId);
  if (asked !== undefined) return aboutProgram(plan, asked);
  return [
    headline(plan),
    wordAmounts(plan),
    wordNo(plan),
    plan.combination !== null && plan.text.includes(plan.combination.text.replace(/\.$/, ''))
      ? ''
      : wordCombination(plan.combination ?? plan.combinationIfSettled),
    wordMissing(plan, MOST_GAPS),
    OFFER,
  ];
}

const OFFER =
  'Ask for what to submit, by when, which of them go together, why not a program, or where it says so.';

function headline({ customerName, opportunityName, text }: FundingSummary): string {
  const name = opportunityName === null ? customerName : `${customerName}, ${opportunityName}`;
  return `**Funding for ${name}.** ${sentence(text)}`;
}

/** One program, whatever the others are. */
function aboutProgram(plan: FundingSummary, program: FundingProgramSummary): readonly string[] {
  const { name, shortName, verdict, text, amountText, missing = [], reasons = [], applyByDate } = program;
  const called = name === shortName ? name : `${name} (${shortName})`;
  const lines = [
    ...(amountText === undefined || verdict === 'no' || text.includes(amountText.replace(/\.$/, ''))
      ? []
      : [`- Amount: ${lower(sentence(amountText))}`]),
    ...missing.map(
      (gap) => `- ${gap.kind === 'question' ? 'To answer' : 'To do'}: ${lower(sentence(gap.text))}`,
    ),
    ...(applyByDate === undefined || applyByDate === null ? [] : [`- Apply by ${formatDate(applyByDate)}.`]),
  ];
  const others = plan.programs.filter((each) => each !== program && each.verdict !== 'no');
  return [
    `**${called} for ${plan.customerName}: ${VERDICTS[verdict]}.** ${sentence(text)}`,
    verdict === 'no'
      ? reasons
          .slice(0, MOST_GAPS)
          .map((reason) => `- ${sentence(reason)}`)
          .join('\n')
      : lines.join('\n'),
    wordSource(program),
    others.length === 0
      ? ''
      : `Beside it, look at ${joined(others.slice(0, MOST_PROGRAMS).map((each) => `${each.shortName} (${VERDICTS[each.verdict]})`))}.`,
  ];
}

function wordSource({ source }: FundingProgramSummary): string {
  return source === undefined ? '' : `Described in “${source.title}”, ${formatDate(source.date)}.`;
}

function open({ programs }: FundingSummary): readonly FundingProgramSummary[] {
  return programs.filter(({ verdict }) => verdict !== 'no');
}

function wordAmounts(plan: FundingSummary): string {
  return open(plan)
    .slice(0, MOST_PROGRAMS)
    .map(
      ({ shortName, verdict, amountText, text }) =>
        `- **${shortName}**, ${VERDICTS[verdict]}: ${behindName(shortName, amountText ?? text)}`,
    )
    .join('\n');
}

function wordNo({ programs }: FundingSummary): string {
  const no = programs.filter(({ verdict }) => verdict === 'no').map(({ shortName }) => shortName);
  return no.length === 0 ? '' : `Not for this one: ${joined(no)}.`;
}

function wordCombination(combination: FundingCombination | null): string {
  return combination === null ? '' : sentence(combination.text);
}

function wordMissing({ missing }: FundingSummary, most: number): string {
  if (missing.length === 0) return '';
  const lines = missing.slice(0, most).map(({ text }) => `- ${sentence(text)}`);
  const left = missing.length - lines.length;
  return `**Still open:**\n${lines.join('\n')}${left > 0 ? `\n- ${left} more: ask what is missing.` : ''}`;
}

function wordDocuments(plan: FundingSummary): readonly string[] {
  const asked = plan.programs.filter(({ programId }) => programId === plan.askedProgramId);
  const shown = (asked.length > 0 ? asked : open(plan)).filter(
    ({ documents }) => (documents ?? []).length > 0,
  );
  if (shown.length === 0) return [headline(plan), 'No program is open, so there is nothing to submit.'];
  return shown.slice(0, MOST_GAPS).map(({ shortName, verdict, documents = [], applyByDate }) => {
    const by = applyByDate === undefined || applyByDate === null ? '' : `, by ${formatDate(applyByDate)}`;
    const lines = documents.map(({ name, text }, at) => `${at + 1}. **${name}**: ${lower(sentence(text))}`);
    return `**To submit for ${shortName}** (${VERDICTS[verdict]}${by}):\n${lines.join('\n')}`;
  });
}

function wordStacking(plan: FundingSummary): readonly string[] {
  const { combination, combinationIfSettled } = plan;
  const rules = [...new Set(open(plan).flatMap(({ stacking = [] }) => stacking))];
  const both = [
    wordCombination(combination),
    combinationIfSettled === null ? '' : wordCombination(combinationIfSettled),
  ];
  return [
    `**Together, for ${plan.customerName}.** ${both.filter((part) => part !== '').join(' ') || 'No program is a yes yet, so there is nothing to put together.'}`,
    rules.map((rule) => `- ${sentence(rule)}`).join('\n'),
    combination === null ? wordMissing(plan, MOST_GAPS) : '',
  ];
}

function wordTimeline(plan: FundingSummary): readonly string[] {
  if (plan.timeline.length === 0) return [headline(plan), 'No date is known: say when the work starts.'];
  const lines = plan.timeline.map(
    ({ date, text, isPast }) => `- ${formatDate(date)}${isPast ? ' (past)' : ''}: ${lower(sentence(text))}`,
  );
  return [`**By when, for ${plan.customerName}:**\n${lines.join('\n')}`];
}

function wordTiers(plan: FundingSummary): readonly string[] {
  const told = open(plan).flatMap(({ shortName, tierText }) =>
    tierText === undefined || tierText === null ? [] : [`- **${shortName}**: ${lower(sentence(tierText))}`],
  );
  return told.length === 0
    ? [headline(plan), 'No program that is open depends on the customer’s size.']
    : [told.join('\n')];
}

function wordReasons(plan: FundingSummary): readonly string[] {
  const asked = plan.programs.filter(({ programId }) => programId === plan.askedProgramId);
  const shown = asked.length > 0 ? asked : plan.programs.filter(({ verdict }) => verdict !== 'yes');
  const lines = shown.map(
    ({ shortName, verdict, text }) =>
      `- **${shortName}**, ${VERDICTS[verdict]}: ${behindName(shortName, text)}`,
  );
  const reasons = asked.flatMap((program) => program.reasons ?? []).map((reason) => `- ${sentence(reason)}`);
  return [[...lines, ...reasons].join('\n')];
}

/** A sentence behind a name: what begins with the name keeps it as it is written. */
function behindName(name: string, text: string): string {
  return text.startsWith(name) ? sentence(text) : lower(sentence(text));
}
