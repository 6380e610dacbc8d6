import { readAll } from '../text/grammar.ts';
import { phrases } from '../text/phrases.ts';
import { type Span, spanOf, type Token } from '../text/tokens.ts';
import { INDUSTRY_WORDS, NO_BODIES, PHASE_WORDS, SEGMENT_WORDS, TYPE_WORDS } from './attribute-words.ts';

export type AttributeField = 'industry' | 'customerSegment' | 'opportunityType' | 'migrationPhase';

export interface AttributeMention {
  readonly field: AttributeField;
  readonly value: string;
  /** `sure` where it can only mean the customer; `likely` words need a place that asks for them. */
  readonly strength: 'sure' | 'likely';
  readonly span: Span;
  readonly from: number;
  readonly to: number;
}

type Entry = Pick<AttributeMention, 'field' | 'value' | 'strength'>;

const known = phrases<Entry>(
  [
    ...entries('industry', INDUSTRY_WORDS),
    ...entries('customerSegment', SEGMENT_WORDS),
    ...Object.entries(TYPE_WORDS).flatMap(([value, row]) => listed('opportunityType', value, 'sure', row)),
    ...Object.entries(PHASE_WORDS).flatMap(([value, row]) => listed('migrationPhase', value, 'likely', row)),
    ...Object.keys(INDUSTRY_WORDS).map((value): [string, Entry] => [
      value,
      { field: 'industry', value, strength: 'likely' },
    ]),
  ],
  { misspelt: () => true },
);

/** Industry, size, type and phase, wherever the words stand; who reads on decides on the `likely` ones. */
export function readAttributes(tokens: readonly Token[]): readonly AttributeMention[] {
  return readAll(tokens, known)
    .map(({ value, from, to }) => ({ ...value, span: spanOf(tokens, from, to), from, to }))
    .filter(({ field, from }) => field !== 'industry' || !NO_BODIES.has(tokens[from - 1]?.fold ?? ''));
}

/** A field's or an answer's whole text as one value of `field`. */
export function attributeOf(field: AttributeField, tokens: readonly Token[]): string | null {
  return readAttributes(tokens).find((mention) => mention.field === field)?.value ?? null;
}

function entries(
  field: AttributeField,
  words: Readonly<Record<string, { readonly bodies: string; readonly sectors: string }>>,
): [string, Entry][] {
  return Object.entries(words).flatMap(([value, { bodies, sectors }]) => [
    ...listed(field, value, 'sure', bodies),
    ...listed(field, value, 'likely', sectors),
  ]);
}

function listed(
  field: AttributeField,
  value: string,
  strength: 'sure' | 'likely',
  row: string,
): [string, Entry][] {
  return row.split('|').flatMap((phrase): [string, Entry][] => {
    const entry: Entry = { field, value, strength };
    // `banks` as `bank`: a plural says the same.
    return /[a-z]$/.test(phrase) && !phrase.endsWith('s')
      ? [
          [phrase, entry],
          [`${phrase}s`, entry],
        ]
      : [[phrase, entry]];
  });
}
