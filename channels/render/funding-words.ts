import type { FundingPlan, ProgramResult } from '#action-groups/funding/funding-plan.ts';
import { printableLine } from './printable.ts';
import { cellText } from './table.ts';

const VERDICT_WORDS = { yes: 'Fits', 'not-yet': 'Not yet', no: 'Does not fit' } as const;

/** What a verdict is called. */
export function verdictWords(verdict: ProgramResult['verdict']): string {
  return VERDICT_WORDS[verdict];
}

/** Whose figures an amount rests on; it stands beside every amount. */
export function basisWords(basis: ProgramResult['basis']): string {
  return basis === 'published' ? 'published' : 'illustrative, not AWS’s';
}

/** `$59.2k to $371k, middle $143k (illustrative, not AWS’s)`; `none` where there is no amount. */
export function fundingAmount({
  amountUsd,
  basis,
}: {
  readonly amountUsd: ProgramResult['amountUsd'];
  readonly basis: ProgramResult['basis'];
}): string {
  if (amountUsd === null) return 'none';
  const [low, median, high] = [amountUsd.low, amountUsd.median, amountUsd.high].map((usd) =>
    cellText(usd, 'usd'),
  );
  const range = low === high ? `${low}` : `${low} to ${high}, middle ${median}`;
  return `${range} (${basisWords(basis)})`;
}

/** A funding plan as plain lines for a terminal or a message without markup. */
export function fundingWords(plan: FundingPlan): readonly string[] {
  const { missing, notes, programs, risks, text, timeline } = plan;
  const open = programs.filter(({ verdict }) => verdict !== 'no');
  return [
    text,
    ...notes.map((note) => `Note: ${note}`),
    ...programs.map((program) => `${verdictWords(program.verdict)}: ${program.text}`),
    ...missing.map(({ kind, text: gap }) => `${kind === 'question' ? 'To answer' : 'To do'}: ${gap}`),
    ...open.flatMap(({ shortName, documents }) =>
      documents.map((document) => `Submit for ${shortName}: ${document.name}. ${document.text}`),
    ),
    ...timeline.map(
      ({ date, text: what, isPast }) => `${cellText(date, 'date')}${isPast ? ' (past)' : ''}: ${what}`,
    ),
    ...risks.map((risk) => `Risk: ${risk.text}`),
    fundingBasisLine(plan),
  ].map(printableLine);
}

/** What the amounts rest on, in one sentence. */
export function fundingBasisLine({ arrUsd, asOfDate, confidence, programs }: FundingPlan): string {
  const from =
    arrUsd === null
      ? 'No ARR is known'
      : `Amounts follow from an ARR of ${cellText(arrUsd.low, 'usd')} to ${cellText(arrUsd.high, 'usd')} (confidence ${confidence})`;
  const invented = programs.filter(
    ({ amountUsd, basis }) => amountUsd !== null && basis === 'illustrative',
  ).length;
  const basis =
    invented === 0
      ? ''
      : ` Illustrative amounts (${invented}) are worked examples and not AWS’s terms; ask the AWS partner team.`;
  return `${from}; as of ${cellText(asOfDate, 'date')}.${basis}`;
}
