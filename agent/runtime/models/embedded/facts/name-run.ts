import { phrases } from '../text/phrases.ts';
import type { Token } from '../text/tokens.ts';
import { TECHNOLOGIES } from '../values/technology-words.ts';
import type { TokenRange } from './fact.ts';
import { capitalTail, isJoint, isTrailing, withoutEdges } from './name-edges.ts';
import {
  ABBREVIATED,
  EDGE_WORDS,
  FIELD_NOUNS,
  LEGAL_FORMS,
  NAME_JOINTS,
  NO_NAMES,
  WANT_VERBS,
  WORK_VERB,
} from './name-words.ts';
import { quotedRun } from './quoted-name.ts';
import { isRoleOfOwner } from './roles.ts';

const technology = phrases(TECHNOLOGIES.map((name): [string, true] => [name, true]));

/** Whether a known technology begins here, and where it ends. */
export function technologyAt(tokens: readonly Token[], at: number): number | null {
  return technology(tokens, at)?.next ?? null;
}

const MOST_NAME_TOKENS = 12;

/** Words that end a name typed without capitals. */
const STOPS: ReadonlySet<string> = new Set(
  'i you he she um uh yeah in from at on by to for with about regarding re who which that is are was were has have had will would want wants need needs closing closes close and but so because since before until not instead based out via using their its they we it please pls btw now moving migrating as or signing expected around roughly approx worth budget like'.split(
    ' ',
  ),
);

/**
 * The name that begins at `from`: capitalised words with the small words between them, or, typed without
 * capitals, words up to the first that cannot be part of one. `taken` tokens (places, dates) end it.
 */
export function nameRun(
  tokens: readonly Token[],
  from: number,
  limit: number,
  taken: (at: number) => boolean,
): TokenRange | null {
  const quoted = quotedRun(tokens, from);
  if (quoted !== null) return quoted;
  const first = tokens[from];
  if (first === undefined || (first.kind !== 'word' && first.kind !== 'number')) return null;
  const lowerCase =
    !isCapital(first) &&
    first.kind === 'word' &&
    !(tokens[from + 1]?.fold === 'of' && isCapital(tokens[from + 2]));
  let to = from;
  let end = from;
  while (to < limit && to - from < MOST_NAME_TOKENS) {
    const token = tokens[to];
    if (token === undefined || token.kind === 'line' || isRoleOfOwner(tokens, to)) break;
    if (lowerCase ? !goesOnLower(tokens, to, from, taken) : !goesOnCapital(tokens, to, from, taken)) break;
    to += 1;
    if (!isJoint(token) || token.glued) end = to;
    if (LEGAL_FORMS.has(token.fold) && to > from + 1) {
      // `Inc.` keeps its point; what follows a legal form is another one or no name.
      if (tokens[to]?.fold === '.' && tokens[to]?.glued === true && ABBREVIATED.has(token.fold))
        to = end = to + 1;
      if (!LEGAL_FORMS.has(tokens[to]?.fold ?? '') && !['&', 'and', '.'].includes(tokens[to]?.fold ?? ''))
        break;
    }
  }
  end = spelledForm(tokens, to) ?? end;
  while (end > from && isTrailing(tokens, end - 1)) end -= 1;
  if (end <= from) return null;
  return withoutEdges(tokens, { from: lowerCase ? capitalTail(tokens, from, end) : from, to: end });
}

/** Legal forms of several abbreviations. */
const SPELLED_FORMS = ['sp . z o . o .', 'sp . z oo', 's . r . o .', 'd . o . o .', 'z . s .'].map((form) =>
  form.split(' '),
);

function spelledForm(tokens: readonly Token[], at: number): number | null {
  const form = SPELLED_FORMS.find((parts) => parts.every((part, index) => tokens[at + index]?.fold === part));
  return form === undefined ? null : at + form.length;
}

const QUESTION_WORDS: ReadonlySet<string> = new Set(
  'how what which why when where whose can could would should do does did is are any anything show tell give explain if'.split(
    ' ',
  ),
);

/** Whether tokens can be a name at all: not only pronouns, technologies and small words. */
export function isName(tokens: readonly Token[], { from, to }: TokenRange): boolean {
  // `300k`: with a small letter it is an amount, where `3M` may be somebody.
  if (
    tokens[from]?.kind === 'number' &&
    to - from === 2 &&
    /^\p{Ll}{1,2}$/u.test(tokens[from + 1]?.text ?? '')
  )
    return false;
  // `how sure is it …`: a question has no customer as its subject.
  if (QUESTION_WORDS.has(tokens[from]?.fold ?? '')) return false;
  // Typed in lower case a product is the work: `oracle licence`, where `Oracle Street Partners` is a name.
  if (!isCapital(tokens[from]) && technologyAt(tokens, from) !== null) return false;
  if (
    !isCapital(tokens[from]) &&
    /ing$/.test(tokens[from]?.fold ?? '') &&
    WORK_VERB.test(tokens[from]?.fold ?? '')
  )
    return false;
  let at = from;
  let own = 0;
  while (at < to) {
    const end = technologyAt(tokens, at);
    if (end !== null && end <= to) {
      at = end;
      continue;
    }
    const token = tokens[at];
    if (
      token !== undefined &&
      token.kind !== 'mark' &&
      !isCommon(token) &&
      (isCapital(token) || !EDGE_WORDS.has(token.fold)) &&
      !(token.kind === 'number' && !isBoundNumber(tokens, at)) &&
      !WANT_VERBS.has(token.fold)
    ) {
      if (token.kind === 'word' || to - from > 1) own += 1;
    }
    at += 1;
  }
  return own > 0;
}

