import { withinDistance } from '#action-groups/kernel/edit-distance.ts';
import type { Analysed } from '../conversation/return-to.ts';
import type { TokenRange } from '../facts/fact.ts';
import { stem } from '../intents/stem.ts';
import { type Token, tokenize } from '../text/tokens.ts';
import { readAttributes } from '../values/attributes.ts';
import { readDates } from '../values/dates.ts';
import { type Place, readPlaces } from '../values/places.ts';
import type { Known } from './references.ts';
import { DEAL_NOUNS, JOINTS } from './words.ts';

/** What words may be matched with, each holding the ones before: a name, what is known, what it is about. */
export type FitBy = 'name' | 'attribute' | 'description';

/** The opportunities of which every telling word of the range says something; those alone that fit best. */
export function fits(
  tokens: readonly Token[],
  range: TokenRange,
  { known, today }: Known,
  by: FitBy,
): readonly Analysed[] {
  const words = tokens.slice(range.from, range.to).filter(({ kind }) => kind === 'word' || kind === 'number');
  const said = by === 'name' ? [] : readValues(words, today);
  const scored = known.map((opportunity) => ({ opportunity, score: score(words, said, opportunity, by) }));
  const best = Math.max(0, ...scored.map((each) => each.score));
  return best === 0 ? [] : scored.filter((each) => each.score === best).map(({ opportunity }) => opportunity);
}

/** A value that words name: tokens from `from` to `to`, and whether an opportunity has it. */
interface SaidValue extends TokenRange {
  readonly holds: (opportunity: Analysed) => boolean;
  /** Whether nothing is known of it. */
  readonly isOpen: (opportunity: Analysed) => boolean;
}

function readValues(words: readonly Token[], today: string): readonly SaidValue[] {
  const given = ({ draft }: Analysed, field: keyof Analysed['draft']['values']) => draft.values[field]?.value;
  return [
    ...readAttributes(words).map(({ from, to, field, value }) => ({
      from,
      to,
      holds: (each: Analysed) => given(each, field) === value,
      isOpen: (each: Analysed) => given(each, field) === undefined,
    })),
    ...readPlaces(words).map(({ from, to, place }) => ({
      from,
      to,
      holds: (each: Analysed) => isIn(place, given(each, 'country'), given(each, 'region')),
      isOpen: () => false,
    })),
    ...readDates(words, today).map(({ from, to, reading }) => ({
      from,
      to,
      holds: (each: Analysed) =>
        reading.kind === 'date' &&
        String(given(each, 'targetCloseDate')).slice(5, 7) === reading.date.slice(5, 7),
      isOpen: () => false,
    })),
  ];
}

function isIn(place: Place, country: unknown, region: unknown): boolean {
  if (place.kind === 'ambiguous') return place.countries.some((each) => each === country);
  return place.kind === 'country' ? country === place.country : region === place.region;
}

const POINTS = { name: 4, value: 3, description: 1 };

/** 0 when a telling word says nothing of the opportunity. */
function score(
  words: readonly Token[],
  said: readonly SaidValue[],
  opportunity: Analysed,
  by: FitBy,
): number {
  const named = tokenize(`${opportunity.name} ${opportunity.draft.values.customerName?.value ?? ''}`);
  const about = by === 'description' ? descriptionStems(opportunity) : EMPTY;
  const whole = new Set(tokenize(opportunity.name).map(({ fold }) => fold));
  let points = 0;
  for (const [at, word] of words.entries()) {
    if (named.some((own) => isFormOf(word, own))) points += POINTS.name + (whole.has(word.fold) ? 1 : 0);
    else if (said.some((value) => value.from <= at && at < value.to && value.holds(opportunity)))
      points += POINTS.value;
    // `the Brazilian bank`, where the industry was never said: it speaks against nothing.
    else if (said.some((value) => value.from <= at && at < value.to && value.isOpen(opportunity))) continue;
    else if (about.has(stem(word.fold))) points += POINTS.description;
    else if (!JOINTS.has(word.fold) && !DEAL_NOUNS.has(word.fold)) return 0;
  }
  return points;
}

const EMPTY: ReadonlySet<string> = new Set();

function descriptionStems({ draft }: Analysed): ReadonlySet<string> {
  const text = `${draft.values.description?.value ?? ''} ${draft.values.opportunityName?.value ?? ''} ${draft.values.partnerName?.value ?? ''}`;
  return new Set(
    tokenize(text)
      .filter(({ fold, kind }) => kind === 'word' && fold.length > 1 && !JOINTS.has(fold))
      .map(({ fold }) => stem(fold)),
  );
}

/** The same word, the end of a compound (`bank` of `Nordbank`), long and one letter off, or of one root. */
function isFormOf({ fold, kind }: Token, own: Token): boolean {
  if (own.kind === 'mark' || JOINTS.has(fold) || (DEAL_NOUNS.has(fold) && own.fold !== fold)) return false;
  if (fold === own.fold || (fold.length >= 4 && stem(fold) === stem(own.fold))) return true;
  if (kind !== 'word' || fold.length < 4) return false;
  return (
    own.fold.endsWith(fold) ||
    (fold.length >= 5 && withinDistance(fold, own.fold, 1)) ||
    isKin(fold, own.fold)
  );
}

/** `insurer` and `insurance`: five letters and most of the shorter word begin both. */
function isKin(a: string, b: string): boolean {
  const shorter = Math.min(a.length, b.length);
  let shared = 0;
  while (shared < shorter && a[shared] === b[shared]) shared += 1;
  return shared >= 5 && shared * 10 >= shorter * 7;
}
