import type { Given } from '../requests/request.ts';
import type { Token } from '../text/tokens.ts';
import type { Percent } from '../values/percents.ts';

/** An amount of the last call, changed by a part of it: `costs 20 % more`. */
export interface RelativeChange {
  readonly field: string;
  /** US dollars, exact to the cent. */
  readonly amount: number;
}

const UP =
  /^(?:more|higher|up|increase[sd]?|increasing|above|dearer|expensive|rises?|rose|grows?|plus|overrun)$/;
const DOWN =
  /^(?:less|lower|down|decrease[sd]?|reduce[sd]?|reducing|cheaper|below|falls?|drops?|smaller|cut)$/;

/** What the words say is changed; the first that the last call has. */
const OF: readonly (readonly [RegExp, string])[] = [
  [/^(?:saving|savings|saves?|saved)$/, 'savingsMonthlyUsd'],
  [/^(?:growth|margin|revenue|income)$/, 'growthMonthlyUsd'],
  [/^(?:funding|grant|credits?)$/, 'fundingUsd'],
  [/^(?:today|current|currently|hosting|premises?|prem|onprem)$/, 'currentMonthlyUsd'],
  [/^(?:run|running|operating|aws|consumption)$/, 'runMonthlyUsd'],
  [
    /^(?:costs?|costing|migration|project|price|quote|budget|invest(?:ment)?|effort|expensive|overrun)$/,
    'migrationCostUsd',
  ],
];
const MOST_BEFORE = 6;
const MOST_AFTER = 4;

/** Null when the words give no direction, or the last call has no such amount. */
export function relativeChange(tokens: readonly Token[], of: Percent, before: Given): RelativeChange | null {
  const near = [
    ...tokens.slice(Math.max(0, of.from - MOST_BEFORE), of.from),
    ...tokens.slice(of.to, of.to + MOST_AFTER),
  ].map(({ fold }) => fold);
  const isDown = near.some((fold) => DOWN.test(fold));
  if (of.percent < 0 || of.percent > 1_000 || (!isDown && !near.some((fold) => UP.test(fold)))) return null;
  const field = OF.find(([words]) => near.some((fold) => words.test(fold)))?.[1];
  const amount = field === undefined ? undefined : before[field];
  if (field === undefined || typeof amount !== 'number' || (isDown && of.percent > 100)) return null;
  const factor = (100 + (isDown ? -of.percent : of.percent)) / 100;
  return { field, amount: Math.round(amount * factor * 100) / 100 };
}
