import { EVERYTHING } from '#action-groups/data-analysis/find-in-session.ts';
import { touches } from '../facts/fact.ts';
import { EDGE_WORDS } from '../facts/name-words.ts';
import type { ScoredIntent } from '../intents/intents.ts';
import { type Span, spanOf, type Token } from '../text/tokens.ts';
import type { Understanding } from '../understand.ts';
import { ELSEWHERE, FOLLOW_WORDS, ROLES, type WordRole } from './lookup-words.ts';
import { isSomebody, nameAmong } from './name-in-question.ts';
import { type PastPeriod, readPastPeriod } from './past-period.ts';

/** A question about what is known of somebody. */
export interface Lookup {
  /** The name as it was said. */
  readonly name: string;
  /** Where it stands in the message; null for the customer at hand, and for all. */
  readonly span: Span | null;
  /** The days of earlier analyses that are asked for. */
  readonly period?: PastPeriod;
}

export interface LookupSurroundings {
  /** YYYY-MM-DD. */
  readonly today: string;
  /** The customer that is talked about, for `have we worked with them before?`. */
  readonly customerName: string | undefined;
  /** True when the message before was such a question, so that `and Acme?` is one too. */
  readonly isFollowing: boolean;
  /** True when facts of an opportunity were asked for: a bare name is the answer then. */
  readonly isAsked: boolean;
  readonly intents: readonly ScoredIntent[];
}

const MOST_WORDS = 24;

