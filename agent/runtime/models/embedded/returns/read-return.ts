import { readPrograms } from '../funding/program-words.ts';
import type { InsightPart } from '../insight/reading.ts';
import { aspectReader } from '../requests/aspect-cues.ts';
import type {
  Given,
  Request,
  RequestCue,
  RequestPlace,
  RequestReader,
  RequestReading,
} from '../requests/request.ts';
import { sliceSource, spanOf, type Token } from '../text/tokens.ts';
import type { Understanding } from '../understand.ts';
import { type Amount, monthlyUsd, readAmounts } from '../values/amounts.ts';
import { numberAt } from '../values/decimal-number.ts';
import { readPercents } from '../values/percents.ts';
import { readStartDate } from '../values/start-dates.ts';
import { readTimeSpans } from '../values/time-spans.ts';
import { type AmountRole, ROLES, roleOf } from './amount-roles.ts';
import { relativeChange } from './relative-change.ts';
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
  opens: opensReturn,
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

const asked = aspectReader(RETURN_CUES);

/** By its words, or by what it costs beside what is paid or saved a month. */
function opensReturn(understanding: Understanding): RequestCue | null {
  const cue = asked(understanding);
  if (cue !== null || understanding.tokens.length > LONGEST) return cue;
  const { tokens, source } = understanding;
  const amounts = readAmounts(source, tokens, readPercents(tokens));
  const roles = amounts.map((amount) => roleOf(tokens, amount, amounts));
  const isWeighed = roles.includes('cost') && roles.some((role) => role !== null && MONTHLY.has(role));
  return isWeighed ? { aspect: null, score: 3.6, at: 0 } : null;
}

const LONGEST = 60;
const MONTHLY: ReadonlySet<AmountRole> = new Set(['current', 'savings', 'growth']);

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
  const before = place.before?.given ?? {};
  for (const amount of amounts)
    takeAmount(tokens, amount, amounts, { given, notes, take, before: place.before });
  for (const each of percents) {
    const relative = relativeChange(tokens, each, before);
    if (relative !== null) {
      take(relative.field, relative.amount, each);
      continue;
    }
    const of = percentOf(tokens, each.from, each.to);
    if (of === 'rate') take('discountRatePercent', each.percent, each);
    else
      notes.push(`I did not use “${sliceSource(source, each.span)}” as ${of}: say it as an amount a month`);
  }
  for (const span of spans) {
    if (amounts.some(({ from, to }) => from <= span.from && span.to <= to)) continue;
    // Quarters are of a plan that is asked for beside it.
    if (span.unit === 'quarter' && tokens.some(({ fold }) => /^(?:plan|roadmap)$/.test(fold))) continue;
    take(isOfDelivery(tokens, span.from, span.to) ? 'deliveryMonths' : 'horizonMonths', span.months, span);
  }
  if (start?.isCued === true) take('startDate', start.date, start);
  const rate = place.before?.aspect === 'rate' ? bareRate(tokens) : null;
  if (rate !== null && amounts.length + percents.length + spans.length === 0)
    take('discountRatePercent', rate.percent, rate);
  const funding = readFundingWish(tokens, given.fundingUsd !== undefined);
  return {
    given,
    dropped: [
      ...(funding === 'without' ? ['fundingUsd', 'fundingPlanId'] : []),
      ...droppedOf(tokens, before, given),
    ],
    withFunding: funding === 'with',
    notes,
    parts,
  };
}

/** `please take 6`, after the rate was asked about. */
function bareRate(tokens: readonly Token[]): { percent: number; from: number; to: number } | null {
  const at = tokens.findIndex(({ kind }) => kind === 'number');
  const number = at < 0 ? null : numberAt(tokens, at);
  const isAlone = number !== null && tokens.slice(number.next).every(({ kind }) => kind !== 'number');
  return isAlone && number.value <= HIGHEST_RATE
    ? { percent: number.value, from: at, to: number.next }
    : null;
}

const HIGHEST_RATE = 50;

/** `leave the margin out`: what is no longer reckoned with, of what the last call had. */
function droppedOf(tokens: readonly Token[], before: Given, given: Given): readonly string[] {
  if (!tokens.some(({ fold }) => DROPS.test(fold))) return [];
  return tokens.flatMap(({ fold }) =>
    (ROLES.get(fold) ?? []).flatMap((role) => {
      const field = role === 'cost' ? undefined : FIELD_OF[role];
      return field !== undefined && before[field] !== undefined && given[field] === undefined ? [field] : [];
    }),
  );
}

const DROPS = /^(?:leave|drop|without|ignore|skip|forget|remove|exclude|excluding|minus|strike|omit|out)$/;

function takeAmount(
  tokens: readonly Token[],
  amount: Amount,
  all: readonly Amount[],
  {
    given,
    notes,
    take,
    before,
  }: {
    readonly before: Request | null;
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
  const isOnce = amount.per === null || amount.per === 'once';
  const role = roleOf(tokens, amount, all);
  if (role === 'expected') return;
  const field =
    role === null
      ? (correctedField(before, isOnce, amount.amount) ?? (isOnce ? FIELD_OF.cost : undefined))
      : FIELD_OF[role];
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

/** `make that 80k`, `sorry 840k a year`: the amount that was said last, or the only one of its kind. */
function correctedField(before: Request | null, isOnce: boolean, amount: number): string | undefined {
  if (before === null) return undefined;
  const isMonthly = (field: string) => field.endsWith('MonthlyUsd');
  const said = (before.latest ?? []).filter((field) => isOnce || isMonthly(field));
  const near = [...said].sort(
    (a, b) => distance(before.given[a], amount) - distance(before.given[b], amount),
  );
  if (near[0] !== undefined) return near[0];
  const had = isOnce ? [] : Object.keys(before.given).filter(isMonthly);
  return had.length === 1 ? had[0] : undefined;
}

/** Of several that were said the one nearest in size is corrected. */
function distance(had: Given[string] | undefined, amount: number): number {
  return typeof had === 'number' && had > 0 && amount > 0
    ? Math.abs(Math.log(amount / had))
    : Number.POSITIVE_INFINITY;
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
    // `with whatever AWS would pay`
    const isPaid =
      /^(?:aws|amazon)$/.test(fold) &&
      tokens
        .slice(at + 1, at + 4)
        .some((token) => /^(?:pays?|puts?|gives?|adds?|contributes?)$/.test(token.fold));
    const isMoney = MONEY_OF.test(fold) || isPaid || programs.some(({ from }) => from === at);
    // `get their money back` is what comes back.
    if (!isMoney || tokens[at + 1]?.fold === 'back') continue;
    const before = tokens.slice(Math.max(0, at - 5), at).map((token) => token.fold);
    if (before.some((word) => WITHOUT.has(word))) return 'without';
    if (!isGiven && before.some((word) => WITH.has(word))) return 'with';
  }
  return null;
}
