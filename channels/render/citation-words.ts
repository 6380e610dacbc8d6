import { formatDate } from '#action-groups/kernel/format.ts';
import type { Citation } from '#agent/client/agent-client.ts';
import type { CheckedFigure } from '#agent/grounding/check-grounding.ts';
import { printableLine } from './printable.ts';

/** A source that an answer cites, under the number of its marks. */
export interface NumberedSource {
  readonly number: number;
  readonly citation: Citation;
}

/** Every source once, numbered in the order in which the answer first rests on it. */
export function numberSources(citations: readonly Citation[]): readonly NumberedSource[] {
  const first = new Map<string, Citation>();
  const inOrder = [...citations].sort((one, other) => beginOf(one) - beginOf(other));
  for (const citation of inOrder) if (!first.has(citation.source)) first.set(citation.source, citation);
  return [...first.values()].map((citation, at) => ({ number: at + 1, citation }));
}

function beginOf({ span }: Citation): number {
  return span?.start ?? Number.MAX_SAFE_INTEGER;
}

/** Behind a figure that stands in no result. */
const UNPROVEN = ' [unproven]';

/**
 * The answer with its marks: behind each figure that stands in no result, and `[1]` behind the words that source 1
 * supports. A citation of words that the answer does not have there gets no mark.
 */
export function markAnswer(
  answer: string,
  {
    unmatched,
    citations,
  }: { readonly unmatched: readonly CheckedFigure[]; readonly citations: readonly Citation[] },
): string {
  const numbers = new Map(numberSources(citations).map(({ number, citation }) => [citation.source, number]));
  const marks = new Map<number, { unproven: boolean; readonly sources: Set<number> }>();
  const at = (end: number) => {
    const mark = marks.get(end) ?? { unproven: false, sources: new Set<number>() };
    marks.set(end, mark);
    return mark;
  };
  for (const { end } of unmatched) at(end).unproven = true;
  for (const { span, text, source } of citations)
    if (span !== undefined && text !== '' && answer.slice(span.start, span.end) === text)
      at(span.end).sources.add(numbers.get(source) ?? 0);
  let marked = '';
  let from = 0;
  for (const [end, { unproven, sources }] of [...marks].sort(([one], [other]) => one - other)) {
    const numbered = [...sources].sort((one, other) => one - other).map((number) => `[${number}]`);
    marked += answer.slice(from, end) + (unproven ? UNPROVEN : '');
    if (numbered.length > 0) marked += ` ${numbered.join('')}`;
    from = end;
  }
  return marked + answer.slice(from);
}

/** What a source is called: its title, or where it is. */
export function sourceTitle({ title, source }: Citation): string {
  return printableLine(title ?? source);
}

/** What is said of a source behind its title: section, date, what its figures rest on, and that it has expired. */
export function sourceFacts({ section, date, basis, expired }: Citation): readonly string[] {
  return [
    ...(section === undefined ? [] : [printableLine(section)]),
    ...(date === undefined ? [] : [`as of ${formatDate(date)}`]),
    ...(basis === undefined ? [] : (BASIS_WORDS[basis] ?? [])),
    ...(expired === undefined ? [] : [expiredWords(expired)]),
  ];
}

/** Where figures are not somebody's published ones, it is said. */
const BASIS_WORDS: Readonly<Record<string, readonly string[]>> = {
  published: ['published figures'],
  own: ['how this assistant works'],
  sample: ['figures of generated sample data'],
  illustrative: ['figures are illustrative, not AWS’s'],
};

function expiredWords({ on }: NonNullable<Citation['expired']>): string {
  return on === undefined ? 'NO LONGER VALID' : `NO LONGER VALID: held until ${formatDate(on)}`;
}

/** One line a source: `[1] Title: section, as of 1 January 2026, published figures`. */
export function sourceLines(citations: readonly Citation[]): readonly string[] {
  return numberSources(citations).map(({ number, citation }) => {
    const facts = sourceFacts(citation);
    return `[${number}] ${sourceTitle(citation)}${facts.length === 0 ? '' : `: ${facts.join(', ')}`}`;
  });
}
