import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FormValues, faultsOf, OPPORTUNITY_FORM } from '#channels/turn/opportunity/opportunity-form.ts';
import { opportunityText } from '#channels/turn/opportunity/opportunity-text.ts';
import { COUNTRIES } from '#channels/turn/opportunity/places.ts';
import { hostileText, survivorsIn } from './__fixtures__/hostile-text.ts';
import { opportunityFormView, readOpportunityFormView } from './opportunity-form.ts';
import { validateView } from './validate-blocks.ts';
import { record } from './validation.ts';

const FILLED: FormValues = {
  customerName: 'Concentra',
  place: 'DE',
  targetCloseDate: '2027-03-05',
  opportunityName: 'Sybase modernization',
  description: 'Move 40 databases to Aurora',
  industry: 'Healthcare',
  customerSegment: 'Mid-Market',
  opportunityType: 'Flat Renewal',
  partnerName: 'Redfern Digital',
  migrationPhase: 'Mobilize',
  expectedAnnualUsd: '$250,000',
};

/** As Slack sends a form back. */
function sent(values: FormValues) {
  return Object.fromEntries(
    OPPORTUNITY_FORM.map(({ name, kind }) => {
      const value = values[name] ?? null;
      const state =
        kind === 'date'
          ? { type: 'datepicker', selected_date: value }
          : kind === 'place' || kind === 'choice'
            ? { type: 'static_select', selected_option: value === null ? null : { value } }
            : { type: 'plain_text_input', value };
      return [name, { value: state }];
    }),
  );
}

/** What stands in the fields of a form that is opened. */
function initial(text: string): FormValues {
  return Object.fromEntries(
    opportunityFormView(text).blocks.flatMap((block) => {
      const { block_id, element } = record(block);
      const { initial_value, initial_date, initial_option } = record(element);
      const value = initial_value ?? initial_date ?? record(initial_option).value;
      return value === undefined ? [] : [[String(block_id), String(value)]];
    }),
  );
}

describe('opportunityFormView', () => {
  it('is taken by Slack for any text to begin with', () => {
    fc.assert(
      fc.property(hostileText, fc.nat({ max: 100 }), (text, times) => {
        const view = opportunityFormView(text.repeat(times));
        expect(validateView(view)).toEqual([]);
      }),
      { numRuns: 200 },
    );
    expect(survivorsIn(opportunityFormView(''))).toEqual([]);
  });

  it('has a field for each of the form, with a date picker and lists, and every country', () => {
    const kinds = opportunityFormView('').blocks.map((block) => [
      record(block).block_id,
      record(record(block).element).type,
    ]);
    expect(Object.fromEntries(kinds)).toMatchInlineSnapshot(`
      {
        "customerName": "plain_text_input",
        "customerSegment": "static_select",
        "description": "plain_text_input",
        "expectedAnnualUsd": "plain_text_input",
        "industry": "static_select",
        "migrationPhase": "static_select",
        "opportunityName": "plain_text_input",
        "opportunityType": "static_select",
        "partnerName": "plain_text_input",
        "place": "static_select",
        "targetCloseDate": "datepicker",
      }
    `);
    for (const { code } of COUNTRIES) expect(initial(`Country: ${code}`).place).toBe(code);
    expect(initial('Region: EMEA').place).toBe('EMEA');
  });

  it('puts a message into the description', () => {
    expect(initial('Acme wants 60 Oracle databases\nmoved to Aurora')).toEqual({
      description: 'Acme wants 60 Oracle databases\nmoved to Aurora',
    });
  });

  it('puts what the form writes back into its fields', () => {
    expect(initial(opportunityText(FILLED))).toEqual(FILLED);
  });

  it('leaves a value that its field cannot hold in the description', () => {
    expect(initial('Industry: Sorcery\nClose date: soon')).toEqual({
      description: 'Industry: Sorcery\nClose date: soon',
    });
  });

  it('says so when the text is longer than the field', () => {
    const view = opportunityFormView('word '.repeat(700));
    expect(JSON.stringify(view.blocks[0])).toContain('first 3,000 characters');
    expect(initial('word '.repeat(700)).description).toHaveLength(3_000);
  });
});

describe('readOpportunityFormView', () => {
  it('is the same question as the page would ask', () => {
    expect(readOpportunityFormView(sent(FILLED))).toEqual({
      status: 'question',
      text: opportunityText(FILLED),
    });
  });

  it('names what is wrong by block', () => {
    const read = readOpportunityFormView(
      sent({ ...FILLED, expectedAnnualUsd: 'a lot', customerName: '???' }),
    );
    expect(read).toEqual({
      status: 'faults',
      errors: {
        customerName: 'Enter the customer’s name.',
        expectedAnnualUsd: 'Enter an amount in US dollars, not negative, such as 250000.',
      },
    });
  });

  it('reads whatever is sent: a question without faults, or faults of fields that there are', () => {
    const anyState = fc.oneof(
      hostileText.map((value) => ({ value })),
      fc.record({ selected_option: fc.option(fc.record({ value: hostileText })) }),
      fc.record({ selected_date: fc.option(hostileText) }),
      fc.anything(),
    );
    const names = [...OPPORTUNITY_FORM.map(({ name }) => name), 'other'];
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), fc.record({ value: anyState })), (values) => {
        const read = readOpportunityFormView(values);
        if (read.status === 'faults')
          for (const name of Object.keys(read.errors)) expect(names).toContain(name);
        else expect(read.text).not.toBe('');
      }),
    );
    expect(readOpportunityFormView({})).toMatchObject({ status: 'faults', errors: faultsOf({}) });
  });
});
