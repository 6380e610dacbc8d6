import type { Understanding } from '../understand.ts';
import { saysSomething } from './change.ts';
import { isNote } from './is-note.ts';
import { asks, has, isCovered, isOfOneDeal, opensAsQuestion } from './question-signs.ts';
import type { InsightReading, Talk } from './reading.ts';
import type { TermOf } from './term.ts';

/**
 * Whether a message asks about the portfolio anew, changes the last question about it, or is about something
 * else (null): an opportunity that it states or asks about.
 */
export function portfolioTurn(
  reading: InsightReading,
  understanding: Understanding,
  talk: Talk,
): 'new' | 'change' | null {
  if (isNote(understanding, reading, talk)) return null;
  const continues = talk.hasInsight && talk.insightIsLatest;
  const asksAnew = isWhole(reading, talk);
  if (asksAnew && !(continues && (opensAsChange(reading) || !standsAlone(reading)))) return 'new';
  if (!talk.hasInsight || !saysSomething(reading) || isOfOneDeal(reading)) return null;
  if (continues) return isCovered(reading) ? 'change' : null;
  return isCovered(reading) && fitsInsightOnly(reading) ? 'change' : null;
}

/** Whether a message is a whole question about the portfolio, whatever was said before. */
function isWhole(reading: InsightReading, { hasOpportunity, insightIsLatest }: Talk): boolean {
  const { terms, measures, bareAggregates, share, dimensions, filters, rank, scope, timing } = reading;
  if (has(reading, 'near') && !insightIsLatest) return false;
  const many = terms.some((term) => term.kind === 'scope' && term.plural);
  const ours = terms.some((term) => term.kind === 'ours') || asksOfUs(reading);
  // A customer's name alone bounds nothing: it may be that of the opportunity.
  const bounded =
    filters.some(({ field }) => field !== 'customerName') || timing.period !== null || reading.focus !== null;
  const aboutOne = isOfOneDeal(reading) || supposes(reading);
  if (aboutOne && !many && reading.absent.length > 0) return false;
  const counts = measures.includes('count') || measures.includes('customers');
  if (counts && scope === null && !countsKind(reading) && reading.absent.length === 0) return false;
  const aggregated = measures.length > reading.bareFigures.length && !counts;
  const grouped =
    dimensions.length > 0 &&
    (has(reading, 'group') ||
      has(reading, 'breakdown') ||
      has(reading, 'trend') ||
      terms.some((term) => term.kind === 'dimension' && term.groups === true));
  const named =
    reading.absent.length > 0 &&
    (many || grouped || has(reading, 'group') || reading.absent.some(({ concept }) => concept === 'winRate'));
  if (aboutOne && !many && !(grouped && measures.length > 0)) return false;
  // Words that nobody knows are more likely part of an opportunity.
  if (!many && !isCovered(reading) && !opensAsQuestion(reading)) return false;
  if (named && !aboutOne) return true;
  if (counts && (many || scope === 'customer')) return true;
  if (
    grouped &&
    (measures.length > 0 ||
      bareAggregates.length > 0 ||
      share ||
      scope !== null ||
      ours ||
      bounded ||
      reading.growth ||
      has(reading, 'breakdown'))
  )
    return true;
  if (share && (many || bounded || ours)) return true;
  if (aggregated && (!aboutOne || many)) return true;
  if (bareAggregates.length > 0 && (many || (scope === 'project' && !aboutOne))) return true;
  if (comparesPortfolio(reading)) return true;
  if (rank !== null && (rank.of !== null || dimensions.length > 0))
    return bounded || ours || many || !hasOpportunity ? !leavesToAnalysis(reading, hasOpportunity) : false;
  const asked = asks(reading);
  if (dimensions.length > 0 && asked && (many || ours || bounded || rank !== null))
    return !hasOpportunity || ours || bounded;
  if (measures.length > 0 && asked && (many || (ours && bounded) || (bounded && !hasOpportunity)))
    return true;
  if (measures.length > 0 && many && (bounded || ours)) return true;
  if (many && bounded && asked && !onlyNames(reading)) return true;
  // `simlar projects` is said of the analysis at hand.
  const byWords = timing.period === null && filters.every(({ field }) => field === 'text');
  if (many && bounded && isCovered(reading) && !onlyNames(reading)) return !(hasOpportunity && byWords);
  if (reading.growth && (ours || dimensions.length > 0)) return true;
  if (reading.trend && asked && (many || bounded || ours)) return true;
  if (has(reading, 'breakdown') && measures.length > 0 && !hasOpportunity) return true;
  if (has(reading, 'who') && rank !== null && !hasOpportunity) return true;
  if (has(reading, 'where') && (rank !== null || measures.length > 0) && !hasOpportunity) return true;
  return ours && bounded && asked && !hasOpportunity && isCovered(reading);
}

/** `what would we earn`: of a deal that is not won. */
function supposes({ tokens }: InsightReading): boolean {
  return tokens.some(({ fold }) => /^(?:would|will|could|might|expect|should)$/.test(fold));
}

