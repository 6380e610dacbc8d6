import { withinDistance } from './edit-distance.ts';
import { foldName, sameName } from './short-names.ts';
import type { WorkingSet, WorkingSetEntry } from './working-set.ts';

type Analysed = Pick<WorkingSetEntry, 'analysisId' | 'opportunity'>;

/**
 * The entry that `analysed` is a correction of, and so replaces; undefined when it is another opportunity.
 * Models call `analyzeOpportunity` again after a correction, with no word of which call it corrects. In order:
 * 1. the same analysis, asked for again;
 * 2. the current opportunity, then others of the same customer, whose description shares at least half of its
 *    telling words with the new one (of the shorter of both), unless both are named differently, or place and
 *    close date are both others and the description is not the same;
 * 3. the current opportunity, when its customer is the same and nothing but the description (and the name that
 *    goes with it) is another;
 * 4. the current opportunity, when nothing but the customer's name is another and one name may be a
 *    spelling of the other: its words are among the other's, or both begin alike (`Concentra`, `Concentra Health`).
 */
export function sameOpportunity(set: WorkingSet, analysed: Analysed): WorkingSetEntry | undefined {
  const again = set.opportunities.find(({ analysisId }) => analysisId === analysed.analysisId);
  if (again !== undefined) return again;
  const current = set.opportunities.find(({ name }) => name === set.current);
  const ofCustomer = [current, ...set.opportunities.filter((each) => each !== current)].filter(
    (each): each is WorkingSetEntry =>
      each !== undefined && sameName(text(each, 'customerName'), text(analysed, 'customerName')),
  );
  const corrected = ofCustomer.find((each) => isCorrection(each, analysed));
  if (corrected !== undefined || current === undefined) return corrected;
  const differ = differingFields(current, analysed);
  if (differ.every((field) => field === 'description' || field === 'opportunityName')) return current;
  const onlyCustomer =
    differ.every((field) => field === 'customerName') && text(current, 'description') !== '';
  return onlyCustomer && isSpelling(text(current, 'customerName'), text(analysed, 'customerName'))
    ? current
    : undefined;
}

function isCorrection(entry: WorkingSetEntry, analysed: Analysed): boolean {
  const differ = differingFields(entry, analysed);
  if (!differ.includes('description')) {
    return !(
      differ.includes('opportunityName') &&
      bothGive('opportunityName', entry, analysed) &&
      differ.length > 1
    );
  }
  if (differ.includes('opportunityName') && bothGive('opportunityName', entry, analysed)) return false;
  const elsewhere = differ.includes('country') || differ.includes('region');
  if (elsewhere && differ.includes('targetCloseDate')) return false;
  return shareHalf(text(entry, 'description'), text(analysed, 'description'));
}

function bothGive(field: string, a: Analysed, b: Analysed): boolean {
  return text(a, field) !== '' && text(b, field) !== '';
}

/** Fields of which the values are others; a kept description may be only the beginning of the new one. */
function differingFields(entry: WorkingSetEntry, { opportunity }: Analysed): readonly string[] {
  const fields = new Set([...Object.keys(entry.opportunity), ...Object.keys(opportunity)]);
  return [...fields].filter((field) => {
    const [kept, given] = [entry.opportunity[field], opportunity[field]];
    if (kept === given) return false;
    const isBeginning =
      field === 'description' && entry.descriptionCut === true && String(given).startsWith(String(kept));
    return !isBeginning;
  });
}

function shareHalf(a: string, b: string): boolean {
  const [first, second] = [tellingWords(a), tellingWords(b)];
  const shared = [...first].filter((word) => second.has(word)).length;
  return shared > 0 && shared * 2 >= Math.min(first.size, second.size);
}

/** Words of three letters and more, and shorter ones in capitals: `SAP`, `S3`. */
function tellingWords(description: string): ReadonlySet<string> {
  const words = description.match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(
    words
      .filter((word) => !/^\p{N}+$/u.test(word) && (word.length >= 3 || /^[\p{Lu}\p{N}]{2,}$/u.test(word)))
      .map((word) => word.toLowerCase())
      .filter((word) => !EVERYWHERE.has(word)),
  );
}

/** Words that any two deals may share. */
const EVERYWHERE: ReadonlySet<string> = new Set(
  'move moves moving migrate migration migrations wants want needs need their they with from into onto that this will would project deal customer amazon cloud modernize modernization modernise modernisation build platform new some also have about the and for all are has our out one two off via not use using aws'.split(
    ' ',
  ),
);

/**
 * Whether two names may be of one customer: all words of the shorter one are in the other, or they begin with the
 * same word; in each word a letter may be wrong.
 */
function isSpelling(a: string, b: string): boolean {
  const [shorter = [], longer = []] = [foldName(a).split(' '), foldName(b).split(' ')].sort(
    (one, other) => one.length - other.length,
  );
  if (shorter[0] === '' || longer[0] === '') return false;
  return (
    shorter.every((word) => longer.some((other) => isNear(word, other))) ||
    isNear(shorter[0] ?? '', longer[0] ?? '')
  );
}

function isNear(a: string, b: string): boolean {
  return a === b || (Math.min(a.length, b.length) >= 4 && withinDistance(a, b, 1));
}

function text({ opportunity }: Analysed, field: string): string {
  return String(opportunity[field] ?? '').trim();
}
