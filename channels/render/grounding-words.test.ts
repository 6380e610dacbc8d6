import { describe, expect, it } from 'vitest';
import { checkGrounding } from '#agent/grounding/check-grounding.ts';
import { groundingNote } from './grounding-words.ts';

const sources = { results: [{ name: 'analysis', value: { arrUsd: 175_000 } }], message: '' };

describe('groundingNote', () => {
  it('names the figures that stand in no result, each once', () => {
    const answer = '$175k, $180k and $180k';
    expect(groundingNote(checkGrounding(answer, sources))).toBe(
      'These figures stand in no result behind this answer: $180k. Do not rely on them.',
    );
    expect(groundingNote(checkGrounding('$175k', sources))).toBeUndefined();
  });
});
