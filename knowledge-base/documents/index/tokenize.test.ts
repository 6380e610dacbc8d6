import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenize } from './tokenize.ts';

describe('tokenize', () => {
  it.for<[string, string]>([
    ['Boundary-layer flow, co-sell/partner_led', 'boundary layer flow co sell partner led'],
    [
      "The partner's plan; O’Neill's, don't, the sellers' own",
      'the partner plan oneill dont the sellers own',
    ],
    ['Mach 2.5, .5 and p<.05; 10,000 or 1,234,567.5', 'mach 2.5 0.5 and p 0.05 10000 or 1234567.5'],
    ['[1,2,3] ends.5 v2.0 1.2.3 $250k 5 %', '1 2 3 ends 5 v2.0 1.2.3 250k 5'],
    ['TNF-α, NF-κB, IL-1β, μ-opioid, 5 µm', 'tnf alpha nf kappab il 1beta mu opioid 5 mum'],
    ['ελληνικά γράμματα', 'ελληνικα γραμματα'],
    ['Straße, Łódź, crème brûlée, ﬁne, İstanbul, æther', 'strasse lodz creme brulee fine istanbul aether'],
    ['the U.S., e.g. the U.S.A or i.e.', 'the us eg the usa or ie'],
    ['AWS™ Lambda® S3 EC2 node.js', 'aws lambda s3 ec2 node js'],
    ['soft\u00ADhyphen zero\u200Bwidth ＡＷＳ', 'softhyphen zerowidth aws'],
    ['— … !? \n\t', ''],
  ])('reads %j as %j', ([text, words]) => {
    expect(tokenize(text)).toEqual(words === '' ? [] : words.split(' '));
  });

  it('gives letters and digits only, up to 64, and the same from its own words', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const words = tokenize(text);
        for (const word of words) {
          expect(word).toMatch(/^[\p{L}\p{N}.]+$/u);
          expect([...word].length).toBeLessThanOrEqual(64);
        }
        expect(words.flatMap(tokenize)).toEqual(words);
      }),
      { numRuns: 2_000 },
    );
  });

  it('reads upper and lower case, and composed and decomposed accents, alike', () => {
    const word = fc.string({ unit: fc.constantFrom(...'aeüéñç3.-\'’ "'), maxLength: 30 });
    fc.assert(
      fc.property(word, (text) => {
        expect(tokenize(text.toUpperCase())).toEqual(tokenize(text));
        expect(tokenize(text.normalize('NFD'))).toEqual(tokenize(text.normalize('NFC')));
      }),
    );
  });
});
