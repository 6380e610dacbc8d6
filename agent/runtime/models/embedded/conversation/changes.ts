import { isSubstance } from '../facts/description.ts';
import { nameRun, technologyAt } from '../facts/name-run.ts';
import { WORK_VERB } from '../facts/name-words.ts';
import { stem } from '../intents/stem.ts';
import { sliceSource, spanOf, type Token, tokenize } from '../text/tokens.ts';
import type { Understanding } from '../understand.ts';

/** Words at the beginning that take something back. */
const OPENERS: ReadonlySet<string> = new Set(
  'no nope nah hold actually sorry sry srry soz whoops scratch correction wait oops wrong hmm oh rather instead change update make set use assume suppose say switch'.split(
    ' ',
  ),
);
/** Phrases anywhere that change a fact. */
const CHANGES =
  /\b(?:i meant|i mean|meant to say|instead|make (?:it|that)|change|should (?:be|have been|read|say)|not .{1,60} but|rather than|update|correct(?:ion|ed)?|it'?s now|is now|are now|moved to|move (?:it|(?:the|our|my|that) (?:\w+ ){0,4}?(?:close|date|deal|one|opp|opportunity)) to|slip(?:s|ped|ping)?|push(?:ed|es)? (?:out|back|to)|pull(?:ed|s)? (?:in|forward)|delayed|postponed|brought forward|what if|what about if|how about if|and if|suppose|assum(?:e|ing)|say it|turn(?:s|ed) out|if (?:it|they|we|the|there)|as if|go(?:ing)? with|typo|mistake|wrong|actually)\b/;
const ADDITIONS =
  /\b(?:(?:they|customer|client|it|we) (?:also|additionally)|also (?:want|need|includ|add)|(?:please )?add|in addition|on top of (?:that|it)|plus|including|and also|as well|furthermore)\b/;

/** Whether the words take something back or ask what would be if. */
export function looksLikeChange(understanding: Understanding): boolean {
  const folded = foldedText(understanding.tokens);
  return (
    OPENERS.has(understanding.tokens.find(({ kind }) => kind === 'word')?.fold ?? '') || CHANGES.test(folded)
  );
}

/** Whether all the message does is state facts: nothing of substance stands outside of them and the customer's known name. */
export function statesOnlyFacts(
  { tokens, facts, problems, mentions }: Understanding,
  customerName = '',
): boolean {
  const stated = [
    ...facts.filter(({ field }) => field !== 'description' && field !== 'opportunityName'),
    ...problems.filter(({ code }) => code !== 'other-language'),
  ];
  if (stated.length === 0 && mentions.bare.length === 0 && mentions.takenBack.length === 0) return false;
  const name = new Set(tokenize(customerName).map(({ fold }) => fold));
  return tokens.every(
    (token) =>
      !isSubstance(token) ||
      FACT_WORDS.has(token.fold) ||
      name.has(token.fold) ||
      [
        ...stated,
        ...mentions.dates,
        ...mentions.places,
        ...mentions.money,
        ...mentions.takenBack,
        ...mentions.bare,
      ].some(({ span }) => span.start <= token.start && token.end <= span.end),
  );
}

const FACT_WORDS: ReadonlySet<string> = new Set(
  'sry more less closer nearer mistaken obviously clearly definitely expected expect expects expecting anticipated forecast said says told moved slipped slips slip pushed pull pulled in out now btw instead actually sure it till until later earlier forward back delayed postponed again based also think believe guess just got confirmed know industry country customer close date value sorry meant what how when if like too per assume fact really here by way fyi forgot mention mentioned add note noted heard learned turns turned worth value deal size about around roughly approximately pay pays paying spend spends spending budget arr mrr company business account client firm segment sized they them theyd them will would year annually month monthly per might could should probably likely total overall altogether make set wait yes ok okay please thanks per'.split(
    ' ',
  ),
);

/** What is to be added to the wish: `they also want QuickSight dashboards`. Null when nothing is. */
export function readAddition(understanding: Understanding): string | null {
  const { tokens, facts } = understanding;
  const description = facts.find(({ field }) => field === 'description');
  if (description === undefined || !ADDITIONS.test(foldedText(tokens))) return null;
  const text = String(description.value)
    .replace(
      /^(?:(?:also|add|plus|and|they|please|want|wants|need|needs|in addition|additionally|to)\b[\s,]*)+/i,
      '',
    )
    .replace(/[\s,.]*\b(?:as well|too|please)\b[\s.]*$/i, '');
  return /\p{L}/u.test(text) ? text : null;
}

/** What a wish is without what was dropped, and with what was said to be in its place. */
export interface Removal {
  /** Empty when nothing is left of the wish. */
  readonly description: string;
  /** Stems of what is dropped. */
  readonly gone: readonly string[];
}

/**
 * The description without the clause that names what is dropped (`without analytics`, `drop the dashboards`),
 * and with what follows in its place (`drop the SAP part, it's a data lake now`). Null when it names no such thing.
 */
export function readRemoval(description: string, { tokens, source }: Understanding): Removal | null {
  const at = tokens.findIndex(({ fold }) => REMOVALS.has(fold));
  if (at < 0 || (tokens[at]?.fold === 'leave' && tokens[at + 1]?.fold !== 'out')) return null;
  const fence = tokens.findIndex(
    ({ fold, kind }, index) => index > at && (kind === 'line' || /^[,;.:]$/.test(fold)),
  );
  const end = fence < 0 ? tokens.length : fence;
  const gone = tokens
    .slice(at + 1, end)
    .filter((token) => isSubstance(token) && !PARTS.has(token.fold))
    .map(({ fold }) => stem(fold));
  if (gone.length === 0) return null;
  // Split where a clause begins, so that what is kept stays as it was written.
  const parts = description.split(/(?<=[;,])(?=\s)|(?=\s(?:and|with|plus)\s)/);
  const isGone = (part: string) => tokenize(part).some(({ fold }) => gone.includes(stem(fold)));
  if (!parts.some(isGone)) return null;
  const kept = parts.map((part) => (isGone(part) ? (/[;,]$/.exec(part)?.[0] ?? '') : part)).join('');
  const rest = kept
    .replace(/([;,])[;,]+/g, '$1')
    .replace(/^[\s,;]*(?:(?:and|with|plus)\s+)?/i, '')
    .replace(/[\s,;]+$/, '');
  const instead =
    end + 1 < tokens.length ? inPlace(sliceSource(source, spanOf(tokens, end + 1, tokens.length))) : '';
  return { description: [rest, instead].filter((part) => part !== '').join('; '), gone };
}

const REMOVALS: ReadonlySet<string> = new Set(
  'dropped removed scrapped ditched cancelled canceled skipped without drop remove skip leave minus no dont doesnt scrap ditch delete discard cut cancel omit exclude strip strike forget rid lose kill'.split(
    ' ',
  ),
);
/** Words beside what is dropped that do not name it. */
const PARTS: ReadonlySet<string> = new Set(
  'part parts piece bit portion component thing stuff want need longer more any anymore out'.split(' '),
);

/** What a clause says is wanted now, without the words around it: `it's a data lake now` is `a data lake`. */
function inPlace(clause: string): string {
  if (REFUSES.test(clause)) return '';
  const wish = clause
    .replace(
      /^(?:(?:and|but|now|instead|it['’]?s|it is|it will be|they(?:['’]d)?|they are|we|want|wants|need|needs|would|like|do|just|only|make it|use|add|rather)\b[\s,]*)+/i,
      '',
    )
    .replace(/[\s,]*\b(?:now|instead|please|only|rather)\b[\s.!]*$/i, '')
    .replace(/[\s.!]+$/, '');
  return /\p{L}{3}/u.test(wish) ? wish : '';
}

