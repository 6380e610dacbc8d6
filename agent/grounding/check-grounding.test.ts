import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDate, formatMonth, formatShare, formatUsd } from '#action-groups/kernel/format.ts';
import { checkGrounding, groundFigures } from './check-grounding.ts';

const row = (customerName: string, arrUsd: number) => ({
  customerName,
  opportunityName: `${customerName} data lake`,
  closeDate: '2026-03-04',
  arrUsd,
  reasons: [],
});

const body = {
  opportunity: { customerName: 'Acme', targetCloseDate: '2027-03-05', description: 'move 40 databases' },
  metrics: {
    arrUsd: { low: 47_812, median: 175_300, high: 784_100, level: 0.8, evidence: 200 },
    launchMonth: { low: '2027-08', median: '2027-10', high: '2028-03', level: 0.8, evidence: 180 },
    durationMonths: { low: 4, median: 6, high: 11, level: 0.8, evidence: 180 },
  },
  services: [
    { service: 'Amazon Aurora', share: 0.874, projects: 174 },
    { service: 'Amazon S3', share: 0.51, projects: 99 },
    { service: 'AWS DMS', share: 0.4, projects: 80 },
  ],
  risks: [{ text: 'One in ten took 14 months.', figures: { months: 14 } }],
  rows: [row('Globex', 912_345), row('Initech', 33_000)],
};
const sources = { results: [{ name: 'analysis', value: body }], message: 'we expect 1.5M by 3/5/2027' };
const unmatched = (answer: string) => checkGrounding(answer, sources).unmatched.map(({ text }) => text);

describe('checkGrounding', () => {
  it('finds the values of a portfolio question whatever their unit', () => {
    const value = { rows: [{ labels: ['Retail'], projects: 212, values: [3_451_000, 0.38, 7.5] }] };
    const answer = 'Retail: total ARR $3.45M, 38 %, 7.5 months, from 212 projects; not $4M.';
    const { unmatched } = checkGrounding(answer, { results: [{ name: 'insight', value }], message: '' });
    expect(unmatched.map(({ text }) => text)).toEqual(['$4M']);
  });

  it('knows a fall by its size, and no other amount by that', () => {
    const value = { history: { change: { arrChangeUsd: -631_000, arrChangePercent: -76.6 }, feeUsd: -500 } };
    const { unmatched } = checkGrounding('down by $631k (76.6 %), not $500', {
      results: [{ name: 'found', value }],
      message: '',
    });
    expect(unmatched.map(({ text }) => text)).toEqual(['$500']);
  });

  it.for([
    'ARR $47.8k to $784k, middle $175k (80 % range, from 200 projects), in August 2027 to March 2028',
    'It takes 4 to 11 months, middle 6, closing 5 March 2027.',
    'Amazon Aurora is in 87 % of them (174 projects), and 2 more services.',
    'The high end is 16.4 times the low end.',
    'The 40 databases are not used; you read 3/5/2027.',
    '3 services; one in ten took 14 months.',
    'Globex was worth $912k.',
    'No number at all.',
  ])('finds what the results say: %s', (answer) => {
    expect(unmatched(answer)).toEqual([]);
  });

  it.for<[answer: string, ...unmatched: string[]]>([
    ['ARR $185k', '$185k'],
    ['in 88 % of them', '88 %'],
    ['It takes 5 months', '5 months'],
    ['closing 6 March 2027', '6 March 2027'],
    ['launch in July 2027', 'July 2027'],
    ['17.4 times the low end', '17.4 times'],
    ['201 projects', '201'],
    ['One project came to $912k.', '$912k'],
    ['and 12 more services', '12'],
    ['on 4/5/2027', '4/5/2027'],
  ])('marks what they do not: %s', ([answer, ...figures]) => {
    expect(unmatched(answer)).toEqual(figures);
  });

  it('says where each figure was found', () => {
    expect(groundFigures('$175k in 51 %', sources).map(({ source }) => source)).toEqual([
      'analysis.metrics.arrUsd.median',
      'analysis.services[1].share',
    ]);
  });

  it('finds any value that the formatter wrote, and marks one that was changed', () => {
    const result = fc.record({
      arrUsd: fc.integer({ min: 1_000, max: 900_000_000 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      durationMonths: fc.integer({ min: 1, max: 60 }),
      closeDate: fc
        .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
        .map((date) => date.toISOString().slice(0, 10)),
    });
    fc.assert(
      fc.property(result, (value) => {
        const check = (answer: string) =>
          checkGrounding(answer, { results: [{ name: 'result', value }], message: '' }).unmatched.length;
        const { arrUsd, share, durationMonths, closeDate } = value;
        expect(
          check(
            `${formatUsd(arrUsd)}, ${formatShare(share)}, ${durationMonths} months, ${formatDate(closeDate)}, ${formatMonth(closeDate)}`,
          ),
        ).toBe(0);
        expect(check(`${formatUsd(arrUsd * 1.2)} and ${durationMonths + 1} months`)).toBe(2);
      }),
    );
  });

  it('never throws, whatever the results and the answer are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.jsonValue(), (answer, value) => {
        const { figures, unmatched: marked } = checkGrounding(answer, {
          results: [{ name: 'x', value }],
          message: '',
        });
        expect(marked.length).toBeLessThanOrEqual(figures);
      }),
    );
  });
});
