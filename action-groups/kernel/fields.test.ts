import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarDate, countryCode, isDealDate, oneOf, plainText, usd } from './fields.ts';

describe('oneOf', () => {
  const field = oneOf(['Mid-Market', 'SMB']);
  it('takes the value whatever its case, spaces and dashes', () => {
    for (const text of ['mid market', 'MID-MARKET', ' midmarket '])
      expect(field.parse(text)).toBe('Mid-Market');
  });
  it('names what is accepted', () => {
    expect(field.safeParse('huge').error?.issues[0]?.message).toBe('one of: Mid-Market | SMB');
  });
});

describe('calendarDate', () => {
  it('takes every day there is and no other', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1980, max: 2210 }),
        fc.integer({ min: 0, max: 14 }),
        fc.integer({ min: 0, max: 33 }),
        (year, month, day) => {
          const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
          const date = new Date(Date.UTC(year, month - 1, day));
          const exists = date.toISOString().slice(0, 10) === text && year >= 1990 && year <= 2199;
          expect(isDealDate(text)).toBe(exists);
          expect(calendarDate().safeParse(text).success).toBe(exists);
        },
      ),
    );
  });
});

describe('countryCode', () => {
  it.for([
    ['us', true],
    [' DE ', true],
    ['XQ', false],
    ['USA', false],
    ['', false],
  ] as const)('%j is a country: %j', ([text, accepted]) => {
    expect(countryCode().safeParse(text).success).toBe(accepted);
  });
});

describe('usd', () => {
  it.for([
    ['$1,200,000', 1_200_000],
    ['0', 0],
    [42.5, 42.5],
  ] as const)('reads %j as %d', ([value, amount]) => {
    expect(usd().parse(value)).toBe(amount);
  });
  it.for(['-5', 'much', '', '1e13', Number.NaN, -1])('refuses %j', (value) => {
    expect(usd().safeParse(value).success).toBe(false);
  });
});

describe('plainText', () => {
  it('never lets a control character through, and never a text that is too long', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
        const parsed = plainText(20).safeParse(text);
        if (!parsed.success) return;
        expect(parsed.data).not.toMatch(/[\p{Cc}\p{Cf}]/u);
        expect(parsed.data.length).toBeLessThanOrEqual(20);
      }),
    );
  });
});
