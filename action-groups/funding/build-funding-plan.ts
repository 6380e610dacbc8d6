import type { Analysis } from '../data-analysis/analysis.ts';
import { formatDate } from '../kernel/format.ts';
import { combinePrograms } from './combine-programs.ts';
import { type Evaluated, evaluateProgram } from './evaluate-program.ts';
import { factText } from './fact.ts';
import { FACT_NAMES, factField } from './fact-fields.ts';
import { datesOf, type FundingDates, factsOf } from './facts.ts';
import type { FundingFacts } from './funding-input.ts';
import { contradictionsIn } from './funding-notes.ts';
import type { FundingCombination, FundingPlan, ProgramResult } from './funding-plan.ts';
import { fundingRisks } from './funding-risks.ts';
import type { Program } from './program.ts';

export interface FundingRequest {
  readonly fundingPlanId: string;
  readonly analysis: Analysis;
  readonly given: FundingFacts;
  /** The program that was asked about. */
  readonly asked?: Program | undefined;
  readonly programs: readonly Program[];
  /** YYYY-MM-DD. */
  readonly today: string;
}

const MOST_DATES = 20;

/** Holds every program against an analysis; pure, no clock and no store. */
export function buildFundingPlan(request: FundingRequest): FundingPlan {
  const { analysis, asked, fundingPlanId, given, programs, today } = request;
  const facts = factsOf(analysis, given, today);
  const dates = datesOf(analysis, given, today);
  const evaluated = programs
    .map((program) => evaluateProgram(program, facts, dates, programs))
    .toSorted(byUsefulness(asked));
  const open = evaluated.filter(({ result }) => result.verdict !== 'no');
  const fitting = evaluated.filter(({ result }) => result.verdict === 'yes');
  const combination = combinePrograms(fitting, false);
  const settled = open.length > fitting.length ? combinePrograms(open, true) : null;
  const results = evaluated.map(({ result }) => result);
  const arr = analysis.metrics.arrUsd;
  const migrationCostUsd = given.migrationCostUsd ?? null;
  const { opportunity } = analysis;
  return {
    fundingPlanId,
    analysisId: analysis.analysisId,
    asOfDate: today,
    opportunity,
    outcome: fitting.length > 0 ? 'funding' : open.length > 0 ? 'not-yet' : 'none',
    text: headline(results, combination, settled, asked),
    askedProgramId: asked?.id ?? null,
    arrUsd: arr === null ? null : { low: arr.low, median: arr.median, high: arr.high },
    migrationCostUsd,
    confidence: analysis.confidence.level,
    facts: FACT_NAMES.flatMap((name) => {
      const fact = facts[name];
      return fact === undefined
        ? []
        : [{ field: name, name: factField(name).name, text: factText(name, fact), source: fact.source }];
    }),
    programs: results,
    combination,
    combinationIfSettled: settled,
    missing: missingOf(results, settled),
    timeline: timelineOf(open, dates, settled ?? combination),
    risks: fundingRisks({
      analysis,
      dates,
      evaluated: open,
      combination: settled ?? combination,
      migrationCostUsd,
    }),
    notes: [
      ...contradictionsIn(facts, dates),
      ...(analysis.whatIfOf === undefined
        ? []
        : ['This is for an opportunity that is only supposed, not for the one that was analysed before it.']),
      ...(opportunity.customerSegment === undefined
        ? ['The customer’s size is not known; where an amount depends on it, it spans all sizes.']
        : []),
    ],
  };
}

const ORDER = { yes: 0, 'not-yet': 1, no: 2 } as const;

/** The asked one, then by verdict; larger medians first, then by id. */
function byUsefulness(asked: Program | undefined) {
  return (one: Evaluated, other: Evaluated): number =>
    Number(other.program === asked) - Number(one.program === asked) ||
    ORDER[one.result.verdict] - ORDER[other.result.verdict] ||
    moneyOf(other) - moneyOf(one) ||
    (one.program.id < other.program.id ? -1 : 1);
}

function moneyOf({ program, amount }: Evaluated): number {
  return program.form === 'service' ? 0 : (amount?.range?.median ?? 0);
}

function headline(
  results: readonly ProgramResult[],
  combination: FundingCombination | null,
  settled: FundingCombination | null,
  asked: Program | undefined,
): string {
  const of = (verdict: ProgramResult['verdict']) => results.filter((each) => each.verdict === verdict);
  const [yes, open] = [of('yes'), of('not-yet')];
  const first = asked === undefined ? '' : `${results[0]?.text ?? ''} `;
  const counts = `Of ${results.length} programs ${count(yes.length, 'fits', 'fit')}, ${count(open.length, 'could once something is settled', 'could once something is settled')}, ${count(of('no').length, 'does not', 'do not')}.`;
  if (yes.length === 0 && open.length === 0) return `${first}No program known here fits. ${counts}`;
  return [`${first}${counts}`, combination?.text, settled?.text]
    .filter((each) => each !== undefined)
    .join(' ');
}

function count(number: number, one: string, many: string): string {
  return `${number === 0 ? 'none' : number} ${number === 1 ? one : many}`;
}

/** Each question or action once; first what the best combination waits for, then what most programs wait for. */
function missingOf(
  results: readonly ProgramResult[],
  settled: FundingCombination | null,
): FundingPlan['missing'] {
  const gaps: FundingPlan['missing'] = [];
  for (const { programId, missing } of results) {
    for (const gap of missing) {
      const known = gaps.find(({ text }) => text === gap.text);
      if (known === undefined) gaps.push({ ...gap, programIds: [programId] });
      else known.programIds.push(programId);
    }
  }
  const chosen = (ids: readonly string[]) => ids.filter((id) => settled?.programIds.includes(id)).length;
  return gaps.toSorted(
    (a, b) => chosen(b.programIds) - chosen(a.programIds) || b.programIds.length - a.programIds.length,
  );
}

/** The deal's own days and the steps of the programs that are taken, in order of time. */
function timelineOf(
  open: readonly Evaluated[],
  { today, closeDate, startDate, startIsGiven, launchDate }: FundingDates,
  combination: FundingCombination | null,
): FundingPlan['timeline'] {
  const own = (date: string | null, text: string) =>
    date === null ? [] : [{ date, programId: null, text, isPast: date < today }];
  const steps = open
    .filter(({ program }) => combination?.programIds.includes(program.id))
    .flatMap(({ program, result }) =>
      result.milestones.flatMap(({ dueDate, isPast, name, text }) =>
        dueDate === null
          ? []
          : [
              {
                date: dueDate,
                programId: program.id,
                text: `${program.shortName}, ${name}: ${text}`,
                isPast,
              },
            ],
      ),
    );
  return [
    ...own(closeDate, `The deal closes on ${formatDate(closeDate)}.`),
    ...own(startDate, startIsGiven ? 'Work starts.' : 'Work starts, as predicted.'),
    ...own(launchDate, 'Launch, in the middle of its range.'),
    ...steps,
  ]
    .toSorted((one, other) => (one.date < other.date ? -1 : one.date > other.date ? 1 : 0))
    .slice(0, MOST_DATES);
}
