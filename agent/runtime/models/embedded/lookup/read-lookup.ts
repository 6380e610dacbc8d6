import { EVERYTHING } from '#action-groups/data-analysis/find-in-session.ts';
import { touches } from '../facts/fact.ts';
import { EDGE_WORDS } from '../facts/name-words.ts';
import { readIntents, type ScoredIntent } from '../intents/intents.ts';
import { type Span, spanOf, type Token } from '../text/tokens.ts';
import { type Understanding, understand } from '../understand.ts';
import { type HistoryAspect, readHistoryQuestion } from './history-question.ts';
import { ELSEWHERE, FOLLOW_WORDS, ROLES } from './lookup-words.ts';
import { isSomebody, nameAmong } from './name-in-question.ts';
import { type PastPeriod, readPastPeriod } from './past-period.ts';
import { asks, isWord, restOf } from './rest-of-question.ts';

/** A question about what is known of somebody. */
export interface Lookup {
  /** The name as it was said. */
  readonly name: string;
  /** Where it stands in the message; null for the customer at hand, and for all. */
  readonly span: Span | null;
  /** The days of earlier analyses that are asked for. */
  readonly period?: PastPeriod;
  /** What of the history is asked for, if it is one thing. */
  readonly about?: HistoryAspect;
}

export interface LookupSurroundings {
  /** YYYY-MM-DD. */
  readonly today: string;
  /** The customer that is talked about, for `have we worked with them before?`. */
  readonly customerName: string | undefined;
  /** True when the message before was such a question, so that `and Acme?` is one too. */
  readonly isFollowing: boolean;
  /** Who was looked up in the message before. */
  readonly lookedUp?: string | undefined;
  /** True when facts of an opportunity were asked for: a bare name is the answer then. */
  readonly isAsked: boolean;
  readonly intents: readonly ScoredIntent[];
}

const MOST_WORDS = 24;

/** The question what is known of a name (`have we worked with Acme before?`); null when a message is anything else. */
export function readLookup(understanding: Understanding, around: LookupSurroundings): Lookup | null {
  return readWhole(understanding, around) ?? readSentence(understanding, around);
}

/** The one sentence that is such a question, between others that state nothing: `anything on Acme? got a call w them in 10`. */
function readSentence({ source, tokens }: Understanding, around: LookupSurroundings): Lookup | null {
  const sentences = sentencesOf(tokens).map((part) => {
    const { start, end } = spanOf(part, 0, part.length);
    return { start, read: understand(source.slice(start, end), { today: around.today }) };
  });
  if (sentences.length < 2 || sentences.length > MOST_SENTENCES) return null;
  const lookups = sentences.flatMap(({ start, read }) => {
    const found = readWhole(read, { ...around, intents: readIntents(read.tokens) });
    return found === null ? [] : [{ start, found, read }];
  });
  const [only] = lookups;
  if (only === undefined || lookups.length > 1) return null;
  const isTalk = sentences.every(({ start, read }) => start === only.start || statesNothing(read));
  if (!isTalk) return null;
  const { found, start } = only;
  return found.span === null
    ? found
    : { ...found, span: { start: found.span.start + start, end: found.span.end + start } };
}

/** What any words may be taken for where nothing else is said. */
const LOOSE: ReadonlySet<string> = new Set(['description', 'customerName']);
const MOST_SENTENCES = 4;
const LONGEST_TALK = 14;

function statesNothing({ tokens, facts, problems, statesWish, deals }: Understanding): boolean {
  return (
    tokens.length <= LONGEST_TALK &&
    facts.every(
      ({ field, by, text }) => by === 'prose' && LOOSE.has(field) && !/\p{Lu}\p{L}+ \p{Lu}/u.test(text),
    ) &&
    problems.length === 0 &&
    deals.length === 0 &&
    !statesWish
  );
}

/** Without the points of abbreviations, which the next word touches or a letter stands before. */
function sentencesOf(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const parts: Token[][] = [[]];
  for (const [at, token] of tokens.entries()) {
    const next = tokens[at + 1];
    const ends =
      token.kind === 'line' ||
      token.fold === '?' ||
      token.fold === '!' ||
      (token.fold === '.' && next?.glued !== true && (tokens[at - 1]?.fold.length ?? 0) > 2);
    if (token.kind !== 'line') parts.at(-1)?.push(token);
    if (ends) parts.push([]);
  }
  return parts.filter((part) => part.some(isWord));
}

function readWhole(understanding: Understanding, around: LookupSurroundings): Lookup | null {
  if (understanding.tokens.filter(isWord).length > MOST_WORDS) return null;
  const placed = withoutPlace(understanding);
  const when = readPastPeriod(placed, around.today);
  const tokens = when === null ? placed : [...placed.slice(0, when.from), ...placed.slice(when.to)];
  // `Acme in Germany` alone goes on from no question: an opportunity may begin so.
  const isFollowing = around.isFollowing && placed === understanding.tokens;
  const ofHistory = readHistoryQuestion(understanding.source, tokens, {
    customerName: around.lookedUp ?? around.customerName,
    hasPeriod: when !== null,
  });
  if (ofHistory === 'nobody') return null;
  if (ofHistory !== null) return inPeriod(ofHistory, when);
  const found = readQuestion({ ...understanding, tokens }, { ...around, isFollowing });
  if (when !== null) {
    const inTime = found ?? readAll(tokens);
    if (inTime !== null) return { ...inTime, period: { since: when.since, until: when.until } };
  }
  // Words of a time or a place may be those of a name: `anything on May Department Stores?`.
  return found ?? readQuestion(understanding, around);
}

