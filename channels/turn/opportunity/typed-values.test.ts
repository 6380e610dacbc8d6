import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultsOf, OPPORTUNITY_FORM } from './opportunity-form.ts';
import { settleTyped } from './typed-values.ts';

const today = '2026-11-25';
const WHOLE = {
  customerName: 'Concentra',
  place: 'US',
  targetCloseDate: '2027-03-05',
  opportunityName: 'Sybase modernization',
  description: 'Move 40 databases to Aurora by 3/5/2028',
};

describe('settleTyped', () => {
  it('leaves a form alone that is as it has to be', () => {
    expect(settleTyped(WHOLE, { today })).toEqual({ values: WHOLE, reads: {}, troubles: {} });
  });

  it.for([
    ['place', 'Germany', 'DE'],
    ['place', 'uk', 'GB'],
    ['place', 'emea', 'EMEA'],
    ['targetCloseDate', '3/5/2027', '2027-03-05'],
    ['targetCloseDate', 'end of March', '2027-03-31'],
    ['targetCloseDate', '5 March 2027', '2027-03-05'],
    ['industry', 'bank', 'Financial Services'],
    ['customerSegment', 'mid market', 'Mid-Market'],
    ['expectedAnnualUsd', '$1.2M', '1200000'],
    ['expectedAnnualUsd', '20k a month', '240000'],
  ])('reads %s %j as %j', ([name = '', typed = '', value]) => {
    const { values } = settleTyped({ ...WHOLE, [name]: typed }, { today });
    expect(values).toEqual({ ...WHOLE, [name]: value });
    expect(faultsOf(values)).toEqual({});
  });

  it.for([
    ['place', 'Georgia', 'ambiguous-place'],
    ['place', 'Atlantis', 'unreadable'],
    ['targetCloseDate', '31.2.2027', 'impossible-date'],
    ['targetCloseDate', 'next spring', 'unreadable'],
    ['expectedAnnualUsd', '300 EUR', 'other-currency'],
    ['expectedAnnualUsd', '-5', 'negative-amount'],
  ])('says what is wrong with %s %j', ([name = '', typed = '', code]) => {
    const { values, troubles } = settleTyped({ ...WHOLE, [name]: typed }, { today });
    expect([values[name], troubles[name]?.code]).toEqual([typed, code]);
  });

  it('lets no value fill another field, whatever was typed', () => {
    const names = OPPORTUNITY_FORM.map(({ name }) => name);
    const typed = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom('Country: FR', 'x\nIndustry: bank', 'Close date = 1 May', '5/6/27', 'ARR: 5M', ''),
    );
    fc.assert(
      fc.property(fc.record(Object.fromEntries(names.map((name) => [name, typed]))), (values) => {
        const settled = settleTyped(values, { today });
        const faults = faultsOf(values);
        for (const name of names)
          if (settled.values[name] !== values[name])
            expect([name, faults[name] === undefined, values[name] === '']).toEqual([name, false, false]);
      }),
      { numRuns: 150 },
    );
  });
});
