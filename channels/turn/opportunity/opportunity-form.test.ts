import { describe, expect, it } from 'vitest';
import { faultsOf, readOpportunityForm } from './opportunity-form.ts';

const WHOLE = {
  customerName: 'Concentra',
  place: 'US',
  targetCloseDate: '2027-03-05',
  opportunityName: 'Sybase modernization',
  description: 'Move 40 databases to Aurora',
};

describe('faultsOf', () => {
  it('accepts the five that are needed', () => {
    expect(faultsOf(WHOLE)).toEqual({});
  });

  it('names each of the five when nothing is filled', () => {
    expect(faultsOf({})).toMatchInlineSnapshot(`
      {
        "customerName": "Enter the customer’s name.",
        "description": "Describe what the customer wants.",
        "opportunityName": "Enter a short name of the opportunity.",
        "place": "Choose a country or a sales region.",
        "targetCloseDate": "Enter a day that exists, year-month-day, such as 2027-03-05.",
      }
    `);
  });

  it.for([
    ['targetCloseDate', '2027-02-31'],
    ['targetCloseDate', '5.3.2027'],
    ['place', 'Atlantis'],
    ['place', 'EU'],
    ['industry', 'healthcare'],
    ['expectedAnnualUsd', '-5'],
    ['expectedAnnualUsd', 'a lot'],
    ['expectedAnnualUsd', '1e300'],
    ['customerName', '???'],
    ['customerName', 'x'.repeat(201)],
    ['description', 'x'.repeat(4001)],
  ])('finds fault with %s %j', ([name = '', value = '']) => {
    expect(Object.keys(faultsOf({ ...WHOLE, [name]: value }))).toEqual([name]);
  });

  it.for([
    ['targetCloseDate', '2020-02-29'],
    ['expectedAnnualUsd', '$1,200,000'],
    ['place', 'GCR'],
    ['place', 'XK'],
    ['customerName', "x'); DROP TABLE projects;--"],
    ['customerName', '東京ガス'],
  ])('accepts %s %j', ([name = '', value = '']) => {
    expect(faultsOf({ ...WHOLE, [name]: value })).toEqual({});
  });
});

describe('readOpportunityForm', () => {
  it('takes the first of a field sent twice and nothing it does not know', () => {
    const values = readOpportunityForm(new URLSearchParams('customerName=+A+&customerName=B&sellerId=x'));
    expect(values.customerName).toBe('A');
    expect(values).not.toHaveProperty('sellerId');
  });
});
