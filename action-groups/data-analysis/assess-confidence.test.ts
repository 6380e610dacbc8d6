import { describe, expect, it } from 'vitest';
import { evidenceRows } from './__fixtures__/evidence-row.ts';
import { assessConfidence } from './assess-confidence.ts';

const arrOf = (low: number, high: number) => ({ low, median: low, high, level: 0.8, evidence: 40 });

describe('assessConfidence', () => {
  it.for([
    ['agreement', 40, 0, arrOf(100, 500), 'HIGH', 'nothing'],
    ['a range of a little more than five times', 40, 0, arrOf(100, 501), 'MEDIUM', 'spread'],
    ['a range of more than fifteen times', 40, 0, arrOf(100, 1_501), 'LOW', 'spread'],
    ['a range from nothing', 40, 0, arrOf(0, 100), 'LOW', 'spread'],
    ['29 projects', 29, 0, arrOf(100, 200), 'MEDIUM', 'sample'],
    ['11 projects', 11, 0, arrOf(100, 200), 'LOW', 'sample'],
    ['doubts on more than one project in ten', 40, 5, arrOf(100, 200), 'MEDIUM', 'quality'],
    ['doubts on more than three projects in ten', 40, 13, arrOf(100, 200), 'LOW', 'quality'],
    ['few projects and a wide range', 11, 0, arrOf(100, 9_000), 'LOW', 'spread'],
  ] as const)('of %s', ([, count, doubted, range, level, limitedBy]) => {
    const rows = evidenceRows(count, (index) => ({ doubts: index < doubted ? ['end-before-start'] : [] }));
    expect(assessConfidence(rows, range)).toMatchObject({ level, limitedBy });
  });

  it.for([
    [arrOf(100, 900), 40, 'The similar projects differ somewhat: '],
    [arrOf(100, 9_000), 40, 'The similar projects differ widely: '],
    [
      arrOf(100, 200),
      29,
      'By how much they resemble, the similar projects count as 29, where 30 would be many.',
    ],
    [arrOf(100, 200), 11, 'By how much they resemble, the similar projects count as only 11.'],
  ] as const)('says %j of %s projects in words of its level', ([range, count, words]) => {
    expect(assessConfidence(evidenceRows(count), range).reason).toContain(words);
  });

  it('is none with fewer than eight projects', () => {
    expect(assessConfidence(evidenceRows(7), arrOf(100, 200))).toMatchObject({
      level: 'NOT ENOUGH EVIDENCE',
      spreadRatio: null,
      reason: 'Only 7 past projects resemble this description; at least 8 are needed.',
    });
  });

  it('is none when a few projects outweigh the rest', () => {
    const rows = evidenceRows(40, (index) => ({ weight: index < 2 ? 0.49 : 0.02 / 38 }));
    expect(assessConfidence(rows, arrOf(100, 200))).toMatchObject({
      level: 'NOT ENOUGH EVIDENCE',
      reason: 'A few of the 40 similar projects outweigh the rest: in effect there are fewer than 5.',
    });
  });

  it('is none when too few projects have an ARR', () => {
    expect(assessConfidence(evidenceRows(40), null)).toMatchObject({
      level: 'NOT ENOUGH EVIDENCE',
      reason: 'Of the 40 similar projects fewer than 5 have an ARR.',
    });
  });

  it('is none without any project', () => {
    expect(assessConfidence([], null).reason).toBe('No past project resembles this description.');
  });
});
