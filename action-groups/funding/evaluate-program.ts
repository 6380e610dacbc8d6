import { dateOfDay, dayNumber } from '#knowledge-base/projects/calendar-date.ts';
import { CUSTOMER_SEGMENTS } from '#knowledge-base/projects/vocabulary.ts';
import { formatDate } from '../kernel/format.ts';
import { type Amount, dependsOnSegment, rangeText, reckonAmount } from './amount.ts';
import { applyRule, capital, type RuleResult } from './apply-rule.ts';
import { type Facts, quantityText } from './fact.ts';
import { factField } from './fact-fields.ts';
import { type FundingDates, withSegment } from './facts.ts';
import type { FigureSource, FundingGap, ProgramResult, Verdict } from './funding-plan.ts';
import { usdRangeOf } from './money-range.ts';
import type { Program } from './program.ts';
import { stackingSentences } from './stacking-sentences.ts';

/** A program held against the facts, with its amount in cents for the combination. */
export interface Evaluated {
  readonly program: Program;
  readonly amount: Amount | undefined;
  readonly result: ProgramResult;
}

/** Holds a program against what is known: pure, the same for the same input. */
export function evaluateProgram(
  program: Program,
  facts: Facts,
  dates: FundingDates,
  others: readonly Program[],
): Evaluated {
  const rules = [
    ...standing(program, facts, dates),
    ...program.eligibility.map((rule) => applyRule(rule, facts, program.figures)),
  ];
  const isNo = rules.some((rule) => rule.isNo);
  const amount = isNo ? undefined : reckonAmount(program, facts);
  const gaps = isNo ? [] : distinct([...rules.flatMap(({ gap }) => gap ?? []), ...amountGaps(amount)]);
  const verdict: Verdict = isNo ? 'no' : gaps.length > 0 ? 'not-yet' : 'yes';
  const amountText = amountSentence(program, amount, isNo);
  const milestones = milestonesOf(program, dates);
  const { name, shortName, owner, purpose, paidTo, form, validTo, documentId, source } = program;
  const size = facts.customerSegment;
  const segment = CUSTOMER_SEGMENTS.find((each) => size?.kind === 'text' && size.value === each);
  const deadline = program.milestones.findIndex(({ isDeadline }) => isDeadline);
  return {
    program,
    amount,
    result: {
      programId: program.id,
      name,
      shortName,
      verdict,
      text: verdictSentence(program, verdict, rules, gaps, amountText),
      owner,
      purpose,
      paidTo,
      form,
      reasons: rules.map(({ reason }) => reason),
      missing: gaps,
      amountUsd: amount === undefined || amount.range === null ? null : usdRangeOf(amount.range),
      amountText,
      isCapped: amount?.isCapped ?? false,
      basis: amount?.basis ?? 'illustrative',
      steps: [...(amount?.steps ?? [])],
      phases: (amount?.phases ?? []).map(({ phase, name: phaseName, form: phaseForm, range }) => ({
        phase,
        name: phaseName,
        form: phaseForm,
        amountUsd: range === null ? null : usdRangeOf(range),
      })),
      tierText: segment === undefined ? null : (program.tiers[segment] ?? null),
      tiers: isNo ? [] : tiersOf(program, facts),
      figures: figureSources(program),
      documents: program.documents.map((document, at) => ({ order: at + 1, ...document })),
      milestones,
      applyByDate: deadline < 0 ? null : (milestones[deadline]?.dueDate ?? null),
      stacking: stackingSentences(program, others),
      validToDate: validTo,
      documentId,
      source,
    },
  };
}

/** Rules that hold for every program: it has to be in force, and the deal not lost. */
function standing(
  { shortName, validFrom, validTo }: Program,
  facts: Facts,
  { today }: FundingDates,
): RuleResult[] {
  const no = (field: string, text: string): RuleResult => ({
    reason: { field, outcome: 'unmet', text, basis: 'illustrative' },
    isNo: true,
  });
  const stage = facts.opportunityStage;
  return [
    ...(today > validTo
      ? [no('validTo', `The terms known here of ${shortName} ended on ${formatDate(validTo)}.`)]
      : []),
    ...(today < validFrom ? [no('validFrom', `${shortName} begins on ${formatDate(validFrom)}.`)] : []),
    ...(stage?.kind === 'text' && stage.value === 'Closed Lost'
      ? [no('opportunityStage', 'The opportunity is Closed Lost, and nothing is paid for it.')]
      : []),
  ];
}

