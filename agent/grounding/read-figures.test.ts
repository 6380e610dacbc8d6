import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatCount,
  formatDate,
  formatExactUsd,
  formatMonth,
  formatUsd,
} from '#action-groups/kernel/format.ts';
import { readFigures } from './read-figures.ts';

const shown = (text: string) => readFigures(text).map((figure) => `${figure.text} ${figure.kind}`);

describe('readFigures', () => {
  it.for<[text: string, ...figures: string[]]>([
    ['ARR: $47.8k to $784k, middle $175k', '$47.8k money', '$784k money', '$175k money'],
    ['80 % range, 99.5% or 3 percent', '80 % percent', '99.5% percent', '3 percent percent'],
    ['4 to 11 months, middle 6', '4 months', '11 months months', '6 count'],
    ['August 2027 to Mar 2028, by 5 March 2027', 'August 2027 date', 'Mar 2028 date', '5 March 2027 date'],
    [
      'March 5th, 2027 and Q3 2026 and 2026-01-02 and 2025',
      'March 5th, 2027 date',
      'Q3 2026 date',
      '2026-01-02 date',
      '2025 date',
    ],
    [
      '1,214 projects, 16.4 times, 3x, 45 days',
      '1,214 count',
      '16.4 times times',
      '3x times',
      '45 days days',
    ],
    [
      'about 1.3 million dollars, USD 400, 40k a month',
      '1.3 million dollars money',
      'USD 400 money',
      '40k count',
    ],
    ['-$5k of $10k-$20k', '$5k money', '$10k money', '$20k money'],
    [
      'read 3/5/2027 as such, at 10:30, version 1.2.3',
      '3/5/2027 verbatim',
      '10:30 verbatim',
      '1.2.3 verbatim',
    ],
    ['1. first\n2) second\n- 3 left', '3 count'],
    ['S3, EC2, t3.large, va87a018c1572, ISO 9001-certified, a 3D model, O1234567'],
  ])('%s', ([text, ...figures]) => {
    expect(shown(text)).toEqual(figures);
  });

  it('takes a time in whole units for what rounds to it', () => {
    expect(readFigures('44 days')[0]).toMatchObject({ from: 43.5, to: 44.5 });
    expect(readFigures('44 projects')[0]).toMatchObject({ from: 44, to: 44 });
  });

  it('knows a loss from a range', () => {
    expect(readFigures('-$5k')[0]).toMatchObject({ from: -5125, to: -4875 });
    expect(readFigures('$1k-$5k')[1]).toMatchObject({ from: 4875, to: 5125 });
  });

  it('reads back whatever the formatter writes, within the rounding shown', () => {
    const amount = fc.double({ min: 1, max: 9e11, noNaN: true });
    fc.assert(
      fc.property(amount, (usd) => {
        for (const text of [formatUsd(usd), formatExactUsd(usd)]) {
          const [figure, ...others] = readFigures(`worth ${text}, they say`);
          expect(others).toEqual([]);
          expect(figure).toMatchObject({ text, kind: 'money' });
          expect(figure?.from).toBeLessThanOrEqual(usd);
          expect(figure?.to).toBeGreaterThanOrEqual(usd);
        }
      }),
    );
    fc.assert(
      fc.property(fc.nat(9_999_999), (count) => {
        const [figure] = readFigures(`${formatCount(count, 'project')} matched`);
        // Four digits alone may be a year, which is a date.
        if (count < 1000 || count > 9999) expect(figure).toMatchObject({ from: count, to: count });
      }),
    );
    const day = fc.date({ min: new Date('1990-01-01'), max: new Date('2199-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(day, (date) => {
        const iso = date.toISOString().slice(0, 10);
        const days = Date.parse(iso) / 86_400_000;
        expect(readFigures(`on ${formatDate(iso)}`)).toMatchObject([{ kind: 'date', from: days, to: days }]);
        const [month] = readFigures(`in ${formatMonth(iso)}`);
        expect((month?.from ?? 0) <= days && days <= (month?.to ?? 0)).toBe(true);
      }),
    );
  });

  it('never throws, and every figure stands where it says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        for (const figure of readFigures(text))
          expect(text.slice(figure.start, figure.end)).toBe(figure.text);
      }),
    );
  });

  it('takes time in proportion to the text', () => {
    const text = '1 to 2 to 3 March $4k '.repeat(20_000);
    expect(readFigures(text).length).toBe(80_000);
  });

  it('reads a minus behind a quotation mark as one', () => {
    expect(readFigures('left out “-$2M”')).toMatchObject([{ kind: 'money', to: -1_950_000 }]);
  });
});
