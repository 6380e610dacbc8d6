import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FILTER_OPERATORS, matchesFilter, type RetrievalFilter, retrievalFilter } from './filter.ts';
import type { PassageMetadata } from './retriever.ts';

const KEYS = ['program', 'effective_to', 'service', 'current', 'toString'] as const;
const key = fc.constantFrom(...KEYS, 'missing');
const word = fc.constantFrom('MAP', 'MA', 'map', 'A', 'P', '20260101');
const number = fc.constantFrom(20251231, 20260101, 20260102, 0, -1.5);
const scalar = fc.oneof(word, number, fc.boolean());
const metadata: fc.Arbitrary<PassageMetadata> = fc.dictionary(
  fc.constantFrom(...KEYS),
  fc.oneof(scalar, fc.array(word, { maxLength: 3 })),
);

const attribute = <Value>(value: fc.Arbitrary<Value>) => fc.record({ key, value });
const leaf = fc.oneof(
  fc.record({ equals: attribute(scalar) }),
  fc.record({ notEquals: attribute(scalar) }),
  fc.record({ greaterThan: attribute(number) }),
  fc.record({ greaterThanOrEquals: attribute(number) }),
  fc.record({ lessThan: attribute(number) }),
  fc.record({ lessThanOrEquals: attribute(number) }),
  fc.record({ in: attribute(fc.array(scalar, { minLength: 1, maxLength: 3 })) }),
  fc.record({ notIn: attribute(fc.array(scalar, { minLength: 1, maxLength: 3 })) }),
  fc.record({ startsWith: attribute(word) }),
  fc.record({ listContains: attribute(word) }),
  fc.record({ stringContains: attribute(word) }),
);
const filter: fc.Arbitrary<RetrievalFilter> = fc.letrec<{ filter: RetrievalFilter }>((tie) => ({
  filter: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.record({ andAll: fc.array(tie('filter'), { minLength: 2, maxLength: 3 }) }),
    fc.record({ orAll: fc.array(tie('filter'), { minLength: 2, maxLength: 3 }) }),
  ),
})).filter;

/** The same grammar by sets of documents: `notX` is what is left of all, bounds are built of one another. */
function chosen(filter: RetrievalFilter, documents: readonly PassageMetadata[]): Set<number> {
  const where = (holds: (document: PassageMetadata) => boolean) =>
    new Set(documents.flatMap((document, at) => (holds(document) ? [at] : [])));
  const union = (sets: readonly Set<number>[]) => new Set(sets.flatMap((set) => [...set]));
  const without = (all: Set<number>, less: Set<number>) => new Set([...all].filter((at) => !less.has(at)));
  const own = (document: PassageMetadata, name: string) =>
    Object.entries(document).find(([each]) => each === name)?.[1];
  const numeric = (name: string) => where((document) => typeof own(document, name) === 'number');
  const [[operator, operand] = ['', undefined]] = Object.entries(filter);
  if (operator === 'andAll') {
    const parts = (operand as readonly RetrievalFilter[]).map((part) => chosen(part, documents));
    return where((document) => parts.every((part) => part.has(documents.indexOf(document))));
  }
  if (operator === 'orAll')
    return union((operand as readonly RetrievalFilter[]).map((part) => chosen(part, documents)));
  const { key: name, value } = operand as { key: string; value: never };
  const again = (other: object) => chosen(other as RetrievalFilter, documents);
  switch (operator) {
    case 'equals':
      return where((document) => JSON.stringify(own(document, name)) === JSON.stringify(value));
    case 'notEquals':
      return without(
        where(() => true),
        again({ equals: operand }),
      );
    case 'in':
      return union(
        (value as readonly unknown[]).map((each) => again({ equals: { key: name, value: each } })),
      );
    case 'notIn':
      return without(
        where(() => true),
        again({ in: operand }),
      );
    case 'greaterThan':
      return without(numeric(name), again({ lessThanOrEquals: operand }));
    case 'lessThanOrEquals':
      return union([again({ lessThan: operand }), again({ equals: operand })]);
    case 'lessThan':
      return where(
        (document) =>
          Math.min(Number(own(document, name)), value) !== value &&
          numeric(name).has(documents.indexOf(document)),
      );
    case 'greaterThanOrEquals':
      return without(numeric(name), again({ lessThan: operand }));
    case 'startsWith':
      return where((document) => {
        const text = own(document, name);
        return typeof text === 'string' && text.indexOf(value) === 0;
      });
    case 'listContains':
      return where((document) =>
        new Set(Array.isArray(own(document, name)) ? (own(document, name) as []) : []).has(value),
      );
    default:
      return where((document) => {
        const text = own(document, name);
        if (typeof text === 'string') return text.split(value).length > 1;
        return Array.isArray(text) && text.join('\n').split(value).length > 1;
      });
  }
}

