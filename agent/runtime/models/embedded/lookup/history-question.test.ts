import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '../conversation/decide.ts';
import { EMPTY_STATE } from '../conversation/plan.ts';

const today = '2026-11-25';
const lookupOf = (text: string, state = EMPTY_STATE) => {
  const { plan } = decide(state, text, today);
  if (plan.kind !== 'find') return plan.kind;
  const { name, period, about } = plan.lookup;
  return { name, ...(period && { period }), ...(about && { about }) };
};
const october = { since: '2026-10-01', until: '2026-10-31' };

describe('readHistoryQuestion', () => {
  it.for([
    ['what did we look at for Concentra last month?', { name: 'Concentra', period: october }],
    ['what did we analyse this week?', { name: '*', period: { since: '2026-11-23', until: today } }],
    ['show my analyses from October', { name: '*', period: october }],
    ['list all analyses since October', { name: '*', period: { since: '2026-10-01', until: today } }],
    ['my recent analyses', { name: '*' }],
    ['what have I looked at recently?', { name: '*' }],
    ['when did we last look at Globex and what did we say?', { name: 'Globex' }],
    ['when did anyone last analyse Acme?', { name: 'Acme' }],
    ['what did we say about Globex?', { name: 'Globex' }],
    ['which funding did we find for Concentra?', { name: 'Concentra', about: 'funding-plan' }],
    ['what roadmap did we build for Globex?', { name: 'Globex', about: 'roadmap' }],
    ['what follow-ons did we find for Globex?', { name: 'Globex', about: 'follow-on' }],
    ['did the number for Globex change since last time?', { name: 'Globex', about: 'change' }],
    ['how has the Acme estimate moved since October?', { name: 'Acme', about: 'change' }],
  ])('reads %j', ([text, lookup]) => {
    expect(lookupOf(text as string)).toEqual(lookup);
  });

  it('takes “since then” for the customer that was looked up before', () => {
    const { state } = decide(EMPTY_STATE, 'what did we look at for Concentra last month?', today);
    expect(lookupOf('has the estimate changed since then?', state)).toEqual({
      name: 'Concentra',
      about: 'change',
    });
    expect(lookupOf('has the estimate changed since then?')).not.toHaveProperty('name');
  });

  it.for([
    'what is my ARR?',
    'which funding fits Concentra?',
    'what if the number changed to 60 since then?',
    'how many deals did we win last year?',
    'what is the roadmap for Globex?',
  ])('leaves %j to others', (text) => {
    expect(lookupOf(text)).not.toHaveProperty('about');
  });

  it('takes any words', () => {
    const word = fc.constantFrom(
      ...'which funding did we find for Acme when last look at the estimate changed since then my analyses ? , '.split(
        ' ',
      ),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 10 }), (said) => {
        const { plan } = decide(EMPTY_STATE, said.join(' '), today);
        // A name that is looked up stands in the message.
        if (plan.kind === 'find' && plan.lookup.name !== '*')
          expect(said.join(' ')).toContain(plan.lookup.name);
      }),
    );
  });
});
