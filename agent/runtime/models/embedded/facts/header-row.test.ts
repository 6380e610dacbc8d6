import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { understand } from '../understand.ts';

const FIELDS = [
  ['Account Name', 'customerName', 'Santiago Salmon SpA'],
  ['Billing Country', 'country', 'Chile'],
  ['Close Date', 'targetCloseDate', '2027-01-22'],
  ['Description', 'description', 'Move 16 PostgreSQL databases to RDS'],
  ['Owner', null, 'Me'],
  ['Probability', null, '40'],
] as const;

const read = (text: string) => understand(text, { today: '2026-11-25' }).facts;

describe('readHeaderRow', () => {
  it('reads columns in any order, parted by bars, tabs or blanks, others left out', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...FIELDS], { minLength: FIELDS.length, maxLength: FIELDS.length }),
        fc.constantFrom(' | ', '\t', '   ', '      '),
        fc.constantFrom('', 'pls size this\n\n'),
        (columns, mark, before) => {
          const rows = [columns.map(([heading]) => heading), columns.map(([, , value]) => value)];
          const facts = read(before + rows.map((row) => row.join(mark)).join('\n'));
          const values = Object.fromEntries(facts.map(({ field, text }) => [field, text]));
          expect(values).toEqual({
            customerName: 'Santiago Salmon SpA',
            country: 'Chile',
            targetCloseDate: '2027-01-22',
            description: 'Move 16 PostgreSQL databases to RDS',
          });
        },
      ),
      { numRuns: 60 },
    );
  });

  it.for(['Customer | Country\nAcme | Norway\nBolt | Spain', 'we want | a table\nof two | cells'])(
    'takes %j for no row of values of one deal',
    (text) => {
      const labelled = read(text).filter(({ by }) => by === 'label');
      expect(labelled).toEqual([]);
    },
  );
});
