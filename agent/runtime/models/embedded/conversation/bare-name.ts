import type { TokenRange } from '../facts/fact.ts';
import { LEGAL_FORMS } from '../facts/name-words.ts';
import { lexicon } from '../insight/lexicon.ts';
import type { Understanding } from '../understand.ts';
import { isQuestion } from './changes.ts';

/**
 * Whether a bare piece of an answer may be the customer’s name: no question, no order, no change of a fact and no
 * piece of a sentence. In doubt it is none, and the customer is asked for again.
 */
export function mayBeName(understanding: Understanding, { from, to }: TokenRange): boolean {
  const { tokens, mentions } = understanding;
  if (isQuestion(understanding)) return false;
  const places = Array.from({ length: to - from }, (_, index) => from + index);
  const words = tokens.slice(from, to).filter(({ kind }) => kind === 'word');
  const [first] = words;
  if (first === undefined) return false;
  const isShaped = words.some(({ text, fold }) => /^\p{Lu}/u.test(text) && !SENTENCE_WORDS.has(fold));
  const formed = LEGAL_FORMS.has(words.at(-1)?.fold ?? '');
  if (NEVER_FIRST.has(first.fold) && !(isShaped && /^\p{Lu}/u.test(first.text))) return false;
  // Typed in lower case, a name holds no words that make a sentence.
  if (!isShaped && !formed && words.some(({ fold }) => SENTENCE_WORDS.has(fold))) return false;
  const known = (at: number) =>
    [...mentions.places, ...mentions.dates, ...mentions.money].some(
      (each) => each.from <= at && at < each.to,
    );
  const rest = places.filter((at) => {
    const { kind = 'mark', fold = '' } = tokens[at] ?? {};
    return kind === 'word' && !known(at) && !SENTENCE_WORDS.has(fold) && !NEVER_FIRST.has(fold);
  });
  return rest.length > 0 && (isShaped || formed || !rest.every((at) => lexicon(tokens, at) !== null));
}

/** Words with which an order, a restriction or an exclamation begins. */
const NEVER_FIRST: ReadonlySet<string> = new Set(
  'only just in by per plot show chart graph draw list group filter compare sort order break split rank count nah nope not without with make change set move add drop remove use give tell get put take send let lets try keep skip forget switch go back why what how who when where which can could would should will do does did is are am was were if and or but then so same again more less most least never idk dunno unsure whatever anyway still already yet maybe perhaps probably either neither none nobody later soon last another other any some every each both'.split(
    ' ',
  ),
);

/** Words that stand in sentences and seldom in names. */
const SENTENCE_WORDS: ReadonlySet<string> = new Set(
  'in by per on at is are was were be been it its they theyre them their we were i im ill you your my our he she his her not no nah nope but if than then so to from with without about that this these those there here what which who how why when where want wants wanted need needs make makes made change changed set have has had do does did dont doesnt didnt can cant could would should will wont may might must know knows idea sure think guess still yet also too very really just only because since until till while whats thats'.split(
    ' ',
  ),
);
