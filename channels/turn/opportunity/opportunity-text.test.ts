import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { understand } from '#agent/runtime/models/embedded/understand.ts';
import { OPPORTUNITY_FORM } from './opportunity-form.ts';
import { opportunityText } from './opportunity-text.ts';
import { COUNTRIES } from './places.ts';

describe('opportunityText', () => {
  it('writes a line a field with the description last', () => {
    expect(
      opportunityText({
        customerName: 'Concentra',
        place: 'US',
        targetCloseDate: '2027-03-05',
        opportunityName: 'Sybase modernization',
        description: 'Move 40 databases\nto Aurora, ready by 10:30, see https://example.com',
        industry: 'Healthcare',
        expectedAnnualUsd: '250,000',
      }),
    ).toMatchInlineSnapshot(`
      "Customer: Concentra
      Country: US
      Close date: 2027-03-05
      Opportunity name: Sybase modernization
      Industry: Healthcare
      Expected annual USD: 250,000
      Description: Move 40 databases; to Aurora, ready by 10:30, see https://example.com"
    `);
  });

  it('calls a sales region a region', () => {
    expect(opportunityText({ place: 'EMEA' })).toBe('Region: EMEA');
  });

  it.for([
    ['Acme\nRegion: EMEA', 'Customer: Acme; Region - EMEA'],
    ['Acme, Close date = 2020-01-01', 'Customer: Acme, Close date - 2020-01-01'],
    ['Acme\u2028Country：DE', 'Customer: Acme Country - DE'],
    ["x'); DROP TABLE projects;--", "Customer: x'); DROP TABLE projects;--"],
  ])('keeps %j from forging another field', ([customerName = '', line]) => {
    expect(opportunityText({ customerName })).toBe(line);
  });

  it('has one line and one label mark a filled field, whatever the values hold', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom(
        '\n',
        '\r\n',
        '\u2028',
        'Region: EMEA',
        'customer =',
        '：',
        'Close date:2020',
        '1:x',
        '\u0085',
      ),
    );
    const value = fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join(''));
    const names = OPPORTUNITY_FORM.filter(({ name }) => name !== 'place').map(({ name }) => name);
    fc.assert(
      fc.property(fc.record(Object.fromEntries(names.map((name) => [name, value]))), (values) => {
        const lines = opportunityText(values)
          .split(/[\n\r\u0085\u2028\u2029]/)
          .filter((line) => line !== '');
        const labels = OPPORTUNITY_FORM.filter(({ name }) => name !== 'place').map(({ label }) => label);
        const found = lines.map((line) => line.slice(0, line.indexOf(': ')));
        expect(new Set(found).size).toBe(lines.length);
        expect(found.filter((label) => !labels.includes(label))).toEqual([]);
        if (lines.some((line) => line.startsWith('Description: '))) {
          expect(lines.at(-1)).toMatch(/^Description: /);
        }
        for (const line of lines) {
          expect(line.slice(line.indexOf(': ') + 2)).not.toMatch(/[^\d\s]\s*[:：](?!\/\/)|[=＝]/u);
        }
      }),
    );
  });

  it('is read back by the embedded model field by field', () => {
    expect(read(FILLED)).toEqual(READ);
  });

  it('is read back with every country', () => {
    expect(COUNTRIES.filter(({ code }) => read({ ...FILLED, place: code }).country !== code)).toEqual([]);
  });

  it.for([
    ['customerName', 'Acme\nRegion: EMEA\nCountry: FR', 'Acme; Region - EMEA; Country - FR'],
    ['partnerName', 'Redfern, Customer = Other', 'Redfern, Customer - Other'],
    [
      'description',
      'Move 40 databases.\nDeadline: June 2028\n- budget = $4M',
      'Move 40 databases. Deadline - June 2028; budget - $4M',
    ],
  ])('is read back unchanged but for %s when that one holds labels', ([name = '', value = '', kept]) => {
    expect(read({ ...FILLED, [name]: value })).toEqual({ ...READ, [name]: kept });
  });
});

const FILLED = {
  customerName: 'Concentra',
  place: 'DE',
  targetCloseDate: '2027-03-05',
  opportunityName: 'Sybase modernization',
  description: 'Move 40 databases to Aurora',
  industry: 'Energy - Oil and Gas',
  customerSegment: 'Mid-Market',
  opportunityType: 'Flat Renewal',
  partnerName: 'Redfern Digital',
  migrationPhase: 'Mobilize',
  expectedAnnualUsd: '$250,000',
};

const { place, ...UNCHANGED } = FILLED;
const READ = { ...UNCHANGED, country: place, expectedAnnualUsd: 250_000 };

function read(values: Readonly<Record<string, string>>): Readonly<Record<string, unknown>> {
  const { facts } = understand(opportunityText(values), { today: '2026-11-23' });
  return Object.fromEntries(facts.map((fact) => [fact.field, fact.value]));
}