/** What a fact or a party to a deal is called, also in the plural: `which customers …`. */
function isCommon(token: Token): boolean {
  const singular = isCapital(token) ? token.fold : token.fold.replace(/s$/, '');
  return [token.fold, singular].some((word) => NO_NAMES.has(word) || FIELD_NOUNS.has(word));
}

/** The numbers of `1&1` and `7-Eleven` are the name; that of `40 person company` counts. */
function isBoundNumber(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.glued === true || tokens[at + 1]?.glued === true;
}

function goesOnCapital(
  tokens: readonly Token[],
  at: number,
  from: number,
  taken: (at: number) => boolean,
): boolean {
  const token = tokens[at];
  if (token === undefined) return false;
  if (token.kind === 'number')
    return (
      !(at > from && taken(at)) &&
      (token.glued || at === from || isCapital(tokens[at + 1]) || tokens[at - 1]?.kind === 'word')
    );
  if (token.kind === 'word') {
    if (at > from && taken(at) && !isInnerPlace(tokens, at)) return false;
    // `Dunder Mifflin paper co`: a legal form after a small word ties it to the name.
    const tied = LEGAL_FORMS.has(tokens[at + 1]?.fold ?? '') && !NAME_JOINTS.has(token.fold) && at > from;
    if (isCapital(token) || token.glued || tied || at === from || LEGAL_FORMS.has(token.fold))
      return !(at > from && WANT_VERBS.has(token.fold));
    return NAME_JOINTS.has(token.fold) && joins(tokens, at);
  }
  if (token.fold === ',') return LEGAL_FORMS.has(tokens[at + 1]?.fold ?? '') || namesPartners(tokens, at + 1);
  if (token.fold === '.') {
    // `S.p.A.` keeps its last point.
    if (token.glued && tokens[at - 1]?.text.length === 1 && tokens[at - 2]?.fold === '.') return true;
    const after = tokens[at + 1];
    // `St. Mary`, `S.A.`, `Booking.com`; a full stop before a new sentence is none of these.
    return (
      token.glued && (after?.glued === true || ((tokens[at - 1]?.text.length ?? 9) <= 2 && isCapital(after)))
    );
  }
  if (token.fold === "'") return token.glued && tokens[at + 1]?.glued === true;
  if (token.fold === '-' || token.fold === '/') return token.glued && tokens[at + 1]?.glued === true;
  return (token.fold === '&' || token.fold === '+') && (token.glued || tokens[at + 1] !== undefined);
}

/** `Smith, Weir & Partners LLP`: what follows the comma is more names, and a legal form ends them. */
function namesPartners(tokens: readonly Token[], from: number): boolean {
  let joint = false;
  for (let at = from; at < from + 8; at += 1) {
    const token = tokens[at];
    if (token === undefined) return false;
    if (joint && LEGAL_FORMS.has(token.fold)) return true;
    if (token.fold === '&' || token.fold === 'and') joint = true;
    else if (token.fold !== ',' && !isCapital(token)) return false;
  }
  return false;
}

/** A small word is inside a name only when a capitalised word follows it; `and`, `for` are more often not. */
function joins(tokens: readonly Token[], at: number): boolean {
  if (tokens[at]?.fold === 'for') return false;
  const next = tokens[at + 1];
  if (isCapital(next)) return technologyAt(tokens, at + 1) === null;
  return (
    next !== undefined && NAME_JOINTS.has(next.fold) && next.kind === 'word' && isCapital(tokens[at + 2])
  );
}

/** What is named after its town: `Stadtwerke Lübeck`, `Universitair Ziekenhuis Gent`, `Port of …` without its `of`. */
export function isInstitution(token: Token | undefined): boolean {
  return token !== undefined && INSTITUTIONS.has(token.fold);
}

const INSTITUTIONS: ReadonlySet<string> = new Set(
  `stadtwerke stadtwerk stadt landkreis kreis sparkasse kreissparkasse volksbank raiffeisenbank klinikum uniklinik
  uniklinikum universitatsklinikum krankenhaus hochschule universitat flughafen hafen messe verkehrsbetriebe landesbank
  ziekenhuis gemeente hogeschool universiteit haven luchthaven ville mairie chu universite aeroport metropole
  ayuntamiento universidad aeropuerto puerto prefeitura universidade comune universita aeroporto kommune lufthavn
  universitet sykehus sjukhus hamn havn`.split(/\s+/),
);

/** `Bank of America`, `Province of Alba`: a place after `of` or before a legal form is part of the name. */
function isInnerPlace(tokens: readonly Token[], at: number): boolean {
  if (['of', '&', '-'].includes(tokens[at - 1]?.fold ?? '')) return true;
  if (isInstitution(tokens[at - 1]) && isCapital(tokens[at]) && isCapital(tokens[at - 1])) return true;
  // `Pho Saigon Group`
  return isCapital(tokens[at - 1]) && isCapital(tokens[at]) && LEGAL_FORMS.has(tokens[at + 1]?.fold ?? '');
}

function goesOnLower(
  tokens: readonly Token[],
  at: number,
  from: number,
  taken: (at: number) => boolean,
): boolean {
  const token = tokens[at];
  if (token === undefined) return false;
  if (token.kind === 'mark') {
    if (token.fold === '&' || token.fold === '+') return true;
    return ['.', '-', "'"].includes(token.fold) && token.glued && tokens[at + 1]?.glued === true;
  }
  if (at === from) return true;
  if (taken(at) || STOPS.has(token.fold)) return false;
  if (WORK_VERB.test(token.fold) && token.fold.endsWith('ing')) return false;
  return technologyAt(tokens, at) === null && at - from < 5;
}

function isCapital(token: Token | undefined): boolean {
  return token !== undefined && token.kind === 'word' && /^[\p{Lu}\p{Lt}\p{Lo}]/u.test(token.text);
}