describe('matchesFilter', () => {
  it('chooses what the grammar, read as sets of documents, chooses', () => {
    fc.assert(
      fc.property(filter, fc.array(metadata, { maxLength: 6 }), (given, documents) => {
        const found = documents.flatMap((document, at) => (matchesFilter(given, document) ? [at] : []));
        expect(new Set(found)).toEqual(chosen(given, documents));
      }),
      { numRuns: 1_000 },
    );
  });

  it.for([
    [{ notEquals: { key: 'program', value: 'MAP' } }, {}, true],
    [{ notIn: { key: 'program', value: ['MAP'] } }, {}, true],
    [{ equals: { key: 'toString', value: 'x' } }, {}, false],
    [{ equals: { key: 'effective_to', value: '20260101' } }, { effective_to: 20260101 }, false],
    [{ lessThan: { key: 'effective_to', value: 20260101 } }, {}, false],
    [{ stringContains: { key: 'service', value: 'DB' } }, { service: ['Amazon RDS', 'DynamoDB'] }, true],
    [{ listContains: { key: 'service', value: 'DB' } }, { service: ['DynamoDB'] }, false],
    [{ equals: { key: 'service', value: 'DynamoDB' } }, { service: ['DynamoDB'] }, false],
  ] as const)('%j over %j is %s', ([given, document, expected]) => {
    expect(matchesFilter(given, document)).toBe(expected);
  });
});

describe('retrievalFilter', () => {
  it('takes every filter of the grammar as it is, through JSON too', () => {
    const used = new Set<string>();
    fc.assert(
      fc.property(filter, (given) => {
        expect(retrievalFilter.parse(JSON.parse(JSON.stringify(given)))).toEqual(given);
        used.add(Object.keys(given)[0] ?? '');
      }),
      { numRuns: 500 },
    );
    expect([...used].sort()).toEqual([...FILTER_OPERATORS].sort());
  });

  it('reads anything else as a fault or as a filter that can be matched', () => {
    fc.assert(
      fc.property(fc.anything(), (given) => {
        const read = retrievalFilter.safeParse(given);
        if (read.success) matchesFilter(read.data, { program: 'MAP' });
        else expect(read.error.issues.every(({ message }) => message.length > 5)).toBe(true);
      }),
    );
  });

  it('leaves out members that an SDK writes as undefined or null', () => {
    const given = { equals: { key: 'a', value: 1 }, notEquals: undefined, orAll: null };
    expect(retrievalFilter.parse(given)).toEqual({ equals: { key: 'a', value: 1 } });
  });

  const one = { equals: { key: 'a', value: 1 } };
  it.for([
    ['a text', '', 'one operator'],
    [{}, '', 'none; they are equals'],
    [{ ...one, in: { key: 'a', value: [1] } }, '', 'equals, in'],
    [{ like: { key: 'a', value: 1 } }, '', 'like is no operator'],
    [{ equals: { key: '', value: 1 } }, 'equals.key', '1 to 100 characters'],
    [{ equals: { key: 'k'.repeat(101), value: 1 } }, 'equals.key', '1 to 100 characters'],
    [{ equals: { key: 'a', value: ['x'] } }, 'equals.value', 'a text, a number or a boolean'],
    [{ greaterThan: { key: 'a', value: '2026-01-01' } }, 'greaterThan.value', 'YYYYMMDD'],
    [{ in: { key: 'a', value: 'x' } }, 'in.value', 'a list'],
    [{ in: { key: 'a', value: [] } }, 'in.value', 'one value or more'],
    [{ notIn: { key: 'a', value: [{}] } }, 'notIn.value.0', 'a text, a number or a boolean'],
    [{ startsWith: { key: 'a', value: 5 } }, 'startsWith.value', 'a text'],
    [{ andAll: [one] }, 'andAll', 'two filters or more'],
    [{ orAll: one }, 'orAll', 'a list of filters'],
    [{ orAll: [one, { andAll: [one, { equals: 7 }] }] }, 'orAll.1.andAll.1.equals', 'object'],
  ] as const)('refuses %#: at %s, %s', ([given, path, words]) => {
    const issues = retrievalFilter.safeParse(given).error?.issues ?? [];
    expect(issues.map((issue) => issue.path.join('.'))).toContain(path);
    expect(JSON.stringify(issues)).toContain(words);
  });

  it('refuses what is nested without end', () => {
    const deep = Array.from({ length: 5_000 }).reduce<unknown>((inner) => ({ andAll: [one, inner] }), one);
    const [issue] = retrievalFilter.safeParse(deep).error?.issues ?? [];
    expect(issue?.message).toBe('filters stand inside filters more than 10 deep');
  });
});
