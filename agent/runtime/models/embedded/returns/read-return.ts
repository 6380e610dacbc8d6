import { readPrograms } from '../funding/program-words.ts';
import type { InsightPart } from '../insight/reading.ts';
import { aspectReader } from '../requests/aspect-cues.ts';
import type { Given, RequestPlace, RequestReader, RequestReading } from '../requests/request.ts';
import { sliceSource, spanOf, type Token } from '../text/tokens.ts';
import type { Understanding } from '../understand.ts';
import { type Amount, monthlyUsd, readAmounts } from '../values/amounts.ts';
import { readPercents } from '../values/percents.ts';
import { readStartDate } from '../values/start-dates.ts';
import { readTimeSpans } from '../values/time-spans.ts';
import { type AmountRole, roleOf } from './amount-roles.ts';
import { RETURN_CUES, RETURN_PART_CUES } from './return-cues.ts';

const FIELD_OF: Readonly<Partial<Record<AmountRole, string>>> = {
  cost: 'migrationCostUsd',
  current: 'currentMonthlyUsd',
  run: 'runMonthlyUsd',
  savings: 'savingsMonthlyUsd',
  growth: 'growthMonthlyUsd',
  funding: 'fundingUsd',
};

/** Questions about what an investment brings back, and the figures that go into it. */
export const returnReader: RequestReader = {
  kind: 'return',
  operation: 'calculateReturnOnInvestment',
  opens: aspectReader(RETURN_CUES),
  asksPart: aspectReader(RETURN_PART_CUES),
  read: readReturn,
  change(before, { given, dropped, withFunding }) {
    const kept = Object.entries(before).filter(
      ([field]) => !dropped.includes(field) && !(given.fundingUsd !== undefined && field === 'fundingPlanId'),
    );
    const next: Given = { ...Object.fromEntries(kept), ...given };
    if (!withFunding) return next;
    const { fundingUsd: _, ...rest } = next;
    return rest;
  },
};

function readReturn({ tokens, source }: Understanding, place: RequestPlace): RequestReading {
  const percents = readPercents(tokens);
  const spans = readTimeSpans(tokens, percents);
  const start = readStartDate(tokens, place.today, place.dateOrder);
  const amounts = readAmounts(source, tokens, [...percents, ...spans, ...(start === null ? [] : [start])]);
  const given: Record<string, string | number | boolean> = {};
  const notes: string[] = [];
  const parts: InsightPart[] = [];
  const take = (
    field: string,
    value: string | number,
    range: { readonly from: number; readonly to: number },
  ) => {
    given[field] = value;
    const span = spanOf(tokens, range.from, range.to);
    parts.push({ field, value: String(value), text: sliceSource(source, span), ...span });
  };
  for (const amount of amounts) takeAmount(tokens, amount, amounts, { given, notes, take });
  for (const each of percents) {
    const of = percentOf(tokens, each.from, each.to);
    if (of === 'rate') take('discountRatePercent', each.percent, each);
    else
      notes.push(`I did not use “${sliceSource(source, each.span)}” as ${of}: say it as an amount a month`);
  }
  for (const span of spans) {
    if (amounts.some(({ from, to }) => from <= span.from && span.to <= to)) continue;
    take(isOfDelivery(tokens, span.from, span.to) ? 'deliveryMonths' : 'horizonMonths', span.months, span);
  }
  if (start?.isCued === true) take('startDate', start.date, start);
  const funding = readFundingWish(tokens, given.fundingUsd !== undefined);
  return {
    given,
    dropped: funding === 'without' ? ['fundingUsd', 'fundingPlanId'] : [],
    withFunding: funding === 'with',
    notes,
    parts,
  };
}

function takeAmount(
  tokens: readonly Token[],
  amount: Amount,
  all: readonly Amount[],
  {
    given,
    notes,
    take,
  }: {
    readonly given: Readonly<Record<string, unknown>>;
    readonly notes: string[];
    readonly take: (field: string, value: number, range: Amount) => void;
  },
): void {
  const { text } = amount;
  if (amount.currency === 'other') {
    notes.push(`I left out “${text}”: amounts are in USD, and I have no exchange rate`);
    return;
  }
  const role = roleOf(tokens, amount, all) ?? (amount.per === null || amount.per === 'once' ? 'cost' : null);
  if (role === 'expected') return;
  const field = role === null ? undefined : FIELD_OF[role];
  if (field === undefined) {
    notes.push(`I did not use “${text}”: say whether it is a cost, what is paid today, or what is saved`);
    return;
  }
  if (given[field] !== undefined) return;
  const value = field.endsWith('MonthlyUsd') ? monthlyUsd(amount) : amount.amount;
  if (value === null) {
    notes.push(`I did not use “${text}”: what is paid or saved is taken by the month`);
    return;
  }
  take(field, amount.negative ? -value : value, amount);
  if (amount.isRange) notes.push(`I took the middle of “${text}”`);
  if (field.endsWith('MonthlyUsd') && amount.per === null)
    notes.push(`I took “${text}” as an amount a month; say “a year” if it is one`);
}

/** What a percentage is of: the words beside it say so, else it is the rate. */
function percentOf(tokens: readonly Token[], from: number, to: number): 'rate' | 'savings' | 'growth' {
  const near = tokens.slice(Math.max(0, from - 4), to + 3).map(({ fold }) => fold);
  if (near.some((fold) => /^(?:discount|rate|wacc|npv|irr|roi|interest|hurdle|capital)/.test(fold)))
    return 'rate';
  if (near.some((fold) => /^(?:sav|cheaper|less|lower|reduc|cut)/.test(fold))) return 'savings';
  return near.some((fold) => /^(?:grow|uplift|more|increas|revenue)/.test(fold)) ? 'growth' : 'rate';
}

function isOfDelivery(tokens: readonly Token[], from: number, to: number): boolean {
  const near = [...tokens.slice(Math.max(0, from - 4), from), ...tokens.slice(to, to + 3)];
  return near.some(({ fold }) =>
    /^(?:deliver|delivery|takes?|taking|migrate|migration|implement|implementation|project|rollout|build|lasts?)$/.test(
      fold,
    ),
  );
}

const WITH: ReadonlySet<string> = new Set(
  'with including incl include included after using use minus net plus add adding count counting considering given if get gets taking take factor apply applying'.split(
    ' ',
  ),
);
const WITHOUT: ReadonlySet<string> = new Set(
  'without excluding exclude no before ignoring ignore drop remove gross'.split(' '),
);
const MONEY_OF =
  /^(?:fund|funds|funding|fundings|grant|grants|money|subsidy|subsidies|credits?|incentives?|programs?|programmes?)$/;

/** `with the MAP money`, `after funding`, `without any funding`; null when it says nothing of it. */
function readFundingWish(tokens: readonly Token[], isGiven: boolean): 'with' | 'without' | null {
  const programs = readPrograms(tokens, false);
  for (const [at, { fold }] of tokens.entries()) {
    const isMoney = MONEY_OF.test(fold) || programs.some(({ from }) => from === at);
    // `get their money back` is what comes back.
    if (!isMoney || tokens[at + 1]?.fold === 'back') continue;
    const before = tokens.slice(Math.max(0, at - 5), at).map((token) => token.fold);
    if (before.some((word) => WITHOUT.has(word))) return 'without';
    if (!isGiven && before.some((word) => WITH.has(word))) return 'with';
  }
  return null;
}
