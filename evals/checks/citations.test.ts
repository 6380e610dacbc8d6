import { describe, expect, it } from 'vitest';
import { citations } from './citations.ts';
import { madeContext, madeStep } from './turn.double.ts';

const source = 's3://kb/map/pays.md';
const found = madeStep(
  'Retrieve',
  {},
  { reply: { passages: [{ source, text: 'MAP pays a quarter. And more.' }] } },
);
const cites = (given: { source?: string; text?: string; passage?: string }) =>
  madeContext({
    answer: 'MAP pays a quarter.',
    steps: [found],
    citations: [{ source, text: 'MAP pays a quarter.', ...given }],
  });

describe('citations that resolve', () => {
  it('are passages that were found, said of words of the answer', () => {
    expect(citations({ min: 1, resolve: true }, cites({}))).toMatchObject({ status: 'pass' });
    expect(citations({ resolve: true }, cites({ passage: 'MAP pays a quarter.' }))).toMatchObject({
      status: 'pass',
    });
  });

  it('are not of a source that was not found, of other words of it, or of words that nobody said', () => {
    for (const given of [
      { source: 's3://kb/made-up.md' },
      { passage: 'MAP pays all.' },
      { text: 'It is free.' },
    ])
      expect(citations({ resolve: true }, cites(given))).toMatchObject({ status: 'fail' });
  });

  it('are fewer than wanted where there is none', () => {
    expect(citations({ min: 1, resolve: true }, madeContext())).toMatchObject({
      detail: '0 citations, not at least 1',
    });
  });
});
