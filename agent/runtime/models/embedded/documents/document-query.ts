import type { RequestTalk } from '../requests/talked-about.ts';
import { sliceSource, spanOf, tokenize } from '../text/tokens.ts';
import type { Understanding } from '../understand.ts';
import { core } from '../working-set/words.ts';
import { stemsIn } from './passage-units.ts';
import { questionWords } from './question-words.ts';

const LONGEST_QUERY = 400;

/** What to look for: the message without courtesies at its ends. */
export function queryOf({ tokens, source }: Understanding): string {
  const { from, to } = core(tokens, { from: 0, to: tokens.length });
  return sliceSource(source, spanOf(tokens, from, to)).slice(0, LONGEST_QUERY);
}

/** Words that point to what was said before. */
const POINTS = /^(?:this|that|these|those|it|its|they|them|there|then|later|one)$/;
/** A question with less of its own goes on from the last. */
const LITTLE = 1.6;

/** What to look for where documents were just talked about: a question that points back takes the last one's subject along. */
export function queryInTalk(read: Understanding, { made, isLatest }: RequestTalk): string {
  const said = queryOf(read);
  const last = made[0]?.request;
  const before = last?.kind === 'document' && isLatest ? last.given.searchQuery : undefined;
  if (typeof before !== 'string') return said;
  const weight = questionWords(said).reduce((sum, each) => sum + each.weight, 0);
  const pointsBack = read.tokens.some(({ fold }) => POINTS.test(fold));
  if (weight > LITTLE && !pointsBack) return said;
  return `${said} ${subjectOf(before)}`.slice(0, LONGEST_QUERY);
}

/** The words of a question that name something. */
function subjectOf(question: string): string {
  return tokenize(question)
    .filter(({ kind, fold }) => kind === 'word' && stemsIn(fold).size > 0)
    .map(({ text }) => text)
    .join(' ');
}
