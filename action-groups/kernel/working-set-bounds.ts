import type { WorkingSet, WorkingSetEntry } from './working-set.ts';

/** Opportunities a session keeps: about as many as a seller juggles in a day. */
export const MOST_OPPORTUNITIES = 8;

/** Of the whole attribute as JSON, in UTF-8. It stands in every prompt, so it is also a bound on tokens. */
export const MOST_BYTES = 12_000;

/** A name in characters. */
export const LONGEST_NAME = 80;

/** A description up to this many characters is kept whole, so that `analyzeOpportunity` can be called with it again. */
export const LONGEST_DESCRIPTION = 1_000;

/** Other texts of an opportunity are names: the longest that its fields allow. */
const LONGEST_TEXT = 300;

/** Text of an attribute that is longer was not written here. */
export const LONGEST_ATTRIBUTE = 4 * MOST_BYTES;

/** A portfolio question in bytes; a larger one is not kept, since half a question is another question. */
const MOST_INSIGHT_BYTES = 3_000;

/** The calls of one opportunity in bytes; a call that makes them more is not kept, since half a call is another call. */
const MOST_CALLS_BYTES = 2_000;

/** What a description is cut to when the set as a whole is too large. */
const SHORT_DESCRIPTION = 200;

/** The description as it is kept: whole, or its beginning up to a word's end, and then said to be cut. */
export function cutDescription(
  description: string | number | undefined,
  longest = LONGEST_DESCRIPTION,
): { readonly description?: string; readonly descriptionCut: boolean } {
  if (description === undefined) return { descriptionCut: false };
  const text = String(description);
  if (text.length <= longest) return { description: text, descriptionCut: false };
  const end = text.lastIndexOf(' ', longest);
  // Never between the halves of a surrogate pair.
  const cut = text.slice(0, end > longest / 2 ? end : longest).replace(/[\uD800-\uDBFF]$/, '');
  return { description: cut, descriptionCut: true };
}

/**
 * The set within its bounds. What gives way, in order: opportunities beyond the eight used latest, texts that no
 * field allows, the last portfolio question and calls when they alone are large, the calls and then the
 * descriptions of the opportunities used longest ago, then these opportunities; the current one goes last.
 */
export function bounded(given: WorkingSet): WorkingSet {
  const current = given.opportunities.find(({ name }) => name === given.current);
  const kept = given.opportunities.filter((each) => each !== current).map(withinField);
  if (current !== undefined) kept.unshift(withinField(current));
  const { lastInsight, ...rest } = withFewCalls(given);
  let set: WorkingSet = { ...rest, opportunities: kept.slice(0, MOST_OPPORTUNITIES) };
  if (lastInsight !== undefined && bytesOf(lastInsight) <= MOST_INSIGHT_BYTES) set = { ...set, lastInsight };
  for (const shorten of [withoutCalls, shortened]) {
    for (let at = set.opportunities.length - 1; at >= 0 && bytesOf(set) > MOST_BYTES; at -= 1) {
      set = {
        ...set,
        opportunities: set.opportunities.map((each, index) => (index === at ? shorten(each) : each)),
      };
    }
  }
  while (bytesOf(set) > MOST_BYTES && set.opportunities.length > 0)
    set = { ...set, opportunities: set.opportunities.slice(0, -1) };
  return set.opportunities.some(({ name }) => name === set.current) ? set : { ...set, current: null };
}

function withinField(entry: WorkingSetEntry): WorkingSetEntry {
  const opportunity = Object.fromEntries(
    Object.entries(entry.opportunity)
      .slice(0, MOST_FIELDS)
      .map(([field, value]) => [
        field.slice(0, LONGEST_NAME),
        typeof value === 'number'
          ? value
          : value.slice(0, field === 'description' ? undefined : LONGEST_TEXT),
      ]),
  );
  return withDescription(withFewCalls({ ...entry, opportunity }), LONGEST_DESCRIPTION);
}

/** Of the calls the latest, as many as fit. */
function withFewCalls<Holder extends Pick<WorkingSet, 'lastCalls'>>(holder: Holder): Holder {
  const calls = Object.entries(holder.lastCalls ?? {});
  while (calls.length > 0 && bytesOf(Object.fromEntries(calls)) > MOST_CALLS_BYTES) calls.shift();
  return calls.length === 0 ? withoutCalls(holder) : { ...holder, lastCalls: Object.fromEntries(calls) };
}

function withoutCalls<Holder extends Pick<WorkingSet, 'lastCalls'>>(holder: Holder): Holder {
  const { lastCalls: _, ...rest } = holder;
  return rest as Holder;
}

/** More than an opportunity has. */
const MOST_FIELDS = 20;

function shortened(entry: WorkingSetEntry): WorkingSetEntry {
  return withDescription(entry, SHORT_DESCRIPTION);
}

function withDescription(entry: WorkingSetEntry, longest: number): WorkingSetEntry {
  const { description, descriptionCut } = cutDescription(entry.opportunity.description, longest);
  if (!descriptionCut || description === undefined) return entry;
  return { ...entry, opportunity: { ...entry.opportunity, description }, descriptionCut: true };
}

export function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}
