import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText } from '#channels/render/__fixtures__/arbitrary-analysis.ts';
import { OPPORTUNITY_FORM } from '#channels/turn/opportunity/opportunity-form.ts';
import { FORM, testWeb } from '../__fixtures__/test-web.ts';
import { checkForm, type FormCheck } from './check-form.ts';

const today = '2026-11-23';
const { formId: _, ...WHOLE } = FORM;

describe('checkForm', () => {
  it.for([
    ['place', 'Georgia', 'Georgia can be United States or Georgia. Write which.'],
    ['place', 'Atlantis', 'Atlantis is no country or sales region that I know.'],
    ['targetCloseDate', '31.2.2027', 'There is no such day: 31.2.2027.'],
    ['targetCloseDate', 'next spring', 'next spring is no day.'],
    ['targetCloseDate', '', 'Enter a day that exists'],
    ['industry', 'qwxyz', 'qwxyz is no industry of the list. Choose one of it'],
    ['expectedAnnualUsd', '300 EUR', '300 EUR is not in US dollars.'],
    ['expectedAnnualUsd', '-5', '-5 is below zero.'],
    ['expectedAnnualUsd', 'a lot', 'a lot is no amount.'],
    ['description', 'x'.repeat(4_001), 'At most 4,000 characters; this has 4,001.'],
  ])('names what is wrong with %s %j and the way out', ([name = '', value = '', words = '']) => {
    const { faults } = checkForm({ ...WHOLE, [name]: value }, today);
    expect([Object.keys(faults), faults[name]?.startsWith(words)]).toEqual([[name], true]);
  });

  it.for([
    ['targetCloseDate', 'end of March', 'Read as 31 March 2027: the next such day.'],
    ['expectedAnnualUsd', '20k a month', 'Read as 240,000: a month, times 12.'],
    ['place', 'deutschland', 'Read as Germany.'],
  ])('says what %s %j was read as', ([name = '', value = '', words]) => {
    expect(checkForm({ ...WHOLE, [name]: value }, today).reads).toEqual({ [name]: words });
  });

  it('says nothing of values that stand as they are', () => {
    expect(checkForm(WHOLE, today)).toMatchObject({ faults: {}, reads: {} });
  });

  it('says the same over HTTP, whatever is typed, and asks nothing', async () => {
    const web = testWeb();
    const names = OPPORTUNITY_FORM.map(({ name }) => name);
    await fc.assert(
      fc.asyncProperty(
        fc.record(Object.fromEntries(names.map((name) => [name, anyText]))),
        async (values) => {
          const response = await web.post('/opportunities/check', values);
          expect(response.status).toBe(200);
          for (const name of Object.keys(((await response.json()) as FormCheck).faults))
            expect(names).toContain(name);
        },
      ),
      { numRuns: 30 },
    );
    expect(web.turn.asked).toEqual([]);
  });
});
