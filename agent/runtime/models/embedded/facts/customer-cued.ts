import { phrases } from '../text/phrases.ts';
import type { Token } from '../text/tokens.ts';
import {
  beginsName,
  belongsToName,
  type CustomerMention,
  type CustomerSurroundings,
  isCapital,
  isCommonName,
  MOST_LEAD_TOKENS,
} from './customer-mention.ts';
import type { TokenRange } from './fact.ts';
import { nameRun, technologyAt } from './name-run.ts';
import { LEAD_WORDS, LEGAL_FORMS, NO_NAMES, STRONG_CUES, WORK_VERB } from './name-words.ts';

const strongCue = phrases(STRONG_CUES.map((cue): [string, true] => [cue, true]));

/** `working with Acme to …`, `deal for "Acme"`, `help Acme move`, `for Acme` at the end. */
export function cuedAt(
  tokens: readonly Token[],
  at: number,
  zone: TokenRange,
  around: CustomerSurroundings,
): CustomerMention | null {
  const cue = strongCue(tokens, at) ?? placedCue(tokens, at, around);
  const weak =
    cue === null &&
    ((WEAK_CUES.has(tokens[at]?.fold ?? '') && !isGoverned(tokens, at)) ||
      isFourForFor(tokens, at) ||
      isFourAfterAsked(tokens, at))
      ? at + 1
      : null;
  const after = cue?.next ?? weak;
  if (after === null || after >= zone.to) return null;
  let from = after;
  if (cue !== null) {
    const skips = (token: Token | undefined) =>
      token !== undefined &&
      (AFTER_CUES.has(token.fold) ||
        // `Kunde ist die Sparkasse`, but `cliente es La Poste`.
        (FOREIGN_IS.has(tokens[after - 1]?.fold ?? '') &&
          FOREIGN_ARTICLES.has(token.fold) &&
          token.text === token.fold));
    while (from - after < MOST_LEAD_TOKENS && skips(tokens[from])) from += 1;
    for (
      let next = around.describes(from);
      next !== null &&
      from - after < MOST_LEAD_TOKENS &&
      !belongsToName(tokens, from, next, from - 1, around);
      next = around.describes(from)
    ) {
      from = next;
      if (['called', 'named', ','].includes(tokens[from]?.fold ?? '')) from += 1;
    }
  }
  if (
    from >= zone.to ||
    (around.taken(from) && !beginsName(tokens, from, around)) ||
    technologyAt(tokens, from) !== null
  )
    return null;
  const quoted = /^["“„«]$/.test(tokens[from]?.text ?? '');
  if (!quoted && cue === null && !isCapital(tokens[from]) && !isPlacedAfter(tokens, at, from, zone, around))
    return null;
  const saidSo = cue !== null && isCommonName(tokens, from, around);
  if (!quoted && !saidSo && NO_NAMES.has(tokens[from]?.fold ?? '') && !isCapital(tokens[from + 1]))
    return null;
  const called = nameRun(tokens, from, zone.to, around.ends);
  const name = called === null ? null : (employerOf(tokens, called, zone, around) ?? called);
  if (name === null) return null;
  const cueText = tokens
    .slice(at, from)
    .map((token) => token.fold)
    .join(' ');
  const copula =
    cue !== null && /\b(?:is|be|es|est|e|ist|llama|appelle|chama|chiama|heisst|heet)(?: an?)?$/.test(cueText);
  const shaped = quoted || isCapital(tokens[name.from]) || LEGAL_FORMS.has(tokens[name.to - 1]?.fold ?? '');
  const explicit = cue !== null && shaped && (copula || SAYS_CUSTOMER.test(cueText));
  let to = quoted && name.from > from ? name.to + 1 : name.to;
  const wishAt = tokens[to]?.fold === 'to' && WORK_VERB.test(tokens[to + 1]?.fold ?? '') ? to + 1 : null;
  if (wishAt !== null) to = wishAt;
  const score = copula ? 9 : quoted ? 8 : cue !== null ? 7 : 5;
  return {
    name,
    uses: { from: backToClause(tokens, at, zone), to },
    wishAt: null,
    score,
    surety: explicit
      ? 'explicit'
      : shaped && (cue !== null || around.places(name.to + 1))
        ? 'tied'
        : 'guessed',
  };
}

/** `with Marisol at Puerto Azul Hotels`: somebody of a customer. */
function employerOf(
  tokens: readonly Token[],
  person: TokenRange,
  zone: TokenRange,
  around: CustomerSurroundings,
): TokenRange | null {
  const from = person.to + 1;
  if (!['at', 'from'].includes(tokens[person.to]?.fold ?? '') || person.to - person.from > 2) return null;
  if (!isCapital(tokens[from]) || around.ends(from) || technologyAt(tokens, from) !== null) return null;
  return nameRun(tokens, from, zone.to, around.ends);
}

const SAYS_CUSTOMER = /\b(?:customer|cliente|kunde|klant|client|account|prospect|called|named|name)\b/;

const WEAK_CUES: ReadonlySet<string> = new Set(['for', 'at', 'help', 'from', 'with', 'if']);

/** `we have numbers 4 hanabira games`: after what is asked for a 4 is `for`. */
const ASKED =
  /^(?:numbers?|figures?|quotes?|estimates?|sizing|forecasts?|predictions?|ballpark|pricing|arr|mrr)$/;

/** `they go for Chromebooks`, `asks for Outposts`: what a verb takes with `for` is the wish. */
function isGoverned(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.fold === 'for' && GOVERNING.has(tokens[at - 1]?.fold ?? '');
}

const GOVERNING: ReadonlySet<string> = new Set(
  'go goes going went opt opts opted ask asks asked asking look looks searching search pay pays paying wait waits waiting apply budgeted fsx rds'.split(
    ' ',
  ),
);

/** `numbers 4 Hooli`: between a plain word and a capitalised one that is no plural, a 4 is `for`. */
function isFourForFor(tokens: readonly Token[], at: number): boolean {
  const [before, next] = [tokens[at - 1], tokens[at + 1]];
  return (
    tokens[at]?.fold === '4' &&
    tokens[at]?.glued === false &&
    before?.kind === 'word' &&
    !isCapital(before) &&
    next?.glued === false &&
    isCapital(next) &&
    !next.fold.endsWith('s') &&
    !/^\p{Lu}+$/u.test(next.text)
  );
}

function isFourAfterAsked(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.fold === '4' && ASKED.test(tokens[at - 1]?.fold ?? '');
}

/** What may stand between a cue and the name. */
const AFTER_CUES: ReadonlySet<string> = new Set(
  ': - is a an the our my customer client called named company another'.split(' '),
);

/** `We are working with …` is used up from its beginning when only lead words stand before the cue. */
function backToClause(tokens: readonly Token[], at: number, zone: TokenRange): number {
  let from = at;
  const isForeign = /^(?:cliente|client|kunde|klant)$/.test(tokens[at]?.fold ?? '');
  const leads = (fold: string) =>
    LEAD_WORDS.has(fold) || COMING_FROM.has(fold) || (isForeign && FOREIGN_ARTICLES.has(fold));
  while (from > zone.from && at - from < MOST_LEAD_TOKENS && leads(tokens[from - 1]?.fold ?? '')) from -= 1;
  return from;
}

const FOREIGN_IS: ReadonlySet<string> = new Set('es est e ist heisst heet llama chama chiama'.split(' '));
const FOREIGN_ARTICLES: ReadonlySet<string> = new Set(
  'el la le o os il lo der die das unser unsere notre nuestro nuestra nosso nossa nostro onze de het'.split(
    ' ',
  ),
);

/** `I just came out of a call with …` */
const COMING_FROM: ReadonlySet<string> = new Set(
  'came come coming out off back hung gotten finished'.split(' '),
);

/** `opportunity in Chile with …`: a place between the two words of a cue. */
function placedCue(
  tokens: readonly Token[],
  at: number,
  around: CustomerSurroundings,
): { readonly next: number } | null {
  if (!['with', 'at', 'for'].includes(tokens[at]?.fold ?? '')) return null;
  let back = at - 1;
  while (at - back <= 4 && around.places(back)) back -= 1;
  if (back === at - 1 || tokens[back]?.fold !== 'in') return null;
  return /^(?:opportunity|opp|deal|lead|project|proposal|customer|prospect)$/.test(
    tokens[back - 1]?.fold ?? '',
  )
    ? { next: at + 1 }
    : null;
}

/** `at maple trust (canada)`: typed in lower case, only a place beside it makes a name of what follows `at`. */
function isPlacedAfter(
  tokens: readonly Token[],
  cue: number,
  from: number,
  zone: TokenRange,
  around: CustomerSurroundings,
): boolean {
  const name = nameRun(tokens, from, zone.to, around.ends);
  if (name === null || name.to - name.from < 2) return false;
  const next = tokens[name.to]?.fold;
  if (tokens[cue]?.fold === '4') {
    const out = next === 'out' && tokens[name.to + 1]?.fold === 'of' ? name.to + 2 : name.to + 1;
    return around.places(out) && ['(', ',', 'in', 'from', 'out'].includes(next ?? '');
  }
  if (!around.places(name.to + 1)) return false;
  if (next === '(') return true;
  // `for kestrel insurance in madrid`: the word that says of what kind somebody is ends the name.
  const isSomebody = around.describes(name.to - 1) !== null && around.describes(from) === null;
  return (next === 'in' || next === ',') && (tokens[cue]?.fold === 'at' || isSomebody);
}
