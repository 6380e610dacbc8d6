import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostileText } from './__fixtures__/hostile-text.ts';
import { button, chunkLines, clip, clipText, codeSections, plain, splitLine } from './make-blocks.ts';

const most = fc.integer({ min: 20, max: 60 });

describe('clip', () => {
  it('keeps within the length and cuts no character apart', () => {
    fc.assert(
      fc.property(hostileText, most, (text, length) => {
        const clipped = clip(text, length);
        expect(clipped.length).toBeLessThanOrEqual(length);
        if (text.length <= length) expect(clipped).toBe(text);
        else expect(clipped.endsWith('…')).toBe(true);
      }),
    );
    expect(clip('👩‍👩‍👧👩‍👩‍👧', 10)).toBe('👩‍👩‍👧…');
  });
});

describe('clipText', () => {
  it('makes text safe within the length, whatever making it safe adds', () => {
    fc.assert(
      fc.property(hostileText, most, (text, length) => {
        expect(clipText(text, length).length).toBeLessThanOrEqual(length);
      }),
    );
    expect(clipText('https://calculator.aws/#/estimate?id=1', 20)).not.toContain('https://');
  });
});

describe('splitLine', () => {
  it('loses nothing but the blanks it cuts at', () => {
    fc.assert(
      fc.property(hostileText, most, (text, length) => {
        const parts = splitLine(text, length);
        for (const part of parts) expect(part.length).toBeLessThanOrEqual(length);
        expect(parts.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      }),
    );
  });

  it('keeps an entity and an address whole', () => {
    expect(splitLine(`${'x'.repeat(18)}&lt;y`, 20)).toEqual(['x'.repeat(18), '&lt;y']);
    expect(splitLine('see it at https://aws.amazon.com/', 25)).toEqual([
      'see it at ',
      'https://aws.amazon.com/',
    ]);
  });
});

describe('chunkLines', () => {
  it('puts as many lines together as fit', () => {
    expect(chunkLines(['aaaa', 'bbbb', 'cccc'], 9)).toEqual(['aaaa\nbbbb', 'cccc']);
    expect(chunkLines([], 9)).toEqual([]);
  });
});

describe('plain', () => {
  it('is never empty', () => {
    expect(plain('', 10).text).toBe('—');
    expect(plain('\u0000', 10).text).toBe('—');
  });
});

describe('codeSections', () => {
  it('lets no text end its block', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        for (const { text: shown } of codeSections(text))
          expect(shown?.text.slice(4, -4)).not.toContain('```');
      }),
    );
  });
});

describe('button', () => {
  it('is none for a value that is blank or too long', () => {
    expect(button('ask:0', 'Ask', ' ')).toBeUndefined();
    expect(button('ask:0', 'Ask', 'x'.repeat(2_001))).toBeUndefined();
    expect(button('ask:0', 'Ask', 'x')).toMatchObject({ action_id: 'ask:0', value: 'x' });
  });
});
