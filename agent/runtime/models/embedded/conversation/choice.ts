import type { Fact, Problem } from '../facts/fact.ts';
import { customerOf } from '../separate-deals.ts';
import { spanOf, type Token, tokenize } from '../text/tokens.ts';
import type { Understanding } from '../understand.ts';
import { attributeOf } from '../values/attributes.ts';
import { readDates } from '../values/dates.ts';
import { placeOf, statedPlace } from '../values/places.ts';
import { EMPTY_DRAFT, withFacts } from './draft.ts';
import type { ConversationState, Decision } from './plan.ts';

/** What an answer chooses of values that contradicted each other: `July is right`, `the second`, `Poland`. */
export function readChoices(
  problems: readonly Problem[],
  understanding: Understanding,
  today: string,
): readonly Fact[] {
  return problems.flatMap((problem) => {
    if (problem.code !== 'contradiction') return [];
    const chosen = choiceAmong(problem.texts, understanding.tokens);
    const text = problem.texts[chosen?.index ?? -1];
    if (chosen === null || text === undefined) return [];
    const fact = factOf(problem, text, today);
    return fact === null ? [] : [{ ...fact, text, span: chosen.span, by: 'label' as const }];
  });
}

/** Several deals in one message are taken one at a time, and never mixed. */
export function askWhichDeal(state: ConversationState, { deals }: Understanding): Decision {
  const [first, ...others] = deals.map(customerOf);
  const span = deals[0]?.facts.find(({ field }) => field === 'customerName')?.span ?? { start: 0, end: 0 };
  const problem: Problem = {
    code: 'several-deals',
    field: 'customerName',
    texts: [first ?? '', ...others],
    span,
  };
  const draft = withFacts(EMPTY_DRAFT, [], [problem]);
  return {
    plan: { kind: 'ask', fields: ['customerName'] },
    state: { ...state, draft, analysisId: null, asked: ['customerName'], deals },
    doubts: [problem],
  };
}

export interface ChosenDeal {
  readonly deal: Understanding;
  readonly taken: readonly Fact[];
}

/** `now the other one`, `and Bolt?`, `next`: of the deals that wait since the first was chosen, the one that is meant. */
export function nextDeal(waiting: readonly Understanding[], { tokens }: Understanding): ChosenDeal | null {
  const words = tokens.filter(({ kind }) => kind === 'word' || kind === 'number');
  if (waiting.length === 0 || words.length === 0 || words.length > LONGEST_CHOICE) return null;
  const names = new Set(waiting.flatMap((deal) => tokenize(customerOf(deal)).map(({ fold }) => fold)));
  const goesOn = words.some(({ fold }) => GOES_ON.has(fold));
  const isNamed = words.some(({ fold }) => names.has(fold));
  if (!(goesOn || isNamed)) return null;
  if (!words.every(({ fold }) => GOES_ON.has(fold) || AROUND_NEXT.has(fold) || names.has(fold))) return null;
  const chosen = isNamed ? choiceAmong(waiting.map(customerOf), tokens) : null;
  const deal = waiting[chosen?.index ?? 0];
  const [first, last] = [words[0], words.at(-1)];
  if (deal === undefined || first === undefined || last === undefined) return null;
  const customer = customerOf(deal);
  const span = chosen?.span ?? { start: first.start, end: last.end };
  return { deal, taken: [{ field: 'customerName', value: customer, text: customer, span, by: 'label' }] };
}

const GOES_ON: ReadonlySet<string> = new Set(
  'other others next second third remaining rest 2nd 3rd'.split(' '),
);
const AROUND_NEXT: ReadonlySet<string> = new Set(
  'now and then the one ones ok okay please pls also do go on to with continue same for what about how analyze analyse run size numbers let lets us me show give deal opportunity customer too thanks great'.split(
    ' ',
  ),
);

/** The deal that an answer chooses of those that one message described, of `both` the first, and the words that do so. */
export function chosenDeal(deals: readonly Understanding[], { tokens }: Understanding): ChosenDeal | null {
  if (deals.length === 0 || tokens.length > LONGEST_CHOICE) return null;
  const all = tokens.findIndex(({ fold }) => fold === 'both' || fold === 'all');
  const chosen =
    choiceAmong(deals.map(customerOf), tokens) ??
    (all < 0 ? null : { index: 0, span: spanOf(tokens, all, all + 1) });
  const deal = deals[chosen?.index ?? -1];
  if (chosen === null || deal === undefined) return null;
  const { span } = chosen;
  const customer = customerOf(deal);
  return { deal, taken: [{ field: 'customerName', value: customer, text: customer, span, by: 'label' }] };
}

const LONGEST_CHOICE = 10;
const FIRST = /^(?:first|1st|former|1)$/;
const SECOND = /^(?:second|2nd|2)$/;
const LAST = /^(?:last|latter|other)$/;

/** The one of some texts that an answer means: by a word that only it has, or by its place. */
function choiceAmong(
  texts: readonly string[],
  tokens: readonly Token[],
): { readonly index: number; readonly span: ReturnType<typeof spanOf> } | null {
  if (tokens.length > LONGEST_CHOICE) return null;
  const words = texts.map((text) => new Set(tokenize(text).map(({ fold }) => fold)));
  const counts = words.map((own, index) =>
    tokens.filter(({ fold, kind }) => {
      const others = words.some((other, at) => at !== index && other.has(fold));
      return kind !== 'mark' && kind !== 'line' && own.has(fold) && !others;
    }),
  );
  const named = counts.flatMap((own, index) => (own.length > 0 ? [index] : []));
  const [only] = named;
  if (named.length === 1 && only !== undefined)
    return { index: only, span: spanOfTokens(counts[only] ?? []) };
  if (named.length > 1) return null;
  for (const [at, { fold, kind }] of tokens.entries()) {
    if (kind === 'mark') continue;
    const index = FIRST.test(fold) ? 0 : SECOND.test(fold) ? 1 : LAST.test(fold) ? texts.length - 1 : -1;
    if (index >= 0 && index < texts.length) return { index, span: spanOf(tokens, at, at + 1) };
  }
  return null;
}

function spanOfTokens(tokens: readonly Token[]) {
  return { start: tokens[0]?.start ?? 0, end: tokens.at(-1)?.end ?? 0 };
}

function factOf(
  { field }: Problem,
  text: string,
  today: string,
): Pick<Fact, 'field' | 'value' | 'reading' | 'surety'> | null {
  if (field === 'targetCloseDate') {
    const reading = readDates(tokenize(text), today)[0]?.reading;
    return reading === undefined || reading.kind === 'impossible' ? null : { field, value: text, reading };
  }
  if (field === 'country' || field === 'region') {
    const place = placeOf(tokenize(text));
    return place === null ? null : statedPlace(place);
  }
  if (field === 'customerSegment') {
    const value = attributeOf(field, tokenize(text));
    return value === null ? null : { field, value };
  }
  return field === 'customerName' ? { field, value: text, surety: 'explicit' } : null;
}
