import type { Token } from '../text/tokens.ts';
import { ROLES, type WordRole } from './lookup-words.ts';

/** What the words around a name do. */
export interface Rest {
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

export function restOf(tokens: readonly Token[], from: number, to: number): Rest {
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
export function asks(rest: Rest): boolean {
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
  // `what is in the books for Acme`, and `Acme, what do we have there`.
  if (isHinged && has('whatever') && RECORDED.test(words.join(' '))) return true;
  if (
    before.length === 0 &&
    has('whatever') &&
    (has('have') || has('know') || has('work')) &&
    asksAfter(words)
  )
    return true;
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

const RECORDED =
  /\b(?:in|on) (?:the |our |my |your )?(?:books?|crm|system|database|db|files?|records?|record|history|portfolio|data|pipeline)\b/;

/** A question in words that come after the name. */
function asksAfter(words: readonly string[]): boolean {
  const opened = words.join(' ').replace(OPENING, '');
  return /^(?:what|whats|wat|wats|which|any|anything|something)\b/.test(opened);
}

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

export function isWord({ kind }: Token): boolean {
  return kind === 'word' || kind === 'number';
}
