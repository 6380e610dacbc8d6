import { MOST_QUARTERS } from '#action-groups/follow-on/follow-on-input.ts';
import type { TokenRange } from '../facts/fact.ts';
import type { InsightPart } from '../insight/reading.ts';
import { aspectReader } from '../requests/aspect-cues.ts';
import type { Given, RequestPlace, RequestReader, RequestReading } from '../requests/request.ts';
import { foldPhrase, sliceSource, spanOf, type Token } from '../text/tokens.ts';
import type { Understanding } from '../understand.ts';
import { readStartDate } from '../values/start-dates.ts';
import { readTimeSpans, type TimeSpan } from '../values/time-spans.ts';
import { ROADMAP_CUES, ROADMAP_PART_CUES } from './follow-on-cues.ts';
import { readItemLists } from './item-lists.ts';

/** Plans by quarters: how long, from when, of what and without what. */
export const roadmapReader: RequestReader = {
  kind: 'roadmap',
  operation: 'buildRoadmap',
  opens: aspectReader(ROADMAP_CUES),
  asksPart: aspectReader(ROADMAP_PART_CUES),
  read: readRoadmap,
  change: changeRoadmap,
};

function readRoadmap({ tokens, source }: Understanding, place: RequestPlace): RequestReading {
  const spans = readTimeSpans(tokens);
  const next = nextPeriod(tokens);
  const start = next === null ? readStartDate(tokens, place.today, place.dateOrder) : null;
  const isStart = start !== null && (start.isCued || spans.every(({ from }) => from !== start.from));
  const lists = readItemLists(source, tokens, [...spans, ...(start === null ? [] : [start])]);
  const given: Record<string, string | number | readonly string[]> = {};
  const parts: InsightPart[] = [];
  const note = (
    field: string,
    value: string,
    { from, to }: { readonly from: number; readonly to: number },
  ) => {
    const span = spanOf(tokens, from, to);
    parts.push({ field, value, text: sliceSource(source, span), ...span });
  };
  const range = quarterRange(tokens);
  const most = place.before === null ? null : mostAt(tokens);
  const length = spans.find(({ from, to }) => start === null || to <= start.from || from >= start.to);
  if (next !== null) {
    given.quarters = next.quarters;
    note('quarters', String(next.quarters), next);
  } else if (range !== null) {
    given.quarters = range.quarters;
    note('quarters', String(range.quarters), range);
  } else if (most !== null) {
    given.quarters = MOST_QUARTERS;
    note('quarters', String(MOST_QUARTERS), most);
  } else if (length !== undefined) {
    given.quarters = quartersOf(length);
    note('quarters', String(given.quarters), length);
  }
  if (isStart) {
    given.startDate = start.date;
    note('startDate', start.date, start);
  }
  for (const field of ['include', 'exclude'] as const)
    if (lists[field].length > 0) given[field] = lists[field];
  if (lists.back.length > 0) given.back = lists.back;
  for (const { field, from, to } of lists.ranges)
    note(field, sliceSource(source, spanOf(tokens, from, to)), { from, to });
  return { given, dropped: [], withFunding: false, notes: notesOn(length), parts };
}

/** `for the next year`, `next half`: how long, and no start. */
function nextPeriod(tokens: readonly Token[]): (TokenRange & { readonly quarters: number }) | null {
  for (let at = 1; at < tokens.length; at += 1) {
    if (!/^(?:next|coming|following)$/.test(tokens[at]?.fold ?? '')) continue;
    const isLong = /^(?:for|over|of|during|the|plan|out)$/.test(tokens[at - 1]?.fold ?? '');
    const quarters = { year: 4, half: 2, quarter: 1 }[tokens[at + 1]?.fold ?? ''];
    if (isLong && quarters !== undefined) return { from: at, to: at + 2, quarters };
  }
  return null;
}

/** `Q1 to Q4 2027`, `from Q3 2027 through Q2 2028`. */
function quarterRange(tokens: readonly Token[]): (TokenRange & { readonly quarters: number }) | null {
  const found = tokens.flatMap(({ fold }, at) => {
    const quarter = /^q([1-4])$/.exec(fold)?.[1];
    const year = tokens.slice(at + 1, at + 3).find((token) => /^20\d\d$/.test(token.fold))?.fold;
    return quarter === undefined ? [] : [{ at, quarter: Number(quarter), year }];
  });
  const [first, last] = found;
  if (first === undefined || last === undefined || found.length !== 2) return null;
  const isRange = tokens
    .slice(first.at, last.at)
    .some(({ fold }) => /^(?:to|through|until|till|-|–|—)$/.test(fold));
  const years = Number(last.year ?? first.year ?? 0) - Number(first.year ?? last.year ?? 0);
  const quarters = years * 4 + last.quarter - first.quarter + 1;
  return isRange && quarters > 0 ? { from: first.at, to: last.at + 1, quarters } : null;
}

/** `then take the max`. */
function mostAt(tokens: readonly Token[]): TokenRange | null {
  const at = tokens.findIndex(({ fold }) => /^(?:max|maximum|longest|most)$/.test(fold));
  return at < 0 || tokens.length > SHORT ? null : { from: at, to: at + 1 };
}

const SHORT = 8;

function quartersOf({ months }: TimeSpan): number {
  return Math.max(1, Math.round(months / 3));
}

function notesOn(length: TimeSpan | undefined): readonly string[] {
  return length === undefined || length.months % 3 === 0
    ? []
    : [`I took ${length.months} months as ${quartersOf(length)} quarters`];
}

/** What is to be in a plan is no longer left out, and the reverse; lists of what is left out grow. */
function changeRoadmap(before: Given, { given }: RequestReading): Given {
  const { back, ...said } = given;
  const listOf = (value: Given[string] | undefined) =>
    Array.isArray(value) ? (value as readonly string[]) : [];
  const without = (list: readonly string[], gone: readonly string[]) =>
    list.filter((item) => !gone.some((other) => foldPhrase(other) === foldPhrase(item)));
  const excluded = listOf(said.exclude);
  const wanted = [...listOf(said.include), ...listOf(back)];
  const exclude = without([...new Set([...listOf(before.exclude), ...excluded])], wanted);
  const had = said.include === undefined ? listOf(before.include) : listOf(said.include);
  const include = without(had.length > 0 ? [...new Set([...had, ...listOf(back)])] : had, excluded);
  const { include: _, exclude: __, ...rest } = { ...before, ...said };
  return {
    ...rest,
    ...(include.length === 0 ? {} : { include }),
    ...(exclude.length === 0 ? {} : { exclude }),
  };
}
