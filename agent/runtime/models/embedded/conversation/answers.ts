import type { Fact } from '../facts/fact.ts';
import { isName } from '../facts/name-run.ts';
import { sliceSource, spanOf, type Token } from '../text/tokens.ts';
import type { Understanding } from '../understand.ts';
import { isPlaceAlone, placeOf, statedPlace } from '../values/places.ts';
import { mayBeName } from './bare-name.ts';
import type { NeededField } from './draft.ts';

/** Facts in an answer to the assistant's own question: there a bare word is the value that was asked for. */
export function readAnswer(understanding: Understanding, asked: readonly NeededField[]): readonly Fact[] {
  const { tokens, source } = understanding;
  const stated = understanding.facts.filter(
    ({ field, by }) =>
      field !== 'description' || by === 'label' || asked.includes('description') || understanding.statesWish,
  );
  const has = (field: string) =>
    stated.some((fact) => fact.field === field || (field === 'country' && fact.field === 'region'));
  const isPlace = asked.includes('country') && isPlaceAlone(tokens);
  const answers: Fact[] = stated.filter(
    (fact) =>
      (fact.field !== 'description' || !(isPlace || onlyName(understanding, asked))) &&
      !isUnlikelyName(understanding, fact),
  );
  const pieces = piecesOf(tokens).filter(
    ({ from, to }) =>
      !stated.some(
        ({ span, field }) =>
          field !== 'description' && field !== 'opportunityName' && overlapsTokens(tokens, from, to, span),
      ),
  );
  if (asked.includes('country') && !has('country')) {
    const place = placeOf(tokens);
    const fact = place === null ? null : statedPlace(place);
    if (fact !== null) {
      const span = spanOf(tokens, 0, tokens.length);
      answers.push({ ...fact, span, text: sliceSource(source, span), by: 'prose' });
    }
  }
  if (asked.includes('customerName') && !has('customerName')) {
    const piece = pieces.find(
      (range) =>
        range.to - range.from <= 8 &&
        isName(tokens, withoutLead(tokens, range)) &&
        mayBeName(understanding, withoutLead(tokens, range)) &&
        !tokens.slice(range.from, range.to).every(({ fold, kind }) => kind === 'mark' || TALK.has(fold)),
    );
    if (piece !== undefined) {
      const range = withoutLead(tokens, piece);
      const span = spanOf(tokens, range.from, range.to);
      answers.push({
        field: 'customerName',
        value: sliceSource(source, span)
          .replace(/^["“](.*)["”]$/, '$1')
          .replace(/[.!]$/, ''),
        span,
        text: sliceSource(source, span),
        by: 'prose',
      });
    }
  }
  return answers;
}

/** A name that only its place in the message made one, of words that make none. */
function isUnlikelyName(understanding: Understanding, { field, by, surety, span }: Fact): boolean {
  if (field !== 'customerName' || by === 'label' || surety !== 'guessed') return false;
  const from = understanding.tokens.findIndex(({ start }) => start >= span.start);
  const after = understanding.tokens.findIndex(({ start }) => start >= span.end);
  return (
    from >= 0 && !mayBeName(understanding, { from, to: after < 0 ? understanding.tokens.length : after })
  );
}

/** When the customer was asked for too and one short piece is all there is, it is the name and no wish. */
function onlyName({ tokens, statesWish, facts }: Understanding, asked: readonly NeededField[]): boolean {
  return (
    asked.includes('customerName') &&
    !statesWish &&
    !facts.some(({ field }) => field === 'customerName') &&
    piecesOf(tokens).every(({ from, to }) => to - from <= 5)
  );
}

function piecesOf(tokens: readonly Token[]): { from: number; to: number }[] {
  const pieces: { from: number; to: number }[] = [];
  let from = 0;
  for (let at = 0; at <= tokens.length; at += 1) {
    const token = tokens[at];
    const fence =
      token === undefined ||
      token.kind === 'line' ||
      (['-', ',', ';', '/'].includes(token.fold) && !token.glued) ||
      token.fold === ',' ||
      token.fold === ';';
    if (!fence) continue;
    if (at > from) pieces.push({ from, to: at });
    from = at + 1;
  }
  return pieces;
}

const LEAD = new Set(
  'it is its the customer name called they are their client account and for with sure ok yes yeah sorry oh that would be s company'.split(
    ' ',
  ),
);

/** What people say while they think: no customer is called so. */
const TALK: ReadonlySet<string> = new Set(
  'let lets see me us yes yeah yep no nope ok okay sure cancel wait hm hmm well um uh later maybe idk dunno hold on one moment sec second go ahead fine right cool please a the i think so then now again stop never mind nevermind test testing'.split(
    ' ',
  ),
);

function withoutLead(
  tokens: readonly Token[],
  range: { from: number; to: number },
): { from: number; to: number } {
  let { from } = range;
  while (from < range.to - 1 && LEAD.has(tokens[from]?.fold ?? '')) from += 1;
  return { from, to: range.to };
}

function overlapsTokens(
  tokens: readonly Token[],
  from: number,
  to: number,
  span: { start: number; end: number },
): boolean {
  const own = spanOf(tokens, from, to);
  return own.start < span.end && span.start < own.end;
}
