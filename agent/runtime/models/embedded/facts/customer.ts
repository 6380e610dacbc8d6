import type { Token } from '../text/tokens.ts';
import { dateShape } from '../values/date-shapes.ts';
import { announcedAt } from './customer-announced.ts';
import { correctedAt } from './customer-corrected.ts';
import { cuedAt } from './customer-cued.ts';
import {
  beginsName,
  CLAUSE_ENDS,
  type CustomerMention,
  type CustomerSurroundings,
  isCapital,
  isCommonName,
  isNamelike,
} from './customer-mention.ts';
import { openingOf, placedAt, quotedAt, standingAt } from './customer-standing.ts';
import { subjectAt } from './customer-subject.ts';
import type { TokenRange } from './fact.ts';
import { isName } from './name-run.ts';
import { isTakenBack } from './negation.ts';

/** Every way a message can name its customer, surest first. */
export function readCustomer(
  tokens: readonly Token[],
  zone: TokenRange,
  around: CustomerSurroundings,
): readonly CustomerMention[] {
  const found: CustomerMention[] = [];
  // Who writes some words with capitals writes names with them: the others are less likely one.
  const capitals = tokens.slice(zone.from, zone.to).filter(isCapital).length;
  for (let at = zone.from; at < zone.to; at += 1) {
    if (isClauseStart(tokens, at, zone)) {
      const subject = subjectAt(tokens, at, zone, around);
      if (subject !== null) found.push(subject);
      const announced = announcedAt(tokens, at, zone, around);
      if (announced !== null) found.push(announced);
      const placed = placedAt(tokens, at, zone, around);
      if (placed !== null) found.push(placed);
    }
    // `…, customer Fenwick Marine`
    if (tokens[at - 1]?.fold === ',' && !isClauseStart(tokens, at, zone)) {
      const listed = announcedAt(tokens, at, zone, around);
      if (listed !== null) found.push(listed);
    }
    const quoted = quotedAt(tokens, at, zone, around);
    if (quoted !== null) found.push(quoted);
    const corrected = correctedAt(tokens, at, zone, around);
    if (corrected !== null) found.push(corrected);
    const cued = cuedAt(tokens, at, zone, around);
    if (cued !== null) found.push(cued);
    const standing = standingAt(tokens, at, zone, around);
    if (standing !== null) found.push(standing);
  }
  for (const start of openings(tokens, zone)) {
    const opening = openingOf(tokens, { from: start, to: zone.to }, around);
    if (opening !== null) found.push(opening);
  }
  const mixed =
    capitals >= 4 || found.some(({ name }) => tokens.slice(name.from, name.to).filter(isCapital).length >= 2);
  return found
    .filter(
      ({ name }) =>
        (isName(tokens, name) || isCommonName(tokens, name.from, around)) &&
        !isDate(tokens, name) &&
        !isTakenBack(tokens, name) &&
        (!around.ends(name.from) || beginsName(tokens, name.from, around)),
    )
    .map((mention) => ({
      ...mention,
      score: mention.score - (mixed && !isNamelike(tokens, mention.name) ? 3 : 0),
    }))
    .sort((a, b) => b.score - a.score || a.name.from - b.name.from);
}

/** `Feb 2027` has the shape of a name and is none. */
function isDate(tokens: readonly Token[], { from, to }: TokenRange): boolean {
  return dateShape(tokens, from)?.next === to;
}

/** The beginning, and what follows a colon soon after it: `I have a renewal: Acme, …`. */
function openings(tokens: readonly Token[], zone: TokenRange): readonly number[] {
  const colon = tokens.slice(zone.from, zone.from + 8).findIndex(({ fold }) => fold === ':');
  return colon < 0 ? [zone.from] : [zone.from, zone.from + colon + 1];
}

function isClauseStart(tokens: readonly Token[], at: number, zone: TokenRange): boolean {
  const [token, before] = [tokens[at], tokens[at - 1]];
  if (
    token === undefined ||
    token.kind === 'line' ||
    (token.kind === 'mark' && token.fold !== '"' && token.fold !== '“')
  )
    return false;
  if (at === zone.from || before === undefined || before.kind === 'line') return true;
  // `…, and Bolt in Italy wants …`
  if (before.fold === 'and' && tokens[at - 2]?.fold === ',') return isCapital(token);
  if (['-', '*', '•', ','].includes(before.fold))
    return before.fold === ',' ? at - zone.from <= 8 || isCapital(token) : true;
  return CLAUSE_ENDS.has(before.fold) && !(before.fold === '.' && isAbbreviation(tokens, at - 2));
}

/** `St. Mary` goes on, where `27.` and `30th.` end a sentence. */
function isAbbreviation(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  const counts = token?.glued === true && tokens[at - 1]?.kind === 'number';
  return token?.kind === 'word' && token.text.length <= 2 && !counts;
}
