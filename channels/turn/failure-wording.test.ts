import { describe, expect, it } from 'vitest';
import { OPERATION_CODES } from '#action-groups/kernel/operation-error.ts';
import { WORDED_CODES, wordFailure } from './failure-wording.ts';

describe('wordFailure', () => {
  it('has words for every code an operation can fail with', () => {
    const failing = Object.entries(OPERATION_CODES).filter(([, { kind }]) => kind === 'failed');
    expect(failing.map(([code]) => code).filter((code) => !WORDED_CODES.includes(code))).toEqual([]);
  });
  it('names the code when there are no words for it', () => {
    expect(wordFailure('novel')).toBe('Something failed (novel). Nothing was guessed instead.');
  });
});
