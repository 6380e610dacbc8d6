import type { FundingPlan, FundingProgramSummary, FundingSummary, ProgramResult } from './funding-plan.ts';

/** Well under the limit of a reply, which holds a little more than this. */
const MOST_BYTES = 22_000;

/** The plan as a model is given it: programs that are a no are one sentence, and less of the last ones where it grows long. */
export function summarizeFunding(plan: FundingPlan): FundingSummary {
  const { programs, opportunity, asOfDate, facts, ...rest } = plan;
  const { customerName, opportunityName = null } = opportunity;
  const whole = (shown: readonly FundingProgramSummary[]): FundingSummary => ({
    ...rest,
    customerName,
    opportunityName,
    programs: shown,
  });
  const open = programs.filter((each, at) => at === 0 || each.verdict !== 'no').length;
  for (let full = open; full >= 0; full -= 1) {
    const summary = whole(
      programs.map((program, at) =>
        at < full ? detailed(program, at === 0) : program.verdict === 'no' ? brief(program) : short(program),
      ),
    );
    if (Buffer.byteLength(JSON.stringify(summary)) <= MOST_BYTES) return summary;
  }
  return { ...whole(programs.map(brief)), timeline: [], notes: rest.notes.slice(0, 5) };
}

function brief({
  programId,
  name,
  shortName,
  verdict,
  text,
  documentId,
}: ProgramResult): FundingProgramSummary {
  return { programId, name, shortName, verdict, text, documentId };
}

function short(program: ProgramResult): FundingProgramSummary {
  const { amountUsd, amountText, isCapped, basis, missing, applyByDate } = program;
  return { ...brief(program), amountUsd, amountText, isCapped, basis, missing, applyByDate };
}

function detailed(program: ProgramResult, isFirst: boolean): FundingProgramSummary {
  const { documents, form, milestones, paidTo, phases, reasons, stacking, steps, tierText, tiers } = program;
  const told = isFirst ? reasons : reasons.filter(({ outcome }) => outcome !== 'met');
  return {
    ...short(program),
    paidTo,
    form,
    phases,
    reasons: told.map(({ text }) => text),
    steps,
    tierText,
    documents,
    milestones,
    stacking,
    ...(isFirst ? { purpose: program.purpose, tiers, figures: program.figures, source: program.source } : {}),
  };
}
