import type { TokenRange } from '../facts/fact.ts';
import { readIntents } from '../intents/intents.ts';
import { type SectionWish, sectionWishes } from '../intents/section-intents.ts';
import type { Understanding } from '../understand.ts';
import { clausesOf, sentencesOf } from './clauses.ts';
import { READERS } from './readers.ts';
import { type RequestKind, type RequestReader, SURE_CUE } from './request.ts';

/** What a message asks for beside an analysis, in the order it asks. */
export interface RequestsAsked {
  readonly asked: readonly { readonly reader: RequestReader; readonly aspect: string | null }[];
  /** Parts of the analysis that are asked for in the same breath. */
  readonly wishes: readonly SectionWish[];
}

const MOST_SENTENCES = 8;
const MOST_REQUESTS = 4;

/** Null when no clause asks for any. */
export function readRequestsAsked(understanding: Understanding): RequestsAsked | null {
  const { tokens } = understanding;
  const sentences = sentencesOf(tokens);
  if (sentences.length > MOST_SENTENCES) return null;
  const asked: { reader: RequestReader; aspect: string | null }[] = [];
  const others: TokenRange[] = [];
  for (const sentence of sentences) {
    // `how long does Mobilize and Migrate take`: a question for the documents is one, whatever it joins.
    const general = openedBy(understanding, sentence);
    const parts = general?.reader.kind === 'document' ? [sentence] : clausesOf(tokens, sentence);
    for (const part of parts) {
      const opened = openedBy(understanding, part);
      if (opened === null) others.push(part);
      else if (!(isArgument(opened.reader.kind, asked) && followsWith(understanding, part)))
        add(asked, opened);
    }
    // `which money is there for a pilot and who would pay`: a cue may span what joins it.
    if (general !== null && asked.length === 0) add(asked, general);
  }
  if (asked.length === 0) return null;
  return {
    asked: asked.slice(0, MOST_REQUESTS),
    wishes: others.flatMap((part) =>
      isOfAsked(understanding, part, asked) ? [] : wishesOf(understanding, part),
    ),
  };
}

/** The surest reader of a part of a message; the earlier of equals. */
function openedBy(
  understanding: Understanding,
  { from, to }: TokenRange,
): { readonly reader: RequestReader; readonly aspect: string | null } | null {
  const end = understanding.tokens[to]?.fold === '?' ? to + 1 : to;
  const part = { ...understanding, tokens: understanding.tokens.slice(from, end) };
  let best: { reader: RequestReader; aspect: string | null; score: number } | null = null;
  for (const reader of READERS) {
    const cue = reader.opens(part);
    if (cue === null || cue.score < SURE_CUE || (best !== null && cue.score <= best.score + MARGIN)) continue;
    best = { reader, aspect: cue.aspect, score: cue.score };
  }
  return best;
}

/** How much surer a later reader has to be: a longer cue alone does not outweigh. */
const MARGIN = 0.5;

function add(
  asked: { reader: RequestReader; aspect: string | null }[],
  next: { readonly reader: RequestReader; readonly aspect: string | null },
): void {
  const same = asked.find(({ reader }) => reader === next.reader);
  if (same === undefined) asked.push({ ...next });
  else same.aspect ??= next.aspect;
}

/** `ISV Accelerate - how many dollars is that?`, `any funding? we are Select`: a part of what is asked, or a fact for it. */
function isOfAsked(
  understanding: Understanding,
  { from, to }: TokenRange,
  asked: { readonly reader: RequestReader; aspect: string | null }[],
): boolean {
  const part = { ...understanding, tokens: understanding.tokens.slice(from, to) };
  const place = { today: '2000-01-01', dateOrder: 'day-first', before: null } as const;
  return asked.some((each) => {
    if (each.reader.kind !== 'funding' && each.reader.kind !== 'return') return false;
    const cue = each.reader.asksPart(part);
    const isPart = cue !== null && (each.reader.kind === 'return' || cue.aspect === 'amount');
    if (isPart) each.aspect ??= cue.aspect;
    return isPart || Object.keys(each.reader.read(part, place).given).length > 0;
  });
}

/** Money that goes into a return: `what is the payback, with the MAP money`. */
function isArgument(kind: RequestKind, asked: readonly { readonly reader: RequestReader }[]): boolean {
  return (
    kind === 'funding' && asked.some(({ reader }) => reader.kind === 'return' || reader.kind === 'roadmap')
  );
}

function followsWith({ tokens }: Understanding, { from }: TokenRange): boolean {
  return /^(?:with|including|incl|after|using|minus|less|net|without|before|including)$/.test(
    tokens[from]?.fold ?? '',
  );
}

/** Asked by words that decide alone. */
function wishesOf({ tokens }: Understanding, { from, to }: TokenRange): readonly SectionWish[] {
  const part = tokens.slice(from, to);
  // `they pay 45k per month` states a figure.
  const first = part.find(({ kind }) => kind === 'word')?.fold ?? '';
  const asks =
    !STATES.test(first) && part.length <= LONGEST_WISH && part.every(({ kind }) => kind !== 'number');
  const intents = asks ? readIntents(part) : [];
  return (intents[0]?.score ?? 0) >= SURE_CUE ? sectionWishes(intents, false) : [];
}

const LONGEST_WISH = 9;
/** A clause that begins so states something. */
const STATES = /^(?:suppose|assume|make|they|if|with|without|no|not|only|we|i|it|customer|is|do|build)$/;
