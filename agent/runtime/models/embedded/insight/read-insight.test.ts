import { describe, expect, it } from 'vitest';
import { tokenize } from '../text/tokens.ts';
import { PORTFOLIO_QUESTIONS, TODAY } from './__fixtures__/portfolio-questions.ts';
import { readInsight } from './read-insight.ts';
import { specify } from './specify.ts';

describe('readInsight', () => {
  it.for(PORTFOLIO_QUESTIONS)('reads $say', ({ say, specification }) => {
    expect(specify(readInsight(say, tokenize(say), TODAY), TODAY).specification).toEqual(specification);
  });
});
