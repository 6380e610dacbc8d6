import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  EMPTY_WORKING_SET,
  entryNamed,
  parseWorkingSet,
  type Remembered,
  rememberIn,
  type WorkingSet,
} from './working-set.ts';
import { bytesOf, MOST_BYTES, MOST_OPPORTUNITIES } from './working-set-bounds.ts';

const headline = { arrUsd: null, launchMonth: null, confidence: 'LOW' };

let made = 0;
const analysed = (opportunity: Record<string, string | number>, label?: string): Remembered => {
  made += 1;
  return {
    kind: 'opportunity',
    analysisId: `a-${made}`,
    opportunity: {
      description: 'SAP on AWS',
      country: 'DE',
      targetCloseDate: '2027-06-30',
      ...opportunity,
    },
    headline,
    ...(label === undefined ? {} : { label }),
  };
};
const setOf = (...changes: readonly Remembered[]): WorkingSet =>
  changes.reduce(rememberIn, EMPTY_WORKING_SET);
const names = (set: WorkingSet) => set.opportunities.map(({ name }) => name);

const sap = analysed({ customerName: 'Acme' }, 'SAP');
const lake = analysed(
  { customerName: 'Acme', description: 'a data lake for sensors', targetCloseDate: '2027-09-01' },
  'data lake',
);
const beta = analysed({ customerName: 'Beta', description: 'a contact centre' });

describe('rememberIn', () => {
  it('names an opportunity by its customer and makes it current', () => {
    expect(setOf(sap, beta)).toMatchObject({
      current: 'Beta',
      opportunities: [
        { name: 'Beta', since: 2 },
        { name: 'Acme', since: 1 },
      ],
    });
  });

  it('tells two opportunities of one customer apart', () => {
    const set = setOf(sap, lake);
    expect([set.current, names(set)]).toEqual(['Acme (data lake)', ['Acme (data lake)', 'Acme (SAP)']]);
  });

  it('numbers what nothing tells apart', () => {
    const other = (date: string, description: string) =>
      analysed({ customerName: 'Acme', description, targetCloseDate: date });
    const set = setOf(other('2027-01-01', 'mainframe'), other('2027-02-01', 'analytics'));
    expect(names(set)).toEqual(['Acme (2)', 'Acme']);
  });

  it.for([
    ['another close date', { targetCloseDate: '2027-12-01' }],
    ['another place', { country: 'AT' }],
    ['an industry', { industry: 'Healthcare' }],
    ['a quantity in the description', { description: 'SAP on AWS, 40 systems' }],
    ['another wish, all else the same', { description: 'a data lake' }],
    ['place and close date of the same wish', { country: 'AT', targetCloseDate: '2027-12-01' }],
    ['a longer form of the customer’s name', { customerName: 'Acme Health' }],
    ['a misspelt customer', { customerName: 'Acne' }],
  ] as const)('takes %s for a correction', ([, changed]) => {
    const set = setOf(beta, sap, analysed({ customerName: 'Acme', ...changed }));
    expect(set.opportunities).toHaveLength(2);
    expect(set.opportunities[0]).toMatchObject({ name: set.current, since: 2, opportunity: changed });
  });

  it.for([
    ['another wish and close date', { description: 'a data lake', targetCloseDate: '2027-12-01' }],
    ['another customer', { customerName: 'Globex' }],
    [
      'a like wish elsewhere and at another time',
      { description: 'SAP for the subsidiary', country: 'US', targetCloseDate: '2027-12-01' },
    ],
  ] as const)('takes %s for another opportunity', ([, changed]) => {
    expect(setOf(sap, analysed({ customerName: 'Acme', ...changed })).opportunities).toHaveLength(2);
  });

  it('corrects an opportunity that is not the current one by what it is about', () => {
    const set = setOf(sap, lake, analysed({ customerName: 'Acme', targetCloseDate: '2027-08-01' }, 'SAP'));
    expect(names(set)).toEqual(['Acme (SAP)', 'Acme (data lake)']);
    expect(set.current).toBe('Acme (SAP)');
  });

  it('keeps a name that the seller chose through corrections', () => {
    const set = setOf(
      sap,
      { kind: 'renamed', name: 'acme', to: ' Phoenix ' },
      analysed({ customerName: 'Acme', country: 'AT' }),
    );
    expect([set.current, names(set)]).toEqual(['Phoenix', ['Phoenix']]);
  });

  it('gives no name twice', () => {
    const set = setOf(sap, beta, { kind: 'renamed', name: 'Beta', to: 'ACME' });
    expect(names(set)).toEqual(['Beta', 'Acme']);
  });

  it('switches, and forgets; the last one that is left is current', () => {
    const switched = setOf(sap, beta, { kind: 'current', name: 'ACME' });
    expect([switched.current, names(switched)]).toEqual(['Acme', ['Acme', 'Beta']]);
    const left = rememberIn(switched, { kind: 'forgotten', name: 'Acme' });
    expect([left.current, names(left)]).toEqual(['Beta', ['Beta']]);
    expect(rememberIn(left, { kind: 'forgotten', name: 'Beta' })).toEqual(EMPTY_WORKING_SET);
    expect(rememberIn(left, { kind: 'forgotten', name: 'Nobody' })).toEqual(left);
    const open = setOf(sap, beta, analysed({ customerName: 'Gamma' }), { kind: 'forgotten', name: 'Gamma' });
    expect(open.current).toBeNull();
  });

  it('keeps the last portfolio question beside the opportunities', () => {
    const insight = { queryId: 'q', specification: { measures: ['count'] } };
    const set = setOf(sap, { kind: 'insight', ...insight }, beta);
    expect(set.lastInsight).toEqual(insight);
    const large = { kind: 'insight', queryId: 'q', specification: { x: 'x'.repeat(5_000) } } as const;
    expect(rememberIn(set, large).lastInsight).toBeUndefined();
  });

  it('keeps a usual description whole and says when one was cut', () => {
    const whole = 'SAP '.repeat(249).trim();
    expect(setOf(analysed({ customerName: 'A', description: whole })).opportunities[0]).toMatchObject({
      opportunity: { description: whole },
    });
    const cut = setOf(analysed({ customerName: 'A', description: `${whole} and HANA too` })).opportunities[0];
    expect(cut).toMatchObject({ descriptionCut: true });
    expect(`${whole} and HANA too`.startsWith(String(cut?.opportunity.description))).toBe(true);
  });

  it('takes a correction of a cut description for one', () => {
    const long = 'words of a wish '.repeat(200);
    const set = setOf(
      analysed({ customerName: 'A', description: long }),
      analysed({ customerName: 'A', description: long, targetCloseDate: '2027-07-01', country: 'AT' }),
    );
    expect(set.opportunities).toHaveLength(1);
  });
});

