import type { InsightReading } from './reading.ts';
import type { Term } from './term.ts';

const MOST_UNREAD = 1;

/** `how many …`, `which …`, `average …`: no opportunity is described so. */
export function opensAsQuestion({ terms, tokens }: InsightReading): boolean {
  const first = terms.find(({ kind }) => !['filler', 'mark', 'ask', 'ours', 'join', 'again'].includes(kind));
  if (first === undefined) return false;
  if (first.kind === 'figure')
    return tokens[first.from]?.fold === 'how' || terms.some(({ kind }) => kind === 'group');
  return [
    'count',
    'which',
    'who',
    'how-much',
    'rank',
    'share',
    'compare',
    'aggregate',
    'breakdown',
    'trend',
  ].includes(first.kind);
}

/** A question by its first words, or by a mark at its end. */
export function asks({ terms, tokens }: InsightReading): boolean {
  const first = terms.find(({ kind }) => kind !== 'filler' && kind !== 'mark');
  const opens =
    first !== undefined &&
    ['count', 'which', 'who', 'how-much', 'ask', 'rank', 'share', 'compare', 'aggregate'].includes(
      first.kind,
    );
  const figure = first?.kind === 'figure' && tokens[first.from]?.fold === 'how';
  return opens || figure || tokens.at(-1)?.fold === '?';
}

/** Whether all that carries meaning was read: else the words are about something else. */
export function isCovered({ terms, unread, absent }: InsightReading): boolean {
  const free = terms.filter((term) => term.kind === 'word' || term.kind === 'unread').length;
  const read = terms.filter(
    (term) => !['filler', 'mark', 'word', 'unread', 'preposition'].includes(term.kind),
  ).length;
  return absent.length > 0 || (free <= MOST_UNREAD && unread.length <= MOST_UNREAD && read > free * 2);
}

/** Whether a kind of term stands in a question. */
export function has({ terms }: InsightReading, kind: Term['kind']): boolean {
  return terms.some((term) => term.kind === kind);
}

const SHOWING =
  /^(?:break|breaking|split|splitting|slice|cut|group|grouping|sort|order|rank|chart|plot|graph|draw|show|showing|put|turn|give|get|limit|restrict|narrow|filter|list|see|have|display|present|visuali[sz]e|pivot|segment|drill|roll|summari[sz]e)$/;

/** Whether a single deal is spoken of: `it`, `this one`; `countries with their deal count` speaks of the countries. */
export function isOfOneDeal({ terms, tokens }: InsightReading): boolean {
  return terms.some((term, index) => {
    if (term.kind !== 'deal-at-hand') return false;
    // `break it down`, `split that by …`: what is shown; `the biggest deal …, how much was it`: what is ranked.
    const isShown =
      SHOWING.test(tokens[term.from - 1]?.fold ?? '') &&
      /^(?:it|that|this|them|those|these)$/.test(tokens[term.from]?.fold ?? '') &&
      term.to === term.from + 1;
    const isRanked =
      /^(?:it|they|that)$/.test(tokens[term.from]?.fold ?? '') &&
      terms.slice(0, index).some(({ kind }) => kind === 'rank');
    if (isShown || isRanked) return false;
    const ofMany = /^(?:their|its)$/.test(tokens[term.from]?.fold ?? '');
    return !(
      ofMany &&
      terms
        .slice(0, index)
        .some((each) => (each.kind === 'dimension' || each.kind === 'scope') && each.plural)
    );
  });
}
