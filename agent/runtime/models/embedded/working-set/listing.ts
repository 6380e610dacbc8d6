import type { TokenRange } from '../facts/fact.ts';
import type { Understanding } from '../understand.ts';
import { core, foldsOf } from './words.ts';

/**
 * `what are we looking at?`, `list my deals`, `what have we got so far`: every word is of asking, of having, or
 * of deals, so that a question with anything more in it is another one.
 */
export function asksForList({ tokens, source }: Understanding, range: TokenRange): boolean {
  const words = foldsOf(tokens, core(tokens, range));
  if (words.length === 0 || words.length > MOST_WORDS) return false;
  const first = words[0] ?? '';
  const isAsked = ASKS.has(first) || /\?\s*$/.test(source) || DEALS.has(words.at(-1) ?? '');
  if (
    !isAsked ||
    !words.every((word) => ASKS.has(word) || DEALS.has(word) || SMALL.has(word) || HAVING.has(word))
  )
    return false;
  const ofDeals = words.some((word) => DEALS.has(word));
  const having = words.some((word) => HAVING.has(word));
  const us = words.some((word) => US.has(word));
  // `list`, `list them`, `my deals`, `what do we have`, `where are we`.
  return (
    (ofDeals &&
      (having || us || words.some((word) => COMMANDS.has(word) || ALL.has(word)) || words.length <= 4)) ||
    (having && us) ||
    (COMMANDS.has(first) && words.length <= 3 && first !== 'show' && first !== 'give') ||
    /^where (?:are|were|was|did) (?:we|i)(?: at| stop| leave off| left)?$/.test(words.join(' '))
  );
}

const MOST_WORDS = 14;

function set(words: string): ReadonlySet<string> {
  return new Set(words.split(/\s+/));
}

const ASKS = set(
  'gimme what whats which where who whos show list give tell display name remind recap enumerate overview status',
);
const COMMANDS = set('list show give display enumerate recap overview name remind');
const DEALS = set(
  'deals opportunities opps oppties oppty customers clients accounts prospects leads session ones list basket agenda table plate working set everything them left remaining',
);
const HAVING = set(
  'got have has had looking working discussed discussing discuss open so far talked talking table plate list session covered analysed analyzed active entered told shared described mentioned added given juggling handling tracking going track going hand queue agenda collected',
);
const US = set('we i us our my me');
const ALL = set('all both each every');
const SMALL = set(
  'we i us our my me all both each every are is am was were be been do did does have has the a an of in on at to for about this these those that here now currently right today up with again so still else until short quick please you me names name it and deal any things thing one by',
);
