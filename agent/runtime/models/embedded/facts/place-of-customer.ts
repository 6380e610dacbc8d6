import type { Token } from '../text/tokens.ts';
import type { PlaceMention } from '../values/places.ts';
import type { TokenRange } from './fact.ts';

export interface CustomerPlace {
  readonly country: { readonly value: string; readonly range: TokenRange } | null;
  readonly region: { readonly value: string; readonly range: TokenRange } | null;
  /** Places that are equally likely and disagree. */
  readonly rivals: readonly TokenRange[];
  /** The customer's place, where its name is that of places in several countries. */
  readonly unsure: PlaceMention | null;
  readonly uses: readonly TokenRange[];
}

/** Words that make a place the target of the work or of somebody else. */
const ELSEWHERE: ReadonlySet<string> = new Set(
  'to across between into expand expanding team teams office offices partner competitor'.split(' '),
);
const LEADING: ReadonlySet<string> = new Set(
  'in from en em aus uit te base the based located headquartered out of hq at near is are they it its'.split(
    ' ',
  ),
);
const TRAILING: ReadonlySet<string> = new Set('- based'.split(' '));

/** Which of the places is the customer's: the surest by where it stands, then the first. */
export function placesOfCustomer(tokens: readonly Token[], mentions: readonly PlaceMention[]): CustomerPlace {
  const rated = mentions.map((mention) => ({
    mention,
    score: scoreOf(tokens, mention),
    uses: usesOf(tokens, mention),
  }));
  const countries = rated
    .filter(({ mention }) => mention.place.kind !== 'region')
    .sort((a, b) => b.score - a.score);
  const best = countries[0];
  const rivals = countries.filter(
    ({ mention, score }) =>
      best !== undefined && score === best.score && codeOf(mention) !== codeOf(best.mention),
  );
  const region = rated.find(({ mention }) => mention.place.kind === 'region');
  const settled = best !== undefined && rivals.length === 0 ? best : undefined;
  const unsure = settled?.mention.place.kind === 'ambiguous' ? settled.mention : null;
  const agreed = unsure === null ? settled : undefined;
  return {
    country: agreed === undefined ? null : { value: codeOf(agreed.mention), range: agreed.mention },
    region:
      region?.mention.place.kind === 'region'
        ? { value: region.mention.place.region, range: region.mention }
        : null,
    rivals:
      best === undefined || rivals.length === 0
        ? []
        : [best.mention, ...rivals.map(({ mention }) => mention)],
    unsure,
    uses: [
      ...(agreed === undefined
        ? []
        : countries
            .filter(({ mention, score }) => codeOf(mention) === codeOf(agreed.mention) && score > 0)
            .map(({ uses }) => uses)),
      ...(settled !== undefined && unsure !== null ? [settled.uses] : []),
      ...(agreed === undefined && region !== undefined ? [region.uses] : []),
    ],
  };
}

function codeOf({ place }: PlaceMention): string {
  if (place.kind === 'ambiguous') return place.countries.join(' ');
  return place.kind === 'country' ? place.country : place.region;
}

function scoreOf(tokens: readonly Token[], { place, from, to }: PlaceMention): number {
  const by =
    place.kind === 'country'
      ? { name: 3, adjective: 2, within: 2, state: 2.5 }[place.by]
      : place.kind === 'region'
        ? 1
        : 2;
  for (let back = 1; back <= 2; back += 1) {
    const fold = tokens[from - back]?.fold ?? '';
    if (fold === 'based' || fold === 'in' || fold === 'from') return by + 1;
    // `expand to France` is where the work goes, not where the customer is.
    if (ELSEWHERE.has(fold)) return 0.5;
    if (tokens[from - back]?.kind === 'line') break;
  }
  return ELSEWHERE.has(tokens[to]?.fold ?? '') ? 0.5 : by;
}

function usesOf(tokens: readonly Token[], { from, to, place }: PlaceMention): TokenRange {
  let first = from;
  while (
    first > 0 &&
    from - first < 5 &&
    LEADING.has(tokens[first - 1]?.fold ?? '') &&
    !(place.kind === 'country' && place.by === 'adjective')
  )
    first -= 1;
  // `move out of Ohio`: `out of` alone leads to a place of the work.
  let last = to;
  while (TRAILING.has(tokens[last]?.fold ?? '') && tokens[last]?.glued === true) last += 1;
  return { from: first, to: last };
}
