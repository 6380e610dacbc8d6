import { technologyAt } from '../facts/name-run.ts';
import { readPrograms } from '../funding/program-words.ts';
import { stem } from '../intents/stem.ts';
import { tokenize } from '../text/tokens.ts';
import { stemsIn } from './passage-units.ts';

/** A word of a question, as a stem, with what it counts. */
export interface QuestionWord {
  readonly word: string;
  readonly weight: number;
  /** It names a program, a technology or a short name: what is about none of these is about something else. */
  readonly isKey: boolean;
}

const KEY = 1.6;
const COMMON_WEIGHT = 0.5;

/** Words that most documents have. */
const COMMON: ReadonlySet<string> = new Set(
  `opportunity project program programme fund funding money deal workload migration migrate migrating stage phase data cloud ace apn
  number central next sell selling first usually new thing people part work works look move put set start still right currently already`
    .split(/\s+/)
    .map(stem),
);

/** The words of a question that say what it is about, each once. */
export function questionWords(question: string): readonly QuestionWord[] {
  const tokens = tokenize(question);
  const keys = new Set(
    [
      ...readPrograms(tokens, false).flatMap(({ from, to }) => tokens.slice(from, to)),
      ...tokens.filter(
        ({ kind, text }, at) =>
          kind === 'word' && (technologyAt(tokens, at) !== null || /^\p{Lu}{2,6}$/u.test(text)),
      ),
    ].flatMap(({ fold }) => [...stemsIn(fold)]),
  );
  // A message all in capitals names nothing by them.
  const isShouted = tokens
    .filter(({ kind }) => kind === 'word')
    .every(({ text }) => text === text.toUpperCase());
  return [...stemsIn(question)].map((word) => {
    const isKey = keys.has(word) && !isShouted && !COMMON.has(word);
    return { word, isKey, weight: isKey ? KEY : COMMON.has(word) ? COMMON_WEIGHT : 1 };
  });
}

/** `what is the SLA of …`, `what discount does …`: what is asked for, without which nothing answers; empty elsewhere. */
export function headOf(question: string): readonly QuestionWord[] {
  const head =
    /^\W*(?:what(?:['’]?s| is| are)|which is) (?:the|a|an) (.{2,40}?) (?:of|at|for|in|on|per)\b/i.exec(
      question,
    )?.[1] ?? /^\W*(?:what|which) (\w{3,20}) (?:do|does|did|can|will)\b/i.exec(question)?.[1];
  return head === undefined ? [] : questionWords(head);
}
