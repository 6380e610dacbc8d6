import type { InsightSpecification } from '#action-groups/query-generation/insight-specification.ts';
import { INSIGHT_DIMENSIONS } from '#action-groups/query-generation/insight-specification.ts';
import { sliceSource, spanOf } from '../text/tokens.ts';
import { COUNT_WORDS } from '../values/date-words.ts';
import type { InsightFilter } from './polarity.ts';
import type { InsightReading } from './reading.ts';
import type { Term } from './term.ts';

/**
 * What only the last question gives a sense to: a bare number changes how many groups there are (`make it 3`),
 * a name in any case stands in for the name that was asked about (`what about fjordline data`), and a filter can
 * be lifted (`drop the SMB filter`).
 */
export function asFollowUp(
  source: string,
  reading: InsightReading,
  last: InsightSpecification,
): InsightReading {
  return withLifted(withName(source, withLimit(reading, last), last), last);
}

const AROUND_NUMBER: ReadonlySet<Term['kind']> = new Set([
  'again',
  'ask',
  'filler',
  'mark',
  'ours',
  'join',
  'any',
  'near',
  'deal-at-hand',
  'display',
]);
const MOST_GROUPS = 100;

/** `make it 3`, `just 10`, `show 5 of them`: how many groups, nothing else being said. */
function withLimit(reading: InsightReading, last: InsightSpecification): InsightReading {
  const { terms, tokens } = reading;
  if ((last.dimensions ?? []).length === 0 || reading.rank !== null) return reading;
  const counts = terms.map(({ from, to, kind }) => {
    const token = tokens[from];
    if (to !== from + 1 || token === undefined || (token.kind === 'number' && kind === 'filler')) return null;
    return token.kind === 'number' ? Number(token.fold) : (COUNT_WORDS.get(token.fold) ?? null);
  });
  const numbers = counts.filter((count) => count !== null && count > 1);
  const [limit] = numbers;
  const onlyThat = terms.every(({ kind }, index) => counts[index] !== null || AROUND_NUMBER.has(kind));
  if (numbers.length !== 1 || !onlyThat || limit == null || !Number.isInteger(limit) || limit > MOST_GROUPS)
    return reading;
  return {
    ...reading,
    terms: terms.map((term, index) =>
      counts[index] === null
        ? term.kind === 'deal-at-hand'
          ? { kind: 'filler', from: term.from, to: term.to }
          : term
        : { kind: 'rank', direction: 'descending', by: 'order', limit, from: term.from, to: term.to },
    ),
    rank: { direction: last.orderBy?.direction ?? 'descending', by: 'order', limit, one: false, of: null },
    sortBy: last.orderBy?.by ?? null,
    unread: [],
    display: null,
  };
}

const MOST_NAME = 6;

/** A name that no list knows, where one of its kind was asked about and nothing else is said. */
function withName(source: string, reading: InsightReading, last: InsightSpecification): InsightReading {
  const party = last.filters?.find(({ field }) => field === 'partnerName' || field === 'customerName');
  const { terms, tokens } = reading;
  const at = terms.findIndex(({ kind }) => kind === 'unread');
  const [first, before] = [terms[at], terms.slice(0, Math.max(0, at))];
  if (party === undefined || first === undefined || reading.unread.length > 2) return reading;
  const opens = before.some(({ kind }) => kind === 'again' || kind === 'join');
  const isBare = before.every(({ kind }) =>
    ['again', 'join', 'filler', 'preposition', 'mark'].includes(kind),
  );
  const end = terms.findIndex(({ kind }, index) => index > at && kind === 'mark');
  const last0 = terms[(end < 0 ? terms.length : end) - 1] ?? first;
  const isLast = end < 0 || terms.slice(end).every(({ kind }) => kind === 'mark');
  const isOneName = terms
    .slice(at, end < 0 ? terms.length : end)
    .every(({ kind, from }) => kind === 'unread' || kind === 'filler' || tokens[from]?.fold === '&');
  const saysMore = reading.measures.length > 0 || reading.dimensions.length > 0 || reading.filters.length > 0;
  if (!isOneName || !opens || !isBare || !isLast || saysMore || last0.to - first.from > MOST_NAME)
    return reading;
  const name = sliceSource(source, spanOf(tokens, first.from, last0.to));
  const filter: InsightFilter = { field: party.field, operator: 'contains', values: [name] };
  return {
    ...reading,
    terms: [
      ...before,
      {
        kind: 'value',
        field: party.field,
        values: [name],
        operator: 'contains',
        from: first.from,
        to: last0.to,
      },
    ],
    filters: [filter],
    unread: [],
  };
}

const LIFTING = /^(?:drop|remove|lift|clear|delete|undo|forget|lose|ditch|scrap|ignore|off|out|reset)$/;
const PERIOD = /^(?:period|timeframe|time|dates?)$/;
const FILTER = /^(?:filters?|restrictions?|conditions?|limits?|limitations?|criteri(?:a|on)|constraints?)$/;

/** `drop the SMB filter`, `remove Germany` of what was asked for only, `clear the country`. */
function withLifted(reading: InsightReading, last: InsightSpecification): InsightReading {
  const { terms, tokens } = reading;
  const verb = terms.find(({ kind }) => kind !== 'filler' && kind !== 'mark' && kind !== 'join');
  const namesFilter = tokens.some(({ fold }) => FILTER.test(fold));
  const lifts =
    verb !== undefined &&
    ((verb.kind === 'not' && namesFilter) ||
      tokens.slice(verb.from, verb.to).some(({ fold }) => LIFTING.test(fold)));
  if (!lifts) return reading;
  // `drop the period`, `remove 2024`
  const isOfTime = reading.timing.period !== null || tokens.some(({ fold }) => PERIOD.test(fold));
  if (isOfTime && reading.filters.length === 0 && reading.measures.length === 0)
    return {
      ...reading,
      timing: { ...reading.timing, period: 'all', compareWith: null, comparesBefore: null },
    };
  const lifted = (last.filters ?? []).filter((before) => {
    if (terms.some((term) => term.kind === 'dimension' && term.dimension === before.field)) return true;
    const said = reading.filters.filter(({ field }) => field === before.field);
    return said.some(({ values }) =>
      values.every((value) => before.values.some((each) => each.toLowerCase() === value.toLowerCase())),
    );
  });
  const all = namesFilter && reading.filters.length === 0 && reading.dimensions.length === 0;
  const fields = (all && lifted.length === 0 ? (last.filters ?? []) : lifted).map(({ field }) => field);
  if (fields.length === 0) return reading;
  const dimensions = reading.dimensions.filter((each) => !fields.includes(each));
  return {
    ...reading,
    terms: terms.map((term) =>
      term.kind === 'unread' && FILTER.test(tokens[term.from]?.fold ?? '')
        ? { kind: 'filler', from: term.from, to: term.to }
        : term,
    ),
    unread: reading.unread.filter((words) => !FILTER.test(words.toLowerCase())),
    anyOf: [...reading.anyOf, ...fields],
    filters: reading.filters.filter(({ field }) => !fields.includes(field)),
    dimensions: INSIGHT_DIMENSIONS.filter((each) => dimensions.includes(each)),
  };
}
