import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldSpelling, otherSpelling } from './spelling.ts';
import { needleOf, stem } from './stem.ts';

describe('foldSpelling', () => {
  it.for([
    ['datacentre', 'datacenter'],
    ['theatre', 'theater'],
    ['licence', 'license'],
    ['licencing', 'licensing'],
    ['catalogue', 'catalog'],
    ['programme', 'program'],
    ['modelling', 'modeling'],
    ['labelled', 'labeled'],
    ['analyse', 'analyze'],
    ['analysing', 'analyzing'],
    ['behaviour', 'behavior'],
    ['optimisation', 'optimization'],
    ['modernise', 'modernize'],
    ['organisation', 'organization'],
    ['defence', 'defense'],
  ] as const)('lets %s and %s find each other', ([british, american]) => {
    for (const [asked, held] of [
      [british, american],
      [american, british],
    ] as const)
      expect(` ${held} `).toContain(needleOf(asked, { isName: false }));
  });

  it('only ever cuts, and leaves five letters or the whole', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,14}$/), (word) => {
        const folded = foldSpelling(word);
        expect(word.startsWith(folded)).toBe(true);
        expect(folded.length >= 5 || folded === word).toBe(true);
        expect(word.startsWith(stem(word))).toBe(true);
      }),
    );
  });
});

describe('otherSpelling', () => {
  it.for([
    ['centre', 'center'],
    ['centers', 'centres'],
    ['colour', 'color'],
    ['labored', 'laboured'],
    ['meter', 'metre'],
  ] as const)('gives %s as %s and back', ([word, other]) => {
    expect(otherSpelling(word)).toBe(other);
    expect(otherSpelling(other)).toBe(word);
  });

  it('gives none where there is none', () => {
    expect(['computer', 'server', 'hour', 'vendor', 'central'].map(otherSpelling)).toEqual(
      Array(5).fill(null),
    );
  });
});