const short = fc.oneof(fc.constantFrom('Acme', 'acme!', 'Beta', '__proto__', '', '🙂'), fc.string());
/** Reading drops a key that would set a prototype, as it should. */
const anyKey = fc.string().filter((key) => key !== '__proto__');

const change: fc.Arbitrary<Remembered> = fc.oneof(
  fc.record({
    kind: fc.constant('opportunity' as const),
    analysisId: fc.oneof(fc.string({ minLength: 1 }), fc.uuid()),
    opportunity: fc.dictionary(
      fc.constantFrom('customerName', 'description', 'country', 'targetCloseDate', 'x'),
      fc.oneof(short, fc.integer(), fc.string({ minLength: 900, maxLength: 4_000, unit: 'grapheme' })),
    ),
    headline: fc.constant(headline),
    label: fc.constantFrom('SAP', 'data lake', ''),
  }),
  fc.record({
    kind: fc.constant('insight' as const),
    queryId: fc.string(),
    specification: fc.dictionary(anyKey, fc.string({ maxLength: 2_000 })),
  }),
  fc.record({
    kind: fc.constant('call' as const),
    operation: fc.oneof(fc.constantFrom('recommendFunding', 'buildRoadmap'), anyKey),
    id: fc.string({ minLength: 1 }),
    arguments: fc.dictionary(
      fc.oneof(fc.constantFrom('analysisId', 'customerName'), anyKey),
      fc.oneof(fc.constantFrom('a-1', 'Acme'), fc.string({ maxLength: 900 }), fc.integer()),
    ),
  }),
  fc.record({ kind: fc.constantFrom('current' as const, 'forgotten' as const), name: short }),
  fc.record({ kind: fc.constant('renamed' as const), name: short, to: short }),
);

describe('the working set', () => {
  it('keeps its bounds, its current member and its meaning as JSON after any changes', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 25 }), (changes) => {
        let set = EMPTY_WORKING_SET;
        for (const each of changes) {
          set = rememberIn(set, each);
          expect(set.opportunities.length).toBeLessThanOrEqual(MOST_OPPORTUNITIES);
          expect(bytesOf(set)).toBeLessThanOrEqual(MOST_BYTES);
          expect(set.current === null || entryNamed(set, set.current)?.name === set.current).toBe(true);
          expect(parseWorkingSet(JSON.stringify(set))).toEqual(JSON.parse(JSON.stringify(set)));
          if (each.kind === 'opportunity') expect(set.opportunities[0]?.name).toBe(set.current);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('is empty for text that is none', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), fc.constant('x'.repeat(200_000))), (text) => {
        expect(parseWorkingSet(text)).toEqual(EMPTY_WORKING_SET);
      }),
    );
    expect(parseWorkingSet(undefined)).toEqual(EMPTY_WORKING_SET);
    expect(parseWorkingSet('{"current":"a","opportunities":[{"name":"a"}]}')).toEqual(EMPTY_WORKING_SET);
  });

  it('is made consistent when it was written by somebody else', () => {
    const [entry] = setOf(sap).opportunities;
    const text = JSON.stringify({ current: 'Nobody', opportunities: [entry, entry] });
    expect(parseWorkingSet(text)).toEqual({ current: null, opportunities: [entry] });
  });

  it('stays small over a session of 500 turns', () => {
    const words =
      'Move 40 Oracle databases, the reporting on them and the batch jobs around them to Aurora. ';
    let set = EMPTY_WORKING_SET;
    let largest = 0;
    for (let turn = 0; turn < 500; turn += 1) {
      const customerName = `Customer ${turn % 40}`;
      const description = words.repeat(1 + (turn % 30));
      set = rememberIn(set, analysed({ customerName, description, partnerName: 'Harbor Digital' }, 'Oracle'));
      if (turn % 5 === 0) set = rememberIn(set, { kind: 'renamed', name: customerName, to: `Deal ${turn}` });
      largest = Math.max(largest, bytesOf(set));
    }
    expect(largest).toBeLessThanOrEqual(MOST_BYTES);
    expect(set.opportunities).toHaveLength(MOST_OPPORTUNITIES);
  });
});
