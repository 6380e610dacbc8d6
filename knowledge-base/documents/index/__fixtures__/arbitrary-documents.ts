import fc from 'fast-check';
import type { IndexedDocument } from '../search-index.ts';

/** Few enough that documents share them, with what reading words apart has to get right. */
const WORDS = [
  ...['migration', 'migrations', 'migrate', 'database', 'databases', 'Aurora', 'the', 'of', 'MAP', 'cost'],
  ...[
    'boundary-layer',
    '3.5',
    '10,000',
    "partner's",
    'TNF-α',
    'naïve',
    'U.S.',
    'S3',
    '',
    '—',
    'funding',
    'fund',
  ],
];

export const arbitraryText = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.array(fc.constantFrom(...WORDS), { maxLength: 12 }).map((words) => words.join(' ')),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
);

export const arbitraryDocuments: fc.Arbitrary<IndexedDocument[]> = fc.array(
  fc.record(
    { title: arbitraryText, text: arbitraryText, askedAs: fc.array(arbitraryText, { maxLength: 3 }) },
    { requiredKeys: ['title', 'text'] },
  ),
  { maxLength: 12 },
);
