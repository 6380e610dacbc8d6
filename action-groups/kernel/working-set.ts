import { z } from 'zod';
import { withCall } from './last-calls.ts';
import { sameOpportunity } from './same-opportunity.ts';
import { assignName, isFree, sameName } from './short-names.ts';
import { bounded, cutDescription, LONGEST_ATTRIBUTE, LONGEST_NAME } from './working-set-bounds.ts';

const values = z.object({ low: z.number(), median: z.number(), high: z.number() });
const months = z.object({ low: z.string(), median: z.string(), high: z.string() });

const headline = z.object({
  /** Null when there was not enough evidence. */
  arrUsd: values.nullable(),
  /** Calendar months YYYY-MM. */
  launchMonth: months.nullable(),
  confidence: z.string(),
});

/** The few figures by which an opportunity is listed and compared; all others are in its analysis. */
export type Headline = z.infer<typeof headline>;

const call = z.object({
  /** Of the artifact that it made. */
  id: z.string().min(1),
  arguments: z.record(
    z.string(),
    z.union([z.string(), z.number(), z.boolean(), z.array(z.union([z.string(), z.number()]))]),
  ),
});

/** The last call of an operation whose next one may change some of its arguments (`and at 10 %?`). */
export type LastCall = z.infer<typeof call>;

/** By operation name. */
const lastCalls = z.record(z.string(), call);

const opportunityInput = z.record(z.string(), z.union([z.string(), z.number()]));

const entry = z.object({
  /** A short name a seller can say, unique in the set: the customer's, or what the seller called it. */
  name: z.string().min(1),
  /** True when the seller chose the name: it outlives corrections. */
  renamed: z.literal(true).optional(),
  /** A few words that tell it from another opportunity of the same customer, for example `SAP`. */
  label: z.string().optional(),
  /** In which order opportunities came up: 1 is the first of the session. */
  since: z.number().int(),
  analysisId: z.string().min(1),
  /** The arguments of `analyzeOpportunity`, so that it can be called again with some of them changed. */
  opportunity: opportunityInput,
  /** True when `opportunity.description` is only its beginning; the analysis holds the whole. */
  descriptionCut: z.literal(true).optional(),
  headline,
  /** Of this opportunity; they go with it through switching, renaming and corrections, and when it is forgotten. */
  lastCalls: lastCalls.optional(),
});

/** An opportunity of the session. */
export type WorkingSetEntry = z.infer<typeof entry>;

const insight = z.object({ queryId: z.string(), specification: z.record(z.string(), z.unknown()) });

const workingSet = z.object({
  /** `name` of the opportunity that is talked about now. */
  current: z.string().nullable(),
  opportunities: z.array(entry),
  /** The last portfolio question, so that the next one can change it. */
  lastInsight: insight.optional(),
  /** Of calls that name no opportunity of the session. */
  lastCalls: lastCalls.optional(),
});

/** What a session is about; opportunities latest used first. Travels as JSON in session and prompt session attributes. */
export type WorkingSet = z.infer<typeof workingSet>;

export const WORKING_SET_ATTRIBUTE = 'workingSet';

/** A change of the session's working set that an operation asks for. Names are those of entries. */
export type Remembered =
  /** Analysed: becomes current. It replaces the entry it is a correction of, see `sameOpportunity`. */
  | ({ readonly kind: 'opportunity' } & Pick<
      WorkingSetEntry,
      'analysisId' | 'opportunity' | 'headline' | 'label'
    >)
  | ({ readonly kind: 'insight' } & z.infer<typeof insight>)
  /** Of the opportunity that `arguments.analysisId` or `arguments.customerName` names. */
  | ({ readonly kind: 'call'; readonly operation: string } & LastCall)
  | { readonly kind: 'current'; readonly name: string }
  /** Ignored when another opportunity has the name `to`. */
  | { readonly kind: 'renamed'; readonly name: string; readonly to: string }
  | { readonly kind: 'forgotten'; readonly name: string };

export const EMPTY_WORKING_SET: WorkingSet = { current: null, opportunities: [] };

