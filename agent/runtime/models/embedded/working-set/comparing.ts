import type { Analysed } from '../conversation/return-to.ts';
import type { TokenRange } from '../facts/fact.ts';
import { type Token, tokenize } from '../text/tokens.ts';
import type { Understanding } from '../understand.ts';
import { type Known, resolveReference } from './references.ts';
import { closed } from './requests.ts';
import type { Criterion, SetRequest } from './talk.ts';
import { core, DEAL_NOUNS, DETERMINERS, foldsOf } from './words.ts';

/** More side by side are not read. */
const MOST_COMPARED = 4;

/** `compare the two`, `Acme vs Globex`, `how does it compare to the bank`, `which one is bigger`. */
export function readComparison({ tokens }: Understanding, range: TokenRange, set: Known): SetRequest | null {
  if (set.known.length < 2) return null;
  const whole = core(tokens, range);
  const words = foldsOf(tokens, whole);
  if (words.length === 0 || words.length > MOST_WORDS) return null;
  const ranked = rankingOf(words);
  const compares =
    words.some((word) => COMPARES.test(word)) ||
    /\b(?:side by side|head to head|stacks? up|measures? up|next to|against)\b/.test(words.join(' '));
  if (!compares && ranked === null) return null;
  const by = ranked?.by ?? null;
  const run = runOf(words, set);
  if (run !== null) return { kind: 'compare', targets: run, by };
  const operands = operandsOf(tokens, whole, set);
  if (operands === null) return null;
  const { targets, several, all } = operands;
  if (several !== null) return closed(several, { kind: 'compare', others: targets, by });
  const isWithOthers = words.some((word) => word === 'others' || word === 'rest');
  if (targets.length >= 2 && !isWithOthers)
    return { kind: 'compare', targets: targets.slice(0, MOST_COMPARED), by };
  const current = set.known.find(({ analysisId }) => analysisId === set.analysisId);
  const only = targets[0] ?? (isWithOthers ? current : undefined);
  if (only !== undefined && isWithOthers) {
    const others = inOrder(set.known).filter((each) => each !== only);
    return { kind: 'compare', targets: [only, ...others].slice(0, MOST_COMPARED), by };
  }
  if (only !== undefined) {
    if (current === undefined || current === only) return pair(set, only, by);
    return { kind: 'compare', targets: [current, only], by };
  }
  if (set.known.length === 2 || all || ranked !== null)
    return { kind: 'compare', targets: inOrder(set.known).slice(0, MOST_COMPARED), by };
  // `the two`, with more than two: the one at hand and the one before.
  const [first, second] = set.known;
  return first === undefined || second === undefined
    ? null
    : { kind: 'compare', targets: [second, first], by };
}

const MOST_WORDS = 16;
const COMPARES = /^(?:compar\w*|versus|vs|contrast\w*|differ\w*)$/;

/** `the first two`, `the last three`. */
function runOf(words: readonly string[], { known }: Known): readonly Analysed[] | null {
  const found = /\b(first|last|latest) (two|three|four|2|3|4)\b/.exec(words.join(' '));
  if (found === null) return null;
  const count = { two: 2, three: 3, four: 4 }[found[2] ?? ''] ?? Number(found[2]);
  const ordered = inOrder(known);
  if (count > ordered.length) return null;
  return found[1] === 'first' ? ordered.slice(0, count) : ordered.slice(-count);
}

/** With one target only, the other is the other one, or is asked for. */
function pair(set: Known, only: Analysed, by: Criterion | null): SetRequest | null {
  const others = set.known.filter((each) => each !== only);
  const [other] = others;
  if (other === undefined) return null;
  return others.length === 1
    ? { kind: 'compare', targets: [only, other], by }
    : { kind: 'which', among: others, open: { kind: 'compare', others: [only], by } };
}

export function inOrder(known: readonly Analysed[]): readonly Analysed[] {
  return [...known].sort((a, b) => a.since - b.since);
}

interface Operands {
  readonly targets: readonly Analysed[];
  readonly several: Extract<ReturnType<typeof resolveReference>, { kind: 'several' }> | null;
  /** `all of them`, `the deals`. */
  readonly all: boolean;
}

/** Who is compared; null when a part names neither an opportunity nor nothing. */
function operandsOf(tokens: readonly Token[], range: TokenRange, set: Known): Operands | null {
  const masked = namesIn(tokens, range, set);
  const targets: Analysed[] = masked.map(({ opportunity }) => opportunity);
  let several: Operands['several'] = null;
  for (const whole of piecesOf(tokens, range, masked)) {
    const piece = withoutFill(tokens, whole);
    const words = foldsOf(tokens, piece);
    // `which of the two closes first` names nobody, where `the first` alone does.
    const isPlace = words[0] === 'the' && words.length <= 3 && words.some((word) => DEGREES.has(word));
    if (!isPlace && words.every((word) => FILL.has(word) || DEGREES.has(word))) continue;
    const found = resolveReference(tokens, piece, set);
    if (found.kind === 'none' || found.by === 'description') {
      if (found.kind === 'one' && words.length > 1) targets.push(found.opportunity);
      else return null;
    } else if (found.kind === 'one') targets.push(found.opportunity);
    // `the two Acme deals` are all of them; `the Acme deal` is one, and asked about.
    else if (words.some((word) => PLURALS.has(word))) targets.push(...inOrder(found.opportunities));
    else several = found;
  }
  const words = foldsOf(tokens, range);
  return {
    targets: targets.filter((each, index) => targets.indexOf(each) === index),
    several,
    all: words.some((word) =>
      ['all', 'every', 'each', 'everything', 'deals', 'three', 'four', 'them'].includes(word),
    ),
  };
}

