import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readOpportunity } from './read-opportunity.ts';

const today = '2026-11-25';

describe('readOpportunity', () => {
  it('reads a sentence as fields, each with its words and how a date was read', () => {
    expect(
      readOpportunity(
        'Concentra in the US wants Sybase modernization, closing 3/5/2027: move 40 Sybase ASE databases to Aurora PostgreSQL',
        { today },
      ),
    ).toMatchInlineSnapshot(`
      {
        "fields": {
          "country": {
            "value": "US",
            "words": "US",
          },
          "customerName": {
            "value": "Concentra",
            "words": "Concentra",
          },
          "description": {
            "value": "Sybase modernization: move 40 Sybase ASE databases to Aurora PostgreSQL",
            "words": "Sybase modernization, closing 3/5/2027: move 40 Sybase ASE databases to Aurora PostgreSQL",
          },
          "opportunityName": {
            "value": "Sybase modernization",
            "words": "Sybase modernization",
          },
          "targetCloseDate": {
            "note": "month-first",
            "value": "2027-03-05",
            "words": "3/5/2027",
          },
        },
        "troubles": [],
        "unread": [],
      }
    `);
  });

  it('says what it could not use, and which words went nowhere', () => {
    const text =
      'Customer: Acme\nCountry: Austria\nSalesperson: Joe\nClose date: 31.2.2027\nARR: 20k a month\nDescription: a data lake';
    const { fields, troubles, unread } = readOpportunity(text, { today });
    expect(fields.expectedAnnualUsd).toEqual({
      value: 240_000,
      words: '20k a month',
      note: 'a-month-times-12',
    });
    expect(fields.targetCloseDate).toBeUndefined();
    expect(troubles).toEqual([{ code: 'impossible-date', field: 'targetCloseDate', words: ['31.2.2027'] }]);
    expect(unread).toEqual(['Salesperson: Joe']);
  });

  it.for([
    ['Customer: Acme\nCountry: Germany\nClose: 3/5/2027', '2027-05-03', 'day-first'],
    ['Customer: Acme\nCountry: US\nClose: 3/5/2027', '2027-03-05', 'month-first'],
    ['Customer: Acme\nCountry: US\nClose: 5 March', '2027-03-05', 'next-such-day'],
  ])('settles the day by the place: %j', ([text = '', value, note]) => {
    expect(readOpportunity(text, { today }).fields.targetCloseDate).toMatchObject({ value, note });
  });

  it('leaves a day open that can be two where no place says which', () => {
    expect(readOpportunity('Customer: Acme\nClose: 3/5/2027', { today }).troubles).toEqual([
      { code: 'either-date', field: 'targetCloseDate', words: ['3/5/2027', '2027-03-05', '2027-05-03'] },
    ]);
  });

  it('mixes no two deals', () => {
    const { fields, troubles } = readOpportunity(
      'Acme in Spain wants 40 VMs moved, and Globex in France wants a data lake',
      { today },
    );
    expect([fields, troubles.map(({ code, words }) => [code, ...words])]).toEqual([
      {},
      [['several-deals', 'Acme', 'Globex']],
    ]);
  });

  it('never throws, and what it calls unread stands in the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        for (const piece of readOpportunity(text, { today }).unread) expect(text).toContain(piece);
      }),
      { numRuns: 150 },
    );
  });
});
