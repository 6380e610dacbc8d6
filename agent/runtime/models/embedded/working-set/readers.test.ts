import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '../conversation/decide.ts';
import { draftOf } from '../conversation/draft.ts';
import { EMPTY_STATE } from '../conversation/plan.ts';
import { type Analysed, returnTo } from '../conversation/return-to.ts';
import { tokenize } from '../text/tokens.ts';
import { resolveReference } from './references.ts';
import { withoutLeads } from './supposing.ts';

const today = '2026-11-23';

function analysed(name: string, since: number, opportunity: Record<string, string>): Analysed {
  const draft = draftOf({
    customerName: name,
    country: 'DE',
    targetCloseDate: '2027-06-30',
    description: 'SAP on AWS',
    ...opportunity,
  });
  return { name, analysisId: `a-${since}`, draft, since, headline: null };
}

const known = [
  analysed('Velox Haulage', 3, { description: 'a VMware exit of 300 VMs', country: 'PL' }),
  analysed('Nordbank', 1, { industry: 'Financial Services' }),
  analysed('St. Ada Hospital', 2, { description: 'a data lake', country: 'ES', industry: 'Healthcare' }),
];
const state = returnTo({ ...EMPTY_STATE, known }, known[0] as Analysed);

const refer = (text: string, analysisId: string | null = 'a-3') => {
  const tokens = tokenize(text);
  const found = resolveReference(
    tokens,
    { from: 0, to: tokens.length },
    { known, analysisId, today, listed: null },
  );
  if (found.kind === 'none') return [];
  return found.kind === 'one' ? [found.opportunity.name] : found.opportunities.map(({ name }) => name);
};

describe('resolveReference', () => {
  it.for([
    ['it', ['Velox Haulage']],
    ['that one', ['Velox Haulage']],
    ['nordbank', ['Nordbank']],
    ['Nordbnk', ['Nordbank']],
    ['the bank', ['Nordbank']],
    ['the hospital deal', ['St. Ada Hospital']],
    ['the Spanish one', ['St. Ada Hospital']],
    ['our VMware opportunity', ['Velox Haulage']],
    ['the one about the data lake', ['St. Ada Hospital']],
    ['the first one', ['Nordbank']],
    ['the 2nd deal', ['St. Ada Hospital']],
    ['number 3', ['Velox Haulage']],
    ['the last one', ['Velox Haulage']],
    ['the previous deal', ['Nordbank']],
    ['the other one', ['Nordbank', 'St. Ada Hospital']],
    ['the deal closing in June', ['Velox Haulage', 'Nordbank', 'St. Ada Hospital']],
    ['the fifth one', []],
    ['the mainframe deal', []],
    ['data lake', []],
    ['the', []],
    ['them', []],
    ['', []],
  ] as const)('takes “%s” for %j', ([text, names]) => {
    expect(refer(text)).toEqual(names);
  });

  it('asks of which where nothing is talked about', () => {
    expect(refer('it', null)).toHaveLength(3);
  });
});

describe('withoutLeads', () => {
  it('leaves all else where it stood', () => {
    expect(withoutLeads('Suppose they were an SMB, what changes?')).toBe(
      '        they were an SMB,             ?',
    );
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => withoutLeads(text).length === text.length),
    );
  });
});

const words = fc.constantFrom(
  ...'back to the bank hospital second previous one deal forget drop call it Phoenix compare vs and with which is bigger list my deals what if slips June keep that everything no , . ? - : Nordbank Velox "Orion" them all 2'.split(
    ' ',
  ),
);
const message = fc.oneof(
  fc.array(words, { minLength: 1, maxLength: 14 }).map((each) => each.join(' ')),
  fc.string({ unit: 'grapheme' }),
);

describe('decide with opportunities in the session', () => {
  it('reads any message to a plan about opportunities that are there, and the same each time', () => {
    const ids = new Set(known.map(({ analysisId }) => analysisId));
    fc.assert(
      fc.property(message, (text) => {
        const decision = decide(state, text, today);
        expect(decide(state, text, today)).toEqual(decision);
        const { plan } = decision;
        if (plan.kind !== 'session') return;
        const { request } = plan;
        const targets = 'targets' in request ? request.targets : 'target' in request ? [request.target] : [];
        expect(targets.every(({ analysisId }) => ids.has(analysisId))).toBe(true);
        expect(new Set(targets).size).toBe(targets.length);
        if (request.kind === 'compare') expect(targets.length).toBeGreaterThan(1);
        if (request.kind === 'which') expect(request.among.length).toBeGreaterThan(1);
        if (request.kind === 'rename') expect(request.to).toMatch(/[\p{L}\p{N}]/u);
      }),
      { numRuns: 400 },
    );
  });

  it('forgets and renames nothing without a word that says so', () => {
    const harmless = fc
      .array(words, { minLength: 1, maxLength: 10 })
      .map((each) => each.join(' '))
      .filter((text) => !/\b(?:forget|drop|no|call)\b/.test(text));
    fc.assert(
      fc.property(harmless, (text) => {
        const { plan } = decide(state, text, today);
        const kind = plan.kind === 'session' ? plan.request.kind : '';
        expect(['forget', 'rename']).not.toContain(kind);
      }),
      { numRuns: 300 },
    );
  });
});