/** Without words at the edges that name nobody, but for articles and nouns: `how do the bank`, `Kauri stack up`. */
function withoutFill(tokens: readonly Token[], { from, to }: TokenRange): TokenRange {
  const isFill = (at: number) => {
    const fold = tokens[at]?.fold ?? '';
    return FILL.has(fold) && !DETERMINERS.has(fold) && !DEAL_NOUNS.has(fold);
  };
  const isCount = (at: number) => COUNTS.has(tokens[at]?.fold ?? '');
  let [start, end] = [from, to];
  while (start < end && (isFill(start) || isCount(start) || isCount(start + 1))) start += 1;
  while (end > start && isFill(end - 1)) end -= 1;
  return start === end ? { from, to } : { from: start, to: end };
}

const COUNTS: ReadonlySet<string> = new Set(['two', 'three', 'four', 'both', 'all', '2', '3', '4']);

/** Full names, wherever they stand: they may hold a word that divides. */
function namesIn(tokens: readonly Token[], { from, to }: TokenRange, { known }: Known) {
  const found: (TokenRange & { opportunity: Analysed })[] = [];
  for (const opportunity of known) {
    const name = tokenize(opportunity.name).map(({ fold }) => fold);
    for (let at = from; at + name.length <= to; at += 1) {
      if (name.every((fold, index) => tokens[at + index]?.fold === fold)) {
        found.push({ from: at, to: at + name.length, opportunity });
        break;
      }
    }
  }
  return found.sort((a, b) => a.from - b.from);
}

/** The ranges between names and dividing words. */
function piecesOf(
  tokens: readonly Token[],
  { from, to }: TokenRange,
  masked: readonly TokenRange[],
): readonly TokenRange[] {
  const pieces: TokenRange[] = [];
  let start = from;
  for (let at = from; at <= to; at += 1) {
    const mask = masked.find((each) => each.from === at);
    const fold = tokens[at]?.fold ?? '';
    if (at < to && mask === undefined && !DIVIDES.has(fold) && !COMPARES.test(fold) && !isRanking(fold))
      continue;
    if (at > start) pieces.push({ from: start, to: at });
    if (mask !== undefined) at = mask.to - 1;
    start = at + 1;
  }
  return pieces;
}

const PLURALS: ReadonlySet<string> = new Set(
  'deals opportunities opps ones both customers accounts'.split(' '),
);
const DIVIDES: ReadonlySet<string> = new Set([
  'and',
  'with',
  'to',
  'against',
  'or',
  'from',
  'between',
  'next',
  'beside',
  ',',
  '&',
  '?',
  ':',
  '-',
  '/',
  'than',
  'is',
  'does',
  'do',
]);
/** Words of a comparison that name nobody. */
const FILL: ReadonlySet<string> = new Set(
  'the two both them these those all of deals opportunities opps ones it this that how what which one who is are does do did would will can you please by side head other others each lot my our we have between in terms s us me a show give put be worth value size money revenue arr up stack stacks measure measures against quick table comparison on for customer deal opportunity opp likely probably expected now three four them everything out when most more time so far less least rank than is worth pays pay close closes closing signs launch launches live goes go starts takes take deliver delivers brings bring sure confident certain solid reliable money'.split(
    ' ',
  ),
);

/** What is asked to be ranked by (`which one is bigger`, `is Acme larger than Globex`), when it is. */
function rankingOf(words: readonly string[]): { readonly by: Criterion } | null {
  const asks =
    words.some((word) => ['which', 'who', 'rank', 'than'].includes(word)) ||
    (/^(?:is|are|does|do|will|would)$/.test(words[0] ?? '') && words.includes('or'));
  if (!asks || !words.some((word) => isRanking(word) || DEGREES.has(word))) return null;
  const said = words.join(' ');
  return { by: CRITERIA.find(([, pattern]) => pattern.test(said))?.[0] ?? 'arr' };
}

const CRITERIA: readonly (readonly [Criterion, RegExp])[] = [
  ['launch', /\b(?:launch\w*|live|starts?)\b/],
  ['duration', /\b(?:longe\w+|faste\w+|quicke\w+|shorte\w+|deliver\w*|takes?)\b/],
  ['confidence', /\b(?:sure\w*|confident|certain|riskie\w+|safe\w+|solid|reliable)\b/],
  ['close', /\b(?:clos\w*|sign\w*|soone\w+|earlie\w+)\b/],
];
const DEGREES: ReadonlySet<string> = new Set(['more', 'most', 'less', 'least', 'first', 'last', 'rank']);

function isRanking(word: string): boolean {
  return RANKS.test(word);
}

const RANKS =
  /^(?:bigg(?:er|est)|larg(?:er|est)|small(?:er|est)|high(?:er|est)|low(?:er|est)|better|best|great(?:er|est)|long(?:er|est)|short(?:er|est)|fast(?:er|est)|quick(?:er|est)|soon(?:er|est)|earl(?:ier|iest)|later|latest|riski(?:er|est)|saf(?:er|est)|sur(?:er|est))$/;
