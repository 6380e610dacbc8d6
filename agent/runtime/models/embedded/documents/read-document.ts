import { aspectReader } from '../requests/aspect-cues.ts';
import type { RequestCue, RequestReader, RequestReading } from '../requests/request.ts';
import { phrases } from '../text/phrases.ts';
import { spanOf } from '../text/tokens.ts';
import type { Understanding } from '../understand.ts';
import { core } from '../working-set/words.ts';
import { EXPLAINING_OPENERS, SOURCE_CUES } from './document-cues.ts';
import { queryOf } from './document-query.ts';
import { namesRule, namesSubject } from './domain-words.ts';

const opener = phrases(
  EXPLAINING_OPENERS.map((phrase) => [phrase, phrase] as const),
  { misspelt: () => true },
);
const asksSource = aspectReader(SOURCE_CUES);

/** Openers that ask in general; the others ask of the deal at hand as well. */
const GENERAL = new Set(
  `what is|whats|what are|what does|explain|define|definition of|describe|meaning of|what is meant by|tell me about|tell me what|tell me how|teach me|how does|how do i|how do we|how do you|how can i|how can we|how to|what happens|whats the difference|what is the difference|difference between|difference of|who approves|who has to|who must|who signs|what do you mean by|what do you mean with|who decides|who signs off|what counts|what are the rules|which stages|what stages|which phases|what phases|any guidance|any guide|guidance on|guide to|guide for|best practice|best practices|rules for|rules of|steps to|process for|process to|info on|information on|information about|docs on|documentation on|documentation for|explain me|can you explain|could you explain|please explain|can u explain|help me understand|i dont understand|remind me what|remind me how|what steps|which steps|how should i|how should we|what was`.split(
    '|',
  ),
);

/** Openers that ask in general when what follows is a program, a stage or a rule, and no technology. */
const OF_RULES = new Set(
  'when is an opportunity|when is a deal|how long does|how long do|how often|when do i|when do we|when must|when can i|do i need|do we need|do i have to|do we have to|must i|must we|which stage|what stage|am i allowed|are we allowed|is it allowed|is there a rule|are there rules|where do i|where do we|where can i|what must|what do i need to|what do we need to|why do i|why do we'.split(
    '|',
  ),
);

/** Words that point to what is talked about: the question is of it. */
const POINTS = /^(?:this|that|these|those|it|its|here|them|they|their|our|my|his|her|us)$/;

/** `how does X look` asks how somebody or something stands, in figures. */
const FARES = /^(?:looks?|compares?|fares?|performs?|doing|going|stacks?|ranks?|trends?)$/;

/** Longer questions bring facts of a deal. */
const LONGEST = 40;
/** A source is asked for in few words. */
const LONGEST_SOURCE = 14;

/** Questions that documents answer: how something is or is done, and where it is written. */
export const documentReader: RequestReader = {
  kind: 'document',
  operation: 'Search',
  opens,
  asksPart: () => null,
  read,
  change: (before, { given }) => ({
    ...before,
    ...given,
    ...(before.searchQuery === undefined || given.searchQuery === undefined
      ? {}
      : { searchQuery: `${String(before.searchQuery)} ${String(given.searchQuery)}` }),
  }),
};

function opens(understanding: Understanding): RequestCue | null {
  const { tokens } = understanding;
  if (tokens.length > LONGEST) return null;
  const source = tokens.length <= LONGEST_SOURCE ? asksSource(understanding) : null;
  if (source !== null) return source;
  const { from, to } = core(tokens, { from: 0, to: tokens.length });
  const opened = opener(tokens, from);
  if (opened === null) return null;
  const rest = tokens.slice(opened.next, to);
  const isOfRules = OF_RULES.has(opened.value) && namesRule(rest);
  if (
    !(isOfRules || GENERAL.has(opened.value)) ||
    rest.length === 0 ||
    (opened.value === 'how does' && rest.some(({ fold }) => FARES.test(fold))) ||
    rest.some(({ fold }) => POINTS.test(fold)) ||
    !namesSubject(rest)
  )
    return null;
  return { aspect: null, score: 3.8, at: 0 };
}

/** Whether a question that nothing else reads may be one for the documents. */
export function mayBeInDocuments({ tokens }: Understanding): boolean {
  if (tokens.length > LONGEST) return false;
  const { from, to } = core(tokens, { from: 0, to: tokens.length });
  const asks = opener(tokens, from) !== null || tokens.at(-1)?.fold === '?';
  return asks && namesSubject(tokens.slice(from, to));
}

function read(understanding: Understanding): RequestReading {
  const { tokens } = understanding;
  const { from, to } = core(tokens, { from: 0, to: tokens.length });
  const span = spanOf(tokens, from, to);
  const said = queryOf(understanding);
  return {
    given: said === '' ? {} : { searchQuery: said },
    dropped: [],
    withFunding: false,
    notes: [],
    parts: said === '' ? [] : [{ field: 'searchQuery', value: said, text: said, ...span }],
  };
}