/** What changed is told of the latest analyses; all else of the days that were named. */
function inPeriod(lookup: Lookup, when: PastPeriod | null): Lookup {
  return when === null || lookup.about === 'change'
    ? lookup
    : { ...lookup, period: { since: when.since, until: when.until } };
}

/** Without where the customer is: `Acme in Germany`. */
function withoutPlace({ tokens, mentions }: Understanding): readonly Token[] {
  const [place] = mentions.places.filter(({ from }) => tokens[from - 1]?.fold === 'in');
  return place === undefined ? tokens : [...tokens.slice(0, place.from - 1), ...tokens.slice(place.to)];
}

function readQuestion(
  understanding: Pick<Understanding, 'tokens' | 'source' | 'statesWish' | 'problems' | 'mentions'>,
  around: LookupSurroundings,
): Lookup | null {
  const { tokens, source } = understanding;
  const found = nameAmong(source, tokens, (fold) => ROLES.has(fold));
  if (found === null)
    return ofCustomer(tokens, around) ?? (around.isFollowing ? readFollowing(understanding, around) : null);
  const rest = restOf(tokens, found.from, found.to);
  const isAbout = (found.isQuoted || isSomebody(tokens, found)) && mayOutrank(tokens[found.from], around);
  if (isAbout && asks(rest)) return { name: found.name, span: spanOf(tokens, found.from, found.to) };
  return around.isFollowing ? readFollowing(understanding, around) : null;
}

/** `and Acme?`, `Acme?`, `ok, Acme then`: nothing else is said. */
function readFollowing(
  understanding: Parameters<typeof readQuestion>[0],
  around: LookupSurroundings,
): Lookup | null {
  const { tokens, source, statesWish, problems, mentions } = understanding;
  const found = nameAmong(source, tokens, (fold) => FOLLOW_WORDS.has(fold));
  if (found === null || found.to - found.from > MOST_FOLLOWING || problems.length > 0) return null;
  const run = tokens.slice(found.from, found.to);
  const hasCapital = run.some(({ text }) => /^\p{Lu}/u.test(text));
  const isElsewhere = run.some(({ fold }) => ELSEWHERE.has(fold) || EDGE_WORDS.has(fold));
  const isValue = [...mentions.dates, ...mentions.money].some((each) => touches(each, [found]));
  if (isElsewhere || isValue || !isSomebody(tokens, found)) return null;
  if (around.intents.some(({ id, score }) => !COURTEOUS.has(id) && score >= (hasCapital ? 3 : 2)))
    return null;
  const asksOn = tokens.at(-1)?.fold === '?' || tokens.filter(isWord).length > run.filter(isWord).length;
  if (!asksOn && (statesWish || !hasCapital || around.isAsked)) return null;
  return { name: found.name, span: spanOf(tokens, found.from, found.to) };
}

/** What is said beside a name and asks nothing. */
const COURTEOUS: ReadonlySet<ScoredIntent['id']> = new Set(['thanks', 'greeting']);

const MOST_FOLLOWING = 8;

/** `what did we look at last month?`, a time being said: all that was analysed then. */
function readAll(tokens: readonly Token[]): Lookup | null {
  const words = tokens.filter(isWord);
  const rest = restOf(words, words.length, words.length);
  const isAll =
    words.every(({ fold }) => ROLES.has(fold)) && rest.isInverted && rest.has('whatever') && rest.has('deed');
  return isAll && words.some(({ fold }) => ANALYSED.test(fold)) ? { name: EVERYTHING, span: null } : null;
}

const ANALYSED = /^(?:look|ran|run|analy[sz]|siz|predict|estimat|review|discuss)/;

/** `do we have history with them?`, with a customer at hand. */
function ofCustomer(tokens: readonly Token[], { customerName }: LookupSurroundings): Lookup | null {
  if (customerName === undefined) return null;
  const words = tokens.filter(isWord);
  if (!words.every(({ fold }) => ROLES.has(fold))) return null;
  const at = words.findLastIndex(({ fold }, index) => {
    const before = ROLES.get(words[index - 1]?.fold ?? '');
    return ROLES.get(fold)?.has('pronoun')
      ? before?.has('hinge') === true || before?.has('deed') === true
      : /^(?:customer|client|account|company)$/.test(fold) &&
          /^(?:this|that|the)$/.test(words[index - 1]?.fold ?? '') &&
          ROLES.get(words[index - 2]?.fold ?? '')?.has('hinge') === true;
  });
  if (at < 0) return null;
  const rest = restOf(words, at, at + 1);
  const looksBack = rest.has('past') || rest.has('history') || rest.has('work') || rest.isInverted;
  return looksBack && asks({ ...rest, isHinged: true }) ? { name: customerName, span: null } : null;
}

/** Where the words ask for something else as surely, a name needs a capital to be one. */
function mayOutrank(first: Token | undefined, { intents }: LookupSurroundings): boolean {
  const isCapital = /^\p{Lu}/u.test(first?.text ?? '');
  return isCapital || !intents.some(({ id, score }) => score >= 3 && OTHERWISE.has(id));
}

/** Questions of these kinds have words of their own, which here would be taken for a name. */
const OTHERWISE: ReadonlySet<ScoredIntent['id']> = new Set([
  'prompt',
  'others',
  'chat',
  'portfolio',
  'funding',
  'followOn',
  'help',
  'partner',
  'deliverers',
  'together',
  'architecture',
  'sensitivity',
  'narrowing',
  'enhanced',
]);
