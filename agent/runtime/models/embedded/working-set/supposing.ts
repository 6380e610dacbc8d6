import { changeOf } from '../conversation/change-of.ts';
import type { Draft } from '../conversation/draft.ts';
import type { Fact } from '../facts/fact.ts';
import type { ScoredIntent } from '../intents/intents.ts';
import { tokenize } from '../text/tokens.ts';
import type { Understanding } from '../understand.ts';
import { KEEPS, LEAVES } from './openers.ts';
import type { Supposed } from './talk.ts';
import { core, foldsOf } from './words.ts';

/** Words by which a message supposes: `if it slips to June`, `suppose they were an SMB`, `what would it be in Germany`. */
const SUPPOSES =
  /\b(?:what if|what about if|how about if|(?<!\b(?:see|check|ask|know|wonder|wondering|tell me|sure|say|as) )if (?!possible|you|u|not|any|needed|so\b)|suppos\w*|assum(?:e|ing)|imagin\w+|hypothetical\w*|lets say|let us say|say (?:it|they|we|the)|pretend (?:it|they)|what (?:would|will|does|do) (?:it|that|this|things|the \w+) (?:be|look|change|become|cost|do)|(?:would|will) (?:it|that|this|they|things) (?:be|look|change|make|cost|launch|close|take)|what happens|what changes|had (?:it|they) been|were (?:it|they) to|should (?:it|they) (?:slip|close|move|be)|in case (?:it|they))\b/;
/** Words that only say that something is supposed; what is supposed stands beside them. */
const LEADS =
  /\b(?:(?:what|how about|what about|and) if|suppos(?:e|ing)(?: that)?|assum(?:e|ing)(?: that)?|imagin(?:e|ing)(?: that)?|hypothetical(?:ly)?|let['’]?s say|let us say|pretend|say(?=,? (?:it|they|we|the|that|this)\b)|what (?:would|will|does|do) (?:that |it )?(?:change|happen)s?|what changes|what happens)\b(?! to\b)/giu;

/** The message without those words, blank in their place so that all else stands where it stood. */
export function withoutLeads(source: string): string {
  return source.replace(LEADS, (lead) =>
    /^and/i.test(lead) ? `and${' '.repeat(lead.length - 3)}` : ' '.repeat(lead.length),
  );
}

/** The same with a change of time only, said as a question: `and a quarter later?`. */
const GOES_ON = /^(?:and|or|plus|also|with|as|in|for|same)\b/;

/** Whether the message asks what would be, rather than saying what is. */
export function supposes({ tokens }: Understanding): boolean {
  return SUPPOSES.test(foldedWords(tokens));
}

/**
 * What the message supposes, as a change of `base`; null when it supposes nothing. Right after a what-if a bare
 * fact asked about (`and in Germany?`) supposes as well; `and` goes on from what was supposed, anything else
 * starts from the opportunity as it is.
 */
export function readSupposition(
  base: { readonly draft: Draft; readonly analysisId: string; readonly supposed: Supposed | null },
  understanding: Understanding,
  intents: readonly ScoredIntent[],
  isSupposing: boolean,
): { readonly supposed: Supposed; readonly facts: readonly Fact[] } | null {
  const said = foldedWords(understanding.tokens);
  const goesOn = base.supposed !== null && /\?\s*$/.test(understanding.source) && GOES_ON.test(said);
  if (!isSupposing && !goesOn) return null;
  const from = base.supposed !== null && /^(?:and|plus|also)\b/.test(said) ? base.supposed : null;
  const changed = changeOf(from?.draft ?? base.draft, understanding, intents, { supposed: true });
  if (changed === null || changed.facts.length === 0) return null;
  const fields = changed.facts.map(({ field }) => field);
  return {
    supposed: {
      of: base.analysisId,
      draft: changed.draft,
      changed: [...new Set([...(from?.changed ?? []), ...fields])],
      analysisId: null,
    },
    facts: changed.facts,
  };
}

/** `ok keep that`, `go with June`: every word keeps, points, or names what was supposed. */
export function readKeeping(understanding: Understanding, supposed: Supposed): 'keep' | 'leave' | null {
  const { tokens } = understanding;
  const range = core(tokens, { from: 0, to: tokens.length });
  const words = foldsOf(tokens, range);
  if (words.length === 0 || words.length > 10) return null;
  const left = LEAVES(tokens, range.from);
  if (left !== null && isOriginal(foldsOf(tokens, { from: left.next, to: range.to }), words)) return 'leave';
  const kept = KEEPS(tokens, range.from);
  if (kept === null || /^(?:no|nope|nah)$/.test(tokens.find(({ kind }) => kind === 'word')?.fold ?? ''))
    return null;
  const stated = understanding.facts.filter(
    ({ field }) => !['description', 'targetCloseDate', 'customerName', 'opportunityName'].includes(field),
  );
  const { dates } = understanding.mentions;
  const isSame =
    stated.every(
      ({ field, value }) => supposed.changed.includes(field) && supposed.draft.values[field]?.value === value,
    ) && dates.every(({ reading }) => reading.kind === 'date' && isClose(supposed, reading.date));
  const rest = tokens
    .slice(kept.next, range.to)
    .filter(
      ({ kind, start, end }) =>
        kind !== 'mark' && ![...stated, ...dates].some(({ span }) => span.start <= start && end <= span.end),
    )
    .map(({ fold }) => fold);
  const said = wordsOf(supposed);
  return isSame && rest.every((word) => POINTS.has(word) || said.has(word)) ? 'keep' : null;
}

/** The words by which it was supposed: `go with May`. */
function wordsOf({ draft, changed }: Supposed): ReadonlySet<string> {
  return new Set(
    changed.flatMap((field) => tokenize(draft.values[field]?.text ?? '').map(({ fold }) => fold)),
  );
}

function isClose({ draft }: Supposed, date: string): boolean {
  const reading = draft.values.targetCloseDate?.reading;
  return reading?.kind === 'date' && reading.date === date;
}

/** `the original`, `it as it was`: back to how things are. */
function isOriginal(rest: readonly string[], words: readonly string[]): boolean {
  const said = words.join(' ');
  if (/^(?:leave|undo|revert|discard|cancel|ignore|never ?mind)\b/.test(said))
    return rest.every((word) => POINTS.has(word) || ORIGINAL.has(word) || word === 'leave');
  return (
    rest.some((word) => ORIGINAL.has(word)) && rest.every((word) => POINTS.has(word) || ORIGINAL.has(word))
  );
}

const ORIGINAL: ReadonlySet<string> = new Set(
  'original real actual before was unchanged old first'.split(' '),
);
const POINTS: ReadonlySet<string> = new Set(
  'it that this those these them the one what if whatif change changes version scenario variant option case with deal as is was were so then new now to for and do let lets please real me us a date close value facts last'.split(
    ' ',
  ),
);

function foldedWords(tokens: Understanding['tokens']): string {
  return tokens
    .filter(({ kind }) => kind === 'word' || kind === 'number')
    .map(({ fold }) => fold)
    .join(' ');
}