/** The question what is known of a name (`have we worked with Acme before?`); null when a message is anything else. */
export function readLookup(understanding: Understanding, around: LookupSurroundings): Lookup | null {
  if (understanding.tokens.filter(isWord).length > MOST_WORDS) return null;
  const placed = withoutPlace(understanding);
  const when = readPastPeriod(placed, around.today);
  const tokens = when === null ? placed : [...placed.slice(0, when.from), ...placed.slice(when.to)];
  // `Acme in Germany` alone goes on from no question: an opportunity may begin so.
  const isFollowing = around.isFollowing && placed === understanding.tokens;
  const found = readQuestion({ ...understanding, tokens }, { ...around, isFollowing });
  if (when !== null) {
    const inTime = found ?? readAll(tokens);
    if (inTime !== null) return { ...inTime, period: { since: when.since, until: when.until } };
  }
  // Words of a time or a place may be those of a name: `anything on May Department Stores?`.
  return found ?? readQuestion(understanding, around);
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
  if (found === null) return ofCustomer(tokens, around);
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

/** What the words around a name do. */
interface Rest {
  readonly has: (role: WordRole) => boolean;
  /** The words in order, without marks. */
  readonly words: readonly string[];
  readonly before: readonly string[];
  /** A small word before it leads to the name. */
  readonly isHinged: boolean;
  /** `have we`, `did anybody`: asked of a deed. */
  readonly isInverted: boolean;
  readonly isQuestion: boolean;
}

function restOf(tokens: readonly Token[], from: number, to: number): Rest {
  const folds = (range: readonly Token[]) => range.filter(isWord).map(({ fold }) => fold);
  const before = folds(tokens.slice(0, from));
  const words = [...before, ...folds(tokens.slice(to))];
  const opened = before.join(' ').replace(OPENING, '');
  const told = opened === '' ? [] : opened.split(' ');
  const isIndirect = /^(?:if|whether)$/.test(before.at(-told.length - 1) ?? '');
  const leading = before.filter((word) => !ARTICLES.has(word)).at(-1) ?? '';
  return {
    has: (role) => words.some((word) => ROLES.get(word)?.has(role)),
    words,
    before: told,
    isHinged: ROLES.get(leading)?.has('hinge') === true,
    isInverted: INVERTING.has(told[0] ?? '')
      ? told.slice(1, 4).some((word) => ASKED_OF.has(word))
      : isIndirect && ASKED_OF.has(told[0] ?? ''),
    isQuestion: tokens.at(-1)?.fold === '?',
  };
}

/** Courtesies, and what leads to an indirect question. */
const OPENING =
  /^(?:(?:please|plz|pls|kindly|thanks|thx|ty|hi|hey|hello|ok|okay|well|so|now|then|and|or|but|sorry|btw|actually|really|quick|quickly|just|hm|hmm|uh|um|no|yes|sure|also|again|first|today|question|team|all|guys|folks|(?:can|could|would|will|may|might) (?:you|u|i|we)|(?:do|did) you know|i (?:want|need|wanna|like|wonder|wondering|would like)|i am wondering|im wondering|(?:want|wanna|need) to|wondering|to|know|let (?:me|us)|lets|if|whether)(?: |$))*/;
const COURTESIES: ReadonlySet<string> = new Set(
  'please plz pls kindly thanks thx ty hi hey hello ok okay well so now then and but sorry btw actually really quick quickly just also'.split(
    ' ',
  ),
);
const ARTICLES: ReadonlySet<string> = new Set(
  'the a an our ours my your this that customer customers client account company called named prospect'.split(
    ' ',
  ),
);
const INVERTING: ReadonlySet<string> = new Set(
  'have has had hv did do does dose are were was is what whats wat when whens which who'.split(' '),
);
const ASKED_OF: ReadonlySet<string> = new Set(
  'we i you u they anyone anybody someone somebody us our the there he she one guys team folks'.split(' '),
);

/** Whether the words around a name ask what is known of it. */
function asks(rest: Rest): boolean {
  const { has, isHinged, isInverted, isQuestion, before, words } = rest;
  const first = before[0] ?? '';
  // `we have a deal with Acme` tells, and `what did you tell me about Acme` asks for one's own words.
  if (!isQuestion && !isInverted && SUBJECTS.has(first)) return false;
  if (/\b(?:did|have) (?:you|u) (?:tell|told|show|shown|give|given)\b/.test(before.join(' '))) return false;
  const isShort = words.filter((word) => !COURTESIES.has(word)).length <= 4;
  if (has('history') && (isHinged || before.length === 0 || isQuestion)) return true;
  if (has('know') && (isHinged || isInverted || isQuestion)) return true;
  if (
    isHinged &&
    has('whatever') &&
    (has('have') || has('fetch') || has('deed') || has('work') || has('past'))
  )
    return true;
  if (isHinged && words.some((word) => ANYTHING.has(word))) return true;
  if (
    isHinged &&
    has('work') &&
    (has('past') || has('whatever') || has('have') || has('fetch') || isQuestion)
  )
    return true;
  if (has('deed') && isInverted && (has('past') || isHinged || has('whatever') || isShort)) return true;
  if (has('who') && /^(?:is|are|was|were|whos|r)$/.test(before.at(-1) ?? '') && before.length <= 3)
    return true;
  if (has('party') && /^(?:is|are|was|were|do|does|have|has)$/.test(first) && OURS.test(words.join(' ')))
    return true;
  if (has('who') && has('have')) return true;
  if (has('have') && isInverted && isShort && !isHinged) return true;
  if (before.length === 0 && isShort && has('past') && (has('work') || isQuestion)) return true;
  return isFetched(before, isHinged);
}

const SUBJECTS: ReadonlySet<string> = new Set('i we they he she it there this that the my our us'.split(' '));
const ANYTHING: ReadonlySet<string> = new Set(
  'any anything anythin anyting something sth smth everything stuff'.split(' '),
);
const OURS = /\b(?:ours?|we|us|existing|current|already|in|known|past|former|old|new|of|have)\b/;

/** `look up Acme`, `search for Acme`, `tell me about Acme`; `look at Acme` begins an opportunity instead. */
function isFetched(before: readonly string[], isHinged: boolean): boolean {
  const said = before.join(' ');
  if (
    /^(?:look up|lookup|look for|find|find me|search|search for|check|check on|check for|look into|pull up|bring up|dig up)(?: for| the| our)*$/.test(
      said,
    )
  )
    return true;
  return isHinged &&
    /^(?:tell|remind|check|show|give|get|see|fetch)(?: me| us)?(?: up| on| about| abt| all| for)*$/.test(said)
    ? / (?:on|about|abt)$/.test(said)
    : false;
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
]);

function isWord({ kind }: Token): boolean {
  return kind === 'word' || kind === 'number';
}
