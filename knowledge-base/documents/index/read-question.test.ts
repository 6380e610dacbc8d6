import { describe, expect, it } from 'vitest';
import { buildIndex } from './build-index.ts';
import { GLOSSARY } from './glossary.ts';
import { search } from './search.ts';
import type { GlossaryEntry } from './search-index.ts';

const texts = [
  'The Migration Acceleration Program pays for a part of a migration.',
  'MAP has three phases.',
  'Cost Explorer shows what services cost.',
  'Aurora takes the place of a commercial database; databases are copied by night.',
  'Funding of a proof of concept needs a plan, and plans need founders.',
  'DynamoDB keeps items by key, il6 too.',
];
const index = buildIndex(texts.map((text) => ({ title: '', text })));
const glossary: readonly GlossaryEntry[] = [
  { short: 'MAP', long: 'Migration Acceleration Program' },
  { short: 'ACE', long: 'APN Customer Engagements' },
];
const found = (question: string, options: { spelling?: boolean; glossary?: readonly GlossaryEntry[] } = {}) =>
  search(index, question, { limit: 10, ...options }).map(({ ordinal }) => ordinal);
const scoreOf = (question: string, ordinal: number, spelling = true) =>
  search(index, question, { limit: 10, spelling }).find((hit) => hit.ordinal === ordinal)?.score ?? 0;

describe('the speller', () => {
  it.for<[string, number]>([
    ['comercial', 3],
    ['datbaase', 3],
    ['acelerationn', 0],
    ['explorre', 2],
    ['Dinamodb', 5],
  ])('finds what %j was meant for', ([question, ordinal]) => {
    expect(found(question)[0]).toBe(ordinal);
    expect(found(question, { spelling: false })).toEqual([]);
  });

  it('parts what is written as one, and joins what is written as two', () => {
    expect(found('costexplorer')[0]).toBe(2);
    expect(found('dynamo db')).toEqual([5]);
    // Both are words, but nowhere side by side.
    expect(found('costphases')).toEqual([]);
  });

  it('reads two words as one too where the documents have that one, and never the two side by side', () => {
    const words = buildIndex(
      ['The deadline is Friday.', 'A line of its own.', 'Nobody is dead.', 'a data base', 'database'].map(
        (text) => ({ title: '', text }),
      ),
    );
    const ordinals = (question: string, spelling = true) =>
      search(words, question, { limit: 9, spelling }).map(({ ordinal }) => ordinal);
    expect(ordinals('dead line').sort()).toEqual([0, 1, 2]);
    expect(ordinals('dead line', false).sort()).toEqual([1, 2]);
    expect(ordinals('data base')).toEqual([3]);
  });

  it('leaves a word alone that the documents have, by its stem at least', () => {
    for (const question of ['funding', 'copying', 'founders plan'])
      expect(search(index, question, { limit: 10 })).toEqual(
        search(index, question, { limit: 10, spelling: false }),
      );
  });

  it.for(['il7', 'mapp7', 'cst', 'zzzzzzzz', 'q'.repeat(64)])('corrects no %j', (question) => {
    expect(found(question)).toEqual([]);
  });

  it('gives a corrected word less than the word itself', () => {
    expect(scoreOf('comercial', 3)).toBeGreaterThan(0);
    expect(scoreOf('comercial', 3)).toBeLessThan(scoreOf('commercial', 3));
  });

  it('of words as near takes the one with the same first letter, then the more frequent', () => {
    const words = buildIndex(
      ['hound', 'bound', 'sound', 'sound', 'fouls', 'fould'].map((text) => ({ title: '', text })),
    );
    expect(words.speller.correct('gound')).toEqual({ word: 'sound', distance: 1 });
    expect(words.speller.correct('bounx')).toEqual({ word: 'bound', distance: 1 });
    expect(words.speller.correct('foulx')).toEqual({ word: 'fould', distance: 1 });
  });

  it('corrects the first eight unknown words only', () => {
    const unknown = ['comercialx', ...Array.from({ length: 7 }, (_, at) => `qqqqqqq${'jkvwxyz'[at]}`)];
    expect(found([...unknown].reverse().join(' '))).toEqual([3]);
    expect(found(['qqqqqqqb', ...unknown.slice(1), 'comercialx'].join(' '))).toEqual([]);
  });
});

describe('the glossary', () => {
  it('finds the long form by the short one and the other way round, the form of the question first', () => {
    expect(found('what is map', { glossary })).toEqual([1, 0]);
    expect(found('what is map')).toEqual([1]);
    expect(found('migration acceleration programs', { glossary })).toEqual([0, 1]);
    expect(found('migration acceleration programs')).toEqual([0]);
  });

  it('adds nothing where the question has both, or the documents have not the long form', () => {
    const both = 'MAP, the Migration Acceleration Program';
    expect(search(index, both, { limit: 9, glossary })).toEqual(search(index, both, { limit: 9 }));
    expect(found('ACE', { glossary })).toEqual([]);
  });

  it('takes a short name that is a word as well only where it is written as one', () => {
    const manager = buildIndex(
      ['The account manager answers.', 'I am late.'].map((text) => ({ title: '', text })),
    );
    const entries = [{ short: 'AM', long: 'account manager', asWritten: true }];
    const ordinals = (question: string) =>
      search(manager, question, { limit: 9, glossary: entries }).map(({ ordinal }) => ordinal);
    expect(ordinals('AM? (on leave)')).toEqual([1, 0]);
    expect(ordinals('what am I to do')).toEqual([1]);
  });

  it('that we have has no entry twice, and none that says nothing', () => {
    const pairs = GLOSSARY.map(({ short, long }) => `${short.toLowerCase()} ${long.toLowerCase()}`);
    expect(new Set(pairs).size).toBe(pairs.length);
    for (const { short, long } of GLOSSARY) {
      expect(short).toMatch(/^[A-Za-z0-9]{2,8}$/);
      expect(long.length).toBeGreaterThan(short.length);
    }
  });
});