/** `how many renewals`, `count of Redshift …`, `count by stage`: what is counted needs no noun. */
function countsKind({ terms, tokens }: InsightReading): boolean {
  const at = terms.findIndex(({ kind }) => kind === 'count');
  const next = terms
    .slice(at + 1)
    .find(({ kind }) => kind !== 'filler' && kind !== 'mark' && kind !== 'join' && kind !== 'ours');
  if (next === undefined) return at > 0;
  const of = tokens[next.from]?.fold ?? '';
  return (
    next.kind === 'group' ||
    next.kind === 'rank' ||
    next.kind === 'sort' ||
    next.kind === 'period' ||
    next.kind === 'aggregate' ||
    next.kind === 'figure' ||
    of === 'in' ||
    of === 'of' ||
    (next.kind === 'value' && next.field !== 'country' && next.field !== 'region')
  );
}

/** `did we`, `do we have`. */
function asksOfUs({ terms, tokens }: InsightReading): boolean {
  return terms.some(
    (term) => term.kind === 'ask' && tokens.slice(term.from, term.to).some(({ fold }) => fold === 'we'),
  );
}

/** Two periods, or values of a column, side by side; names alone are opportunities of the session. */
function comparesPortfolio({ compares, timing, measures, scope, terms }: InsightReading): boolean {
  const says = measures.length > 0 || scope !== null || terms.some(({ kind }) => kind === 'ours');
  if (timing.compareWith !== null)
    return says || terms.some(({ kind }) => kind === 'compare' || kind === 'versus');
  if (compares === null) return false;
  return says || (compares !== 'customerName' && compares !== 'partnerName');
}

/** `the top 3 projects` of an analysis are its similar ones. */
function leavesToAnalysis(
  { rank, filters, timing, dimensions, terms }: InsightReading,
  hasOpportunity: boolean,
): boolean {
  const plain =
    filters.length === 0 &&
    timing.period === null &&
    dimensions.every((each) => each === 'customerName' || each === 'partnerName' || each === 'service');
  return (
    hasOpportunity &&
    plain &&
    (rank?.by === 'order' || rank?.by === 'most') &&
    !terms.some(({ kind }) => kind === 'ours')
  );
}

/** What is known of a customer or a partner by name is looked up, not counted. */
function onlyNames({ filters, timing, measures, dimensions }: InsightReading): boolean {
  return (
    measures.length === 0 &&
    dimensions.length === 0 &&
    timing.period === null &&
    filters.every(({ field }) => field === 'customerName')
  );
}

/** Names itself what is counted: `top 5 industries` does not, and goes on with what was asked. */
function standsAlone({ measures, share, scope, absent, timing, terms }: InsightReading): boolean {
  return (
    measures.length > 0 ||
    share ||
    scope !== null ||
    absent.length > 0 ||
    (timing.compareWith !== null && !timing.impliedPeriod) ||
    terms.some(({ kind }) => kind === 'ours' || kind === 'how-much')
  );
}

/** `and in healthcare?`, `same for last year`, `what about the median`, `how many of those …`. */
function opensAsChange(reading: InsightReading): boolean {
  const first = reading.terms.find(({ kind }) => kind !== 'filler' && kind !== 'mark');
  const isJoined = first?.kind === 'again' || first?.kind === 'join' || first?.kind === 'add';
  return isJoined || has(reading, 'near') || refersBack(reading);
}

/** `avg deal size there`, `the median in that region`: of what was asked about. */
function refersBack({ terms, tokens }: InsightReading): boolean {
  const there = tokens.some(({ fold }, at) => {
    const [before, after] = [tokens[at - 1]?.fold ?? '', tokens[at + 1]?.fold ?? ''];
    return (
      fold === 'there' &&
      !/^(?:is|are|was|were|be|been|how|many|if|hi|hey|hello)$/.test(before) &&
      !/^(?:is|are|was|were|have|has|had|been|be|any|a|an)$/.test(after)
    );
  });
  return (
    there ||
    terms.some(
      (term) =>
        term.kind === 'dimension' &&
        !term.plural &&
        /^(?:that|this|same)$/.test(tokens[term.from - 1]?.fold ?? '') &&
        /^(?:in|for|of|from|the|with)$/.test(tokens[term.from - 2]?.fold ?? ''),
    )
  );
}

/** What only a portfolio question can mean, while an opportunity is at hand. */
function fitsInsightOnly(reading: InsightReading): boolean {
  const { dimensions, display, rank, sortBy, lost, share, anyOf, bareAggregates, timing, terms } = reading;
  const again = terms.some((term): term is TermOf<'again'> => term.kind === 'again');
  return (
    (dimensions.length > 0 && has(reading, 'group')) ||
    display === 'chart' ||
    display === 'table' ||
    (rank !== null && rank.limit !== null) ||
    sortBy !== null ||
    lost ||
    share ||
    anyOf.length > 0 ||
    bareAggregates.length > 0 ||
    timing.compareWith !== null ||
    (again && timing.period !== null && isPast(reading))
  );
}

/** An opportunity closes in the future: `same for last year` is none. */
function isPast({ terms }: InsightReading): boolean {
  return terms.some((term) => term.kind === 'again') && terms.some((term) => term.kind === 'period');
}