/** Reads the attribute; absent, unreadable or oversized text is an empty set, since attributes may come from elsewhere. */
export function parseWorkingSet(text: string | undefined): WorkingSet {
  if (text === undefined || text.length > LONGEST_ATTRIBUTE) return EMPTY_WORKING_SET;
  try {
    return bounded(consistent(workingSet.parse(JSON.parse(text))));
  } catch {
    return EMPTY_WORKING_SET;
  }
}

/** Names are unique and `current` is one of them, whoever wrote the text. */
function consistent(set: WorkingSet): WorkingSet {
  const opportunities = set.opportunities
    .map((each) => ({ ...each, name: each.name.slice(0, LONGEST_NAME) }))
    .filter(({ name }, index, all) => all.findIndex((other) => sameName(other.name, name)) === index);
  return { ...set, opportunities, current: entryNamed({ ...set, opportunities }, set.current)?.name ?? null };
}

/** The opportunity of a short name, in whatever case and punctuation; undefined when there is none. */
export function entryNamed(set: WorkingSet, name: string | null): WorkingSetEntry | undefined {
  return name === null ? undefined : set.opportunities.find((each) => sameName(each.name, name));
}

/** The set after one change; within its bounds whatever the change is. A name that is not there changes nothing. */
export function rememberIn(set: WorkingSet, change: Remembered): WorkingSet {
  switch (change.kind) {
    case 'opportunity':
      return bounded(withOpportunity(set, change));
    case 'insight':
      return bounded({
        ...set,
        lastInsight: { queryId: change.queryId, specification: change.specification },
      });
    case 'call':
      return bounded(withCall(set, change));
    case 'current': {
      const chosen = entryNamed(set, change.name);
      if (chosen === undefined) return set;
      const others = set.opportunities.filter((each) => each !== chosen);
      return { ...set, current: chosen.name, opportunities: [chosen, ...others] };
    }
    case 'renamed':
      return bounded(withName(set, change.name, change.to));
    case 'forgotten':
      return without(set, change.name);
  }
}

function withOpportunity(set: WorkingSet, change: Extract<Remembered, { kind: 'opportunity' }>): WorkingSet {
  const { description, descriptionCut } = cutDescription(change.opportunity.description);
  const before = sameOpportunity(set, change);
  const given = {
    ...(change.label === undefined ? {} : { label: change.label.slice(0, LONGEST_NAME) }),
    since: before?.since ?? Math.max(0, ...set.opportunities.map(({ since }) => since)) + 1,
    analysisId: change.analysisId,
    opportunity: { ...change.opportunity, ...(description === undefined ? {} : { description }) },
    ...(descriptionCut ? { descriptionCut } : {}),
    headline: change.headline,
    ...(before?.lastCalls === undefined ? {} : { lastCalls: before.lastCalls }),
  };
  const others = set.opportunities.filter((each) => each !== before);
  if (before?.renamed === true) {
    const kept: WorkingSetEntry = { ...given, name: before.name, renamed: true };
    return { ...set, current: kept.name, opportunities: [kept, ...others] };
  }
  const { name, siblings } = assignName(given, others, before?.name);
  return { ...set, current: name, opportunities: [{ ...given, name }, ...siblings] };
}

function withName(set: WorkingSet, name: string, to: string): WorkingSet {
  const chosen = entryNamed(set, name);
  const called = to.trim().slice(0, LONGEST_NAME).trim();
  if (chosen === undefined || called === '') return set;
  if (
    !isFree(
      called,
      set.opportunities.filter((each) => each !== chosen),
    )
  )
    return set;
  const renamed: WorkingSetEntry = { ...chosen, name: called, renamed: true };
  return {
    ...set,
    current: set.current === chosen.name ? called : set.current,
    opportunities: set.opportunities.map((each) => (each === chosen ? renamed : each)),
  };
}

/** Forgetting the current one leaves none current, unless a single one is left. */
function without(set: WorkingSet, name: string): WorkingSet {
  const gone = entryNamed(set, name);
  if (gone === undefined) return set;
  const opportunities = set.opportunities.filter((each) => each !== gone);
  const only = opportunities.length === 1 ? (opportunities[0]?.name ?? null) : null;
  return { ...set, opportunities, current: set.current === gone.name ? only : set.current };
}
