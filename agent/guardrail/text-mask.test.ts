import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPersonalData } from './personal-data.ts';
import { SELLER_GUARDRAIL } from './seller-guardrail.ts';
import { createTextMask, maskText } from './text-mask.ts';

const { personalData } = SELLER_GUARDRAIL;
const masked = (text: string) => maskText(text, 'output', personalData).text;

const PERSONAL = [
  'ada@fjordline.example',
  '+47 22 12 34 56',
  '(212) 555-0143',
  '123-45-6789',
  '4111 1111 1111 1111',
  'DE89 3704 0044 0532 0130 00',
] as const;

/** What deals are written with, and nothing personal. */
const PLAIN = [
  '$1,250,000',
  '2027-03-05',
  '12/2027',
  'O5512345',
  'v3fa5cde309fb',
  '1085570',
  '4,500 VMs',
  '80 % of 18,462 projects',
  '10.0.0.1',
  '@fjordline',
  '4111 2222 3333 4449',
  '030 1234567',
  'INV-123-45-6789-A',
  'a9993e364706816aba3e25717850c26c9cd0d89d',
  'https://calculator.aws/#/estimate?id=0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c',
  '$69.2k to $681k',
] as const;

describe('findPersonalData', () => {
  it.for(PERSONAL)('finds %s', (text) => {
    const found = findPersonalData(`Ask ${text}, please.`);
    expect(found.map(({ start, end }) => [start, end])).toEqual([[4, 4 + text.length]]);
  });

  it.for(PLAIN)('finds nothing in %s', (text) => {
    expect(findPersonalData(`It is ${text}, closing June.`)).toEqual([]);
  });

  it('returns spans in order and apart, quickly, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom(...PERSONAL, ...PLAIN, ' ', '.', '-'), fc.string()), {
          maxLength: 30,
        }),
        (parts) => {
          const text = parts.join('');
          let at = 0;
          for (const { start, end } of findPersonalData(text)) {
            expect(start).toBeGreaterThanOrEqual(at);
            expect(end).toBeGreaterThan(start);
            at = end;
          }
        },
      ),
    );
    const started = performance.now();
    findPersonalData('1'.repeat(50_000));
    findPersonalData('a.'.repeat(25_000));
    findPersonalData('+1 '.repeat(20_000));
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

describe('createTextMask', () => {
  it('shows the same in whatever pieces the answer comes', () => {
    const words = fc.constantFrom(...PERSONAL, ...PLAIN, ' and ', '. ', '\n', 'Ask ', ', ');
    fc.assert(
      fc.property(
        fc.array(words, { maxLength: 12 }).map((parts) => parts.join('')),
        fc.array(fc.nat(9), { minLength: 1, maxLength: 40 }),
        (text, sizes) => {
          const mask = createTextMask(personalData, 'Blocked.');
          let shown = '';
          let at = 0;
          for (let turn = 0; at < text.length; turn += 1) {
            const size = (sizes[turn % sizes.length] ?? 0) + 1;
            shown += mask.push(text.slice(at, at + size));
            at += size;
          }
          expect(shown + mask.end()).toBe(masked(text));
        },
      ),
    );
  });

  it('shows words at once that cannot be the beginning of anything', () => {
    const mask = createTextMask(personalData, 'Blocked.');
    expect(mask.push('ARR is large. Write to ')).toBe('ARR is large. Write to ');
    expect(mask.push('ada@fjordline.exa')).toBe('');
    expect(mask.push('mple now')).toBe('{EMAIL} ');
    expect(mask.end()).toBe('now');
  });

  it('shows nothing from a key on, and says so', () => {
    const mask = createTextMask(personalData, 'Blocked.');
    expect(mask.push('The key is AKIAIOSFODNN7')).toBe('The key is ');
    expect(mask.push('EXAMPLE and more')).toBe('\n\nBlocked.');
    expect([mask.blocked, mask.push('more'), mask.end()]).toEqual([true, '', '']);
  });
});
