import { withinDistance } from '#action-groups/kernel/edit-distance.ts';
import type { TokenRange } from '../facts/fact.ts';
import { technologyAt } from '../facts/name-run.ts';
import { FIELD_NOUNS, NO_NAMES } from '../facts/name-words.ts';
import { quotedRun } from '../facts/quoted-name.ts';
import { sliceSource, spanOf, type Token } from '../text/tokens.ts';
import { readAttributes } from '../values/attributes.ts';
import { dateShape } from '../values/date-shapes.ts';
import { readPlaces } from '../values/places.ts';
import { mayBeInName, NAME_JOINTS, NOBODY, ROLES } from './lookup-words.ts';

/** The name in a message of which all other words are known. */
export interface QuestionedName extends TokenRange {
  readonly name: string;
  readonly isQuoted: boolean;
}

/** A name is short; what is longer is something else. */
const MOST_NAME_TOKENS = 12;

/**
 * The one run of words that are not among `isKnown`, as a name. Known words may be misspelt where that leaves one
 * run. Null when there is none, or more than one.
 */
export function nameAmong(
  source: string,
  tokens: readonly Token[],
  isKnown: (fold: string) => boolean,
): QuestionedName | null {
  const inQuotes = quoted(tokens, isKnown);
  const run = inQuotes ?? runOf(tokens, isKnown) ?? runOf(tokens, (fold) => isNear(fold, isKnown));
  if (run === null || run.to - run.from > MOST_NAME_TOKENS) return null;
  const name = sliceSource(source, spanOf(tokens, run.from, run.to)).replace(/['’]s$/, '');
  return name === '' ? null : { ...run, name, isQuoted: inQuotes !== null };
}

function quoted(tokens: readonly Token[], isKnown: (fold: string) => boolean): TokenRange | null {
  const at = tokens.findIndex((_, index) => quotedRun(tokens, index) !== null);
  const run = at < 0 ? null : quotedRun(tokens, at);
  const isRestKnown = tokens.every(
    ({ kind, fold }, index) =>
      kind === 'mark' || isKnown(fold) || (run !== null && run.from <= index && index < run.to),
  );
  return isRestKnown ? run : null;
}

function runOf(tokens: readonly Token[], isKnown: (fold: string) => boolean): TokenRange | null {
  const isPart = ({ kind, fold }: Token) => (kind === 'word' || kind === 'number') && !isKnown(fold);
  const first = tokens.findIndex(isPart);
  if (first < 0) return capitalRun(tokens);
  const last = tokens.findLastIndex(isPart);
  const isWhole = tokens
    .slice(first, last)
    .every((token) => isPart(token) || NAME_JOINTS.has(token.fold) || isCapitalPart(token));
  return isWhole ? extended(tokens, { from: first, to: last + 1 }) : null;
}

/** Of known words alone, those with a capital behind a small word at the end: `anything on Past Records`. */
function capitalRun(tokens: readonly Token[]): TokenRange | null {
  const to = tokens.findLastIndex(({ kind }) => kind === 'word') + 1;
  let from = to;
  while (from > 1 && isCapitalPart(tokens[from - 1])) from -= 1;
  const before = tokens[from - 1];
  return from < to && before !== undefined && ROLES.get(before.fold)?.has('hinge') === true
    ? { from, to }
    : null;
}

/** With the capitalised words beside it, a legal form's point, and a bracket that was opened. */
function extended(tokens: readonly Token[], range: TokenRange): TokenRange {
  let { from, to } = range;
  while (from > 1 && isCapitalPart(tokens[from - 1])) from -= 1;
  while (isCapitalPart(tokens[to])) to += 1;
  while (tokens[to]?.fold === '.' && tokens[to]?.glued === true && isInitial(tokens[to + 1])) to += 2;
  while (tokens[from - 1]?.fold === '.' && isInitial(tokens[from - 2]) && tokens[from]?.glued === true)
    from -= 2;
  if (tokens[to]?.fold === '.' && tokens[to]?.glued === true && tokens[to - 2]?.fold === '.') to += 1;
  if (tokens[to]?.fold === ')' && tokens.slice(from, to).some(({ fold }) => fold === '(')) to += 1;
  return { from, to };
}

/** A letter of `S.A.` or `A.B. Lindqvist`. */
function isInitial(token: Token | undefined): boolean {
  return token?.kind === 'word' && token.text.length === 1 && /^\p{Lu}/u.test(token.text);
}

function isCapitalPart(token: Token | undefined): boolean {
  return token?.kind === 'word' && /^\p{Lu}/u.test(token.text) && mayBeInName(token.fold);
}

const SHORTEST_MISSPELT = 5;

/** One letter wrong in a word that is known: `histroy`. A word with a capital is rather a name. */
function isNear(fold: string, isKnown: (fold: string) => boolean): boolean {
  if (isKnown(fold)) return true;
  if (fold.length < SHORTEST_MISSPELT) return false;
  return LONG_WORDS.some((word) => isKnown(word) && withinDistance(fold, word, 1));
}

const LONG_WORDS = [...ROLES.keys()].filter((word) => word.length >= SHORTEST_MISSPELT);

/** Whether a run can be somebody's name, and not a thing, a place or an industry that is asked about. */
export function isSomebody(tokens: readonly Token[], { from, to }: TokenRange): boolean {
  const run = tokens.slice(from, to);
  const words = run.filter(({ kind }) => kind === 'word' || kind === 'number');
  const hasCapital = words.some(({ text }) => /^\p{Lu}/u.test(text));
  if (words.every(({ kind }) => kind === 'number')) return false;
  if (!hasCapital && words.some(({ fold }) => NOBODY.has(fold))) return false;
  if (words.every(({ fold }) => NO_NAMES.has(fold) || FIELD_NOUNS.has(fold) || NOBODY.has(fold)))
    return false;
  if (dateShape(run, 0)?.next === run.length) return false;
  const described = [...readAttributes(run), ...readPlaces(run)];
  return !run.every(
    ({ kind }, at) =>
      kind === 'mark' ||
      technologyAt(run, at) !== null ||
      described.some((mention) => mention.from <= at && at < mention.to),
  );
}
