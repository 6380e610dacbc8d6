import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryDocuments, arbitraryText } from './__fixtures__/arbitrary-documents.ts';
import { buildIndex } from './build-index.ts';
import { fingerprintOf } from './fingerprint.ts';
import { decodeIndex, encodeIndex } from './index-file.ts';
import { IndexFileError } from './index-file-error.ts';
import { search } from './search.ts';

const documents = [
  { title: 'Funding', text: 'MAP pays for migrations' },
  { title: '', text: 'naïve α' },
];
const whole = encodeIndex(buildIndex(documents));

function faultOf(bytes: Uint8Array, expected: { fingerprint?: string } = {}): string {
  try {
    decodeIndex(bytes, expected);
    return 'none';
  } catch (error) {
    if (!(error instanceof IndexFileError)) throw error;
    return error.code;
  }
}

const changed = (at: number, byte: number) => {
  const bytes = Uint8Array.from(whole);
  bytes[at] = byte;
  return bytes;
};

describe('decodeIndex', () => {
  it('gives back what was encoded, and the same bytes again', () => {
    fc.assert(
      fc.property(arbitraryDocuments, arbitraryText, (some, question) => {
        const index = buildIndex(some);
        const bytes = encodeIndex(index);
        const decoded = decodeIndex(bytes, { fingerprint: fingerprintOf(some) });
        const { speller: _one, ...parts } = index;
        const { speller: _other, ...again } = decoded;
        expect(again).toEqual(parts);
        expect(encodeIndex(decoded)).toEqual(bytes);
        expect(search(decoded, question, { limit: 20 })).toEqual(search(index, question, { limit: 20 }));
      }),
    );
  });

  it('reads bytes from any place of a buffer', () => {
    const shifted = new Uint8Array(whole.length + 3);
    shifted.set(whole, 3);
    expect(decodeIndex(shifted.subarray(3)).surfaces).toEqual(decodeIndex(whole).surfaces);
  });

  it('notices any one changed byte', () => {
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        expect(faultOf(changed(at, (whole[at] ?? 0) ^ change))).not.toBe('none');
      }),
      { numRuns: 1_000 },
    );
  });

  it('notices any end that is missing, and anything behind the end', () => {
    fc.assert(
      fc.property(fc.nat(whole.length - 1), (length) => {
        expect(faultOf(whole.subarray(0, length))).toBe('cut-short');
      }),
    );
    expect(faultOf(Uint8Array.from([...whole, 0]))).toBe('damaged');
  });

  it('takes no other bytes for an index', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), (bytes) => {
        expect(faultOf(bytes)).not.toBe('none');
      }),
    );
    expect(
      faultOf(new TextEncoder().encode('# A text that is no index at all, but long enough to be one.')),
    ).toBe('no-index');
  });

  it('tells another version, other documents and damage apart, in words too', () => {
    expect(faultOf(changed(8, 99))).toBe('other-version');
    expect(faultOf(changed(whole.length - 40, 77))).toBe('damaged');
    expect(faultOf(whole, { fingerprint: fingerprintOf(documents) })).toBe('none');
    expect(faultOf(whole, { fingerprint: fingerprintOf(documents, { titleWeight: 2 }) })).toBe(
      'other-documents',
    );
    expect(() => decodeIndex(whole.subarray(0, 100))).toThrow(
      `The index cannot be used: it ends after 100 of ${whole.length} bytes.`,
    );
    expect(() => decodeIndex(changed(8, 99))).toThrow('it is of version 99, not 2.');
  });
});

describe('fingerprintOf', () => {
  it('differs when a text, a title, a way to ask, their order or their border differs', () => {
    const variants = [
      documents,
      [...documents].reverse(),
      documents.slice(1),
      [{ title: 'Fundin', text: 'gMAP pays for migrations' }, ...documents.slice(1)],
      [...documents, { title: '', text: '' }],
      [{ title: 'Funding', text: 'MAP pays for migration' }, ...documents.slice(1)],
      ...[['money'], ['mon', 'ey'], ['m', 'oney']].map((askedAs) => [
        { title: 'Funding', text: 'MAP pays for migrations', askedAs },
        ...documents.slice(1),
      ]),
    ];
    expect(new Set(variants.map((some) => fingerprintOf(some))).size).toBe(variants.length);
  });

  it('stays the same until what is indexed or how changes: then INDEX_VERSION has to change', () => {
    const text = "Boundary-layer flow at Mach .5: TNF-α, the partner's 10,000 migrations, U.S. naïve";
    const bytes = encodeIndex(buildIndex([{ title: 'Flows of money', text }]));
    const words = [...decodeIndex(bytes).surfaces.keys(), '|', ...decodeIndex(bytes).stems.keys()].join(' ');
    expect(words).toMatchInlineSnapshot(
      `"flows money boundary layer flow mach 0.5 tnf alpha partner 10000 migrations us naive | flow monei boundari layer mach 0.5 tnf alpha partner 10000 migrat us naiv"`,
    );
  });
});
