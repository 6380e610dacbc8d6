import type { Understanding } from '../understand.ts';
import { has, isCovered, opensAsQuestion } from './question-signs.ts';
import type { InsightReading, Talk } from './reading.ts';

const LONGEST = 60;
/** A customer's name, its wish, where it is and when it closes: nothing is asked over projects with all of them. */
const FEWEST_OF_DEAL = 4;
const FEWEST_LISTED = 6;

/** A note about a deal is data, whatever it says. */
export function isNote(understanding: Understanding, reading: InsightReading, talk: Talk): boolean {
  const { facts, customerScore, statesWish, tokens } = understanding;
  if (tokens.length > LONGEST) return true;
  if (asksOverMany(reading) || (talk.insightIsLatest && opensAsChange(reading, talk))) return false;
  const labelled = facts.filter(({ by }) => by === 'label').length;
  if (labelled >= 2) return true;
  // `What would this be worth: Acme in Japan plans to …, closing in May`
  const states = (...fields: readonly string[]) => facts.some(({ field }) => fields.includes(field));
  const isDeal = states('customerName') && states('targetCloseDate') && states('country', 'region');
  if (isDeal && statesWish && customerScore >= 5 && facts.length >= FEWEST_OF_DEAL) return true;
  // `Acme | EKS | the US | close May | 250k`: a list of facts asks nothing.
  if (isDeal && states('description') && facts.length >= FEWEST_LISTED && tokens.at(-1)?.fold !== '?')
    return true;
  if (opensAsQuestion(reading)) return false;
  if (wantsOfCustomer(reading)) return true;
  if (isBreakdown(reading) || isHistory(reading, talk)) return false;
  return (
    talk.statesOpportunity || (statesWish && customerScore >= 5) || (labelled > 0 && !has(reading, 'group'))
  );
}

/** `swap Spain for Portugal`, `without the industry filter`, said of the last question; a deal closes later than today. */
function opensAsChange(reading: InsightReading, { today }: Talk): boolean {
  const { terms, filters, timing } = reading;
  const first = terms.find(({ kind }) => kind !== 'filler' && kind !== 'mark');
  const isPast = timing.period === null || timing.period === 'all' || timing.period.from <= today;
  return (
    (first?.kind === 'again' || first?.kind === 'not' || first?.kind === 'versus') &&
    isPast &&
    isCovered(reading) &&
    filters.every(({ field }) => field !== 'customerName' && field !== 'text')
  );
}

/** `number of deals per migration phase in EMEA …`, every word read: that its parts are also those of a deal is chance. */
function asksOverMany(reading: InsightReading): boolean {
  const { terms, unread, filters } = reading;
  return (
    opensAsQuestion(reading) &&
    has(reading, 'group') &&
    unread.length === 0 &&
    filters.every(({ field }) => field !== 'customerName' && field !== 'text') &&
    terms.some((term) => term.kind === 'scope' && term.plural)
  );
}

/** `they want total revenue by region`, `Acme needs dashboards by industry`: what a customer wishes is no question. */
function wantsOfCustomer({ tokens }: InsightReading): boolean {
  return tokens.some(
    ({ fold }, at) =>
      /^(?:wants?|needs?|requires?|seeks?)$/.test(fold) &&
      !/^(?:i|we|you|to|just|really|do)$/.test(tokens[at - 1]?.fold ?? 'i'),
  );
}

/** `deals closed in H1, by month`. */
function isBreakdown(reading: InsightReading): boolean {
  const many = reading.terms.some((term) => term.kind === 'scope' && term.plural);
  const leads = reading.terms.some(
    ({ kind }, at) =>
      kind === 'group' &&
      reading.terms.slice(at + 1).find((term) => term.kind !== 'filler')?.kind === 'dimension',
  );
  return (many || isCovered(reading)) && leads;
}

/** Deals of a period that is over; an opportunity closes later than today. */
function isHistory({ terms, timing }: InsightReading, { today }: Talk): boolean {
  const many = terms.some((term) => term.kind === 'scope' && term.plural);
  return many && timing.period !== null && (timing.period === 'all' || timing.period.from <= today);
}