/** Says why something is dropped, and puts nothing in its place. */
const REFUSES =
  /\b(?:do(?:es)?n['’]?t|do(?:es)? not|did(?:n['’]?t| not)|won['’]?t|no longer|not|never|no (?:need|budget|money|interest)|any ?more|too \w+|later|out of scope)\b/i;

/** Whether the words name a technology or the kind of work a deal is about. */
export function isOnTopic({ tokens }: Understanding): boolean {
  return (
    tokens.some((_, at) => technologyAt(tokens, at) !== null) ||
    tokens.some(({ fold }) => WORK_VERB.test(fold) && fold.length > 5)
  );
}

function foldedText(tokens: readonly Token[]): string {
  return tokens.map(({ fold }) => fold).join(' ');
}

/** Whether the message asks something, by its mark or its first word. */
export function isQuestion({ source, tokens }: Understanding): boolean {
  return (
    /\?\s*$/.test(source) || QUESTION_OPENERS.has(tokens.find(({ kind }) => kind === 'word')?.fold ?? '')
  );
}

const QUESTION_OPENERS: ReadonlySet<string> = new Set(
  'what which why when where who how can could is are do does did will would should show tell give explain any'.split(
    ' ',
  ),
);

/** `it's Concentra Health actually`: a longer or shorter form of the name at hand. */
export function readRename(current: string, { tokens, source }: Understanding): string | null {
  const first = tokenize(current)[0]?.fold;
  const at = tokens.findIndex(({ fold }) => fold === first);
  const run = at < 0 ? null : nameRun(tokens, at, tokens.length, () => false);
  if (run === null) return null;
  const name = sliceSource(source, spanOf(tokens, run.from, run.to));
  // `it's Acme actually` points to Acme Health; what is said to be a name may be shorter.
  const isPart = current.toLowerCase().startsWith(`${name.toLowerCase()} `);
  const saysName = tokens.some(({ fold }) =>
    /^(?:customer|client|account|company|name|named|called)$/.test(fold),
  );
  return name.toLowerCase() === current.toLowerCase() || (isPart && !saysName) ? null : name;
}
