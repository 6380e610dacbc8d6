import type { Expectation } from '../cases/expectation.ts';
import { patternOf } from '../cases/values.ts';
import { type Check, quoted, verdict } from './check.ts';

type Expected = NonNullable<Expectation['answer']>;

/** What the answer says, word by word. */
export const answer: Check<Expected> = (expected, { observed }) => {
  const said = observed.answer;
  const words = said.toLowerCase();
  const { contains = [], notContains = [], re = [], sections = [], maxCharacters } = expected;
  const parts =
    contains.length + notContains.length + re.length + sections.length + Number(maxCharacters !== undefined);
  const has = (text: string) => words.includes(text.toLowerCase());
  return verdict(parts, [
    ...contains.filter((text) => !has(text)).map((text) => `“${text}” is not in ${quoted(said)}`),
    ...notContains.filter(has).map((text) => `“${text}” is in ${quoted(said)}`),
    ...re
      .filter((pattern) => !patternOf(pattern).test(said))
      .map((pattern) => `/${pattern}/ does not match ${quoted(said)}`),
    ...sections
      .filter((label) => !hasSection(said, label))
      .map((label) => `no line begins with “${label}” in ${quoted(said)}`),
    ...(maxCharacters !== undefined && said.length > maxCharacters
      ? [`${said.length} characters, ${maxCharacters} are accepted`]
      : []),
  ]);
};

/** A heading or a label before a colon, after the marks of lists and headings. */
function hasSection(said: string, label: string): boolean {
  const wanted = label.toLowerCase();
  return said.split('\n').some((line) => {
    const begins = line.replace(/^[\s#>*_•-]+/, '').toLowerCase();
    return begins.startsWith(wanted) && !/^[\p{L}\p{N}]/u.test(begins.slice(wanted.length));
  });
}
