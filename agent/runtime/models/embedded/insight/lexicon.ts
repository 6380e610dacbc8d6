import type { InsightDimension } from '#action-groups/query-generation/insight-specification.ts';
import type { Parser } from '../text/grammar.ts';
import { phrases } from '../text/phrases.ts';
import { ABSENT_COLUMNS } from './absent-columns.ts';
import {
  ADVERBS,
  AGGREGATES,
  DIMENSIONS,
  DOUBTFUL_DIMENSIONS,
  FIGURES,
  FILLERS,
  PREPOSITIONS,
  SIMPLE,
  TIME_ADVERBS,
} from './lexicon-words.ts';
import { OTHER_WORDS } from './other-languages.ts';
import type { TermValue } from './term.ts';

function rows(): [string, TermValue][] {
  const found: [string, TermValue][] = [];
  const add = (phrase: string, term: TermValue) => found.push([phrase, term]);
  for (const [dimension, row] of Object.entries(DIMENSIONS))
    for (const entry of row.split('|')) {
      const [one = '', many = `${entry}s`] = entry.split('/');
      add(one, { kind: 'dimension', dimension: dimension as InsightDimension, plural: false });
      add(many, { kind: 'dimension', dimension: dimension as InsightDimension, plural: true });
    }
  for (const [word, [dimension, note]] of Object.entries(DOUBTFUL_DIMENSIONS))
    add(word, { kind: 'dimension', dimension, plural: false, note });
  const listed = <Value>(table: Readonly<Record<string, Value>>, to: (value: Value) => TermValue) => {
    for (const [row, value] of Object.entries(table))
      for (const phrase of row.split('|')) add(phrase, to(value));
  };
  listed(AGGREGATES, (aggregates) => ({ kind: 'aggregate', aggregates }));
  listed(ADVERBS, (aggregates) => ({ kind: 'aggregate', aggregates, adverb: true }));
  listed(FIGURES, ([figure, usual]) => ({ kind: 'figure', figure, usual }));
  for (const [dimension, row] of Object.entries(TIME_ADVERBS))
    for (const phrase of row.split('|'))
      add(phrase, {
        kind: 'dimension',
        dimension: dimension as InsightDimension,
        plural: false,
        groups: true,
      });
  for (const [row, term] of SIMPLE)
    for (const phrase of row.split('|')) {
      add(phrase, term);
      if (term.kind === 'before') add(`the ${phrase}`, term);
    }
  add('where', { kind: 'where' });
  for (const word of PREPOSITIONS.split('|')) add(word, { kind: 'preposition', word });
  for (const noun of 'deal|project|opp|contract|engagement|win|order|transaction|job|implementation|sale'.split(
    '|',
  )) {
    add(noun, { kind: 'scope', of: 'project', plural: false });
    add(`${noun}s`, { kind: 'scope', of: 'project', plural: true });
  }
  for (const word of ['anything', 'something']) add(word, { kind: 'scope', of: 'project', plural: true });
  add('opportunity', { kind: 'scope', of: 'project', plural: false });
  add('opportunities', { kind: 'scope', of: 'project', plural: true });
  for (const noun of 'customer|client|account|company/companies|buyer|logo|organisation|organization|firm'.split(
    '|',
  )) {
    const [one = '', many = `${noun}s`] = noun.split('/');
    add(one, { kind: 'scope', of: 'customer', plural: false });
    add(many, { kind: 'scope', of: 'customer', plural: true });
  }
  for (const [concept, { words }] of Object.entries(ABSENT_COLUMNS))
    for (const phrase of words.split('|')) if (phrase !== '') add(phrase, { kind: 'absent', concept });
  for (const word of FILLERS.split(' ')) add(word, { kind: 'filler' });
  return found;
}

const FORGIVEN: ReadonlySet<TermValue['kind']> = new Set([
  'dimension',
  'aggregate',
  'figure',
  'share',
  'scope',
  'not',
  'count',
  'breakdown',
  'compare',
]);

const ROWS = rows();

/** Words of portfolio questions. */
export const lexicon: Parser<TermValue> = phrases([
  ...ROWS,
  ...OTHER_WORDS.flatMap(([row, term]) =>
    row.split('|').map((phrase): [string, TermValue] => [phrase, term]),
  ),
]);

/** The same, long words found when misspelt. */
export const misspeltLexicon: Parser<TermValue> = phrases(ROWS, {
  misspelt: ({ kind }) => FORGIVEN.has(kind),
});