function amountGaps(amount: Amount | undefined): FundingGap[] {
  if (amount === undefined || amount.range !== null) return [];
  return amount.unknown.map((field) => ({ kind: 'question', field, text: factField(field).question }));
}

function distinct(gaps: readonly FundingGap[]): FundingGap[] {
  return gaps.filter(({ text }, at) => gaps.findIndex((other) => other.text === text) === at);
}

const BASIS_WORDS = {
  published: 'published figures',
  illustrative: 'illustrative figures, not AWS’s',
} as const;

function amountSentence({ form, paidTo }: Program, amount: Amount | undefined, isNo: boolean): string {
  if (isNo) return 'No amount, since it does not fit.';
  if (amount === undefined) return 'It pays no money.';
  if (amount.range === null) {
    const names = amount.unknown.map((field) => factField(field).name);
    return `No amount can be reckoned, since ${names.join(' and ')} is not known.`;
  }
  const range = rangeText(amount.range);
  const basis = BASIS_WORDS[amount.basis];
  const capped = amount.isCapped ? ', held down by a cap' : '';
  if (form === 'service') return `A service worth ${range} (${basis}); no money is paid.`;
  const mixed = new Set(amount.phases.map((phase) => phase.form)).size > 1;
  const what = mixed ? 'cash and credits' : form;
  const to = mixed ? '' : ` to the ${paidTo}`;
  const spans = amount.spansSegments ? '; the customer’s size is not known, so it spans all sizes' : '';
  return `${capital(range)} in ${what}${to} (${basis})${capped}${spans}.`;
}

function verdictSentence(
  { shortName, form }: Program,
  verdict: Verdict,
  rules: readonly RuleResult[],
  gaps: readonly FundingGap[],
  amountText: string,
): string {
  const out = rules.find((rule) => rule.isNo);
  if (verdict === 'no') return `${shortName} does not fit: ${lowered(out?.reason.text ?? '')}`;
  const money = form === 'benefit' ? '' : ` ${amountText}`;
  const assumed = rules.filter(({ reason }) => reason.outcome === 'assumed').length;
  const taken =
    assumed === 0
      ? ''
      : ` ${assumed === 1 ? 'One condition is' : `${assumed} conditions are`} taken to hold.`;
  if (verdict === 'yes') return `${shortName} fits.${money}${taken}`;
  const open = gaps.length === 1 ? 'one thing is' : `${gaps.length} things are`;
  return `${shortName} could fit; ${open} open: ${gaps[0]?.text ?? ''}${money === '' ? '' : ` If so:${money}`}`;
}

function lowered(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

function tiersOf(program: Program, facts: Facts): ProgramResult['tiers'] {
  const { amount } = program;
  const formulas = [
    amount?.formula,
    amount?.cap,
    amount?.floor,
    ...(amount?.phases ?? []).flatMap(({ formula, cap, floor }) => [formula, cap, floor]),
  ].filter((each) => each !== undefined);
  if (!formulas.some(dependsOnSegment)) return [];
  return CUSTOMER_SEGMENTS.flatMap((segment) => {
    const range = reckonAmount(program, withSegment(facts, segment))?.range ?? null;
    return range === null ? [] : [{ segment, amountUsd: usdRangeOf(range) }];
  });
}

function figureSources({ figures }: Program): FigureSource[] {
  return Object.entries(figures).map(([name, { value, unit, says, basis, source, url, date }]) => ({
    name,
    figure: quantityText(value, unit),
    says,
    basis,
    source: source ?? null,
    url: url ?? null,
    date: date ?? null,
  }));
}

function milestonesOf({ milestones, figures }: Program, dates: FundingDates): ProgramResult['milestones'] {
  const anchors = { close: dates.closeDate, start: dates.startDate, launch: dates.launchDate };
  return milestones.map(({ name, text, anchor, when, days, takes }, at) => {
    const from = anchors[anchor];
    const distance = figures[days]?.value ?? 0;
    const dueDate =
      from === null ? null : dateOfDay(dayNumber(from) + (when === 'before' ? -distance : distance));
    return {
      order: at + 1,
      name,
      text,
      dueDate,
      isPast: dueDate !== null && dueDate < dates.today,
      usualDays: takes === undefined ? null : (figures[takes]?.value ?? null),
    };
  });
}
