import { z } from 'zod';
import { type FormField, faultsOf, OPPORTUNITY_FORM } from '#channels/turn/opportunity/opportunity-form.ts';
import { opportunityText } from '#channels/turn/opportunity/opportunity-text.ts';
import { COUNTRIES } from '#channels/turn/opportunity/places.ts';
import { REGIONS } from '#knowledge-base/projects/vocabulary.ts';

/** The form's one field for a place is two here, as in every other operation. */
const PLACE = 'place';

const EXAMPLES: Readonly<Record<string, string>> = {
  customerName: 'Concentra',
  targetCloseDate: '2027-03-05',
  opportunityName: 'Sybase modernization',
  description: 'Move 40 Sybase ASE databases to Aurora PostgreSQL',
};

/** The fields of an opportunity as the API takes them: those of the form. */
export const opportunityBody = z
  .strictObject({
    ...Object.fromEntries(
      OPPORTUNITY_FORM.filter(({ kind }) => kind !== 'place' && kind !== 'amount').map((field) => [
        field.name,
        textField(field),
      ]),
    ),
    country: z
      .string()
      .max(2)
      .optional()
      .describe('ISO 3166-1 alpha-2; this or `region` is needed.')
      .meta({ examples: ['US'] }),
    region: z.enum(REGIONS).optional().describe('A sales region; this or `country` is needed.'),
    expectedAnnualUsd: z
      .number()
      .min(0)
      .max(1e12)
      .optional()
      .describe('Compared with the prediction, never used for it.')
      .meta({ examples: [250_000] }),
  })
  .superRefine((opportunity, context) => {
    const { country, region } = opportunity;
    if (country === undefined && region === undefined)
      context.addIssue({
        code: 'custom',
        path: ['country'],
        params: { code: 'required' },
        message: 'It is needed, or region: where the customer is.',
      });
    if (country !== undefined && region !== undefined)
      context.addIssue({
        code: 'custom',
        path: ['region'],
        params: { code: 'not-accepted' },
        message: 'Send country or region, not both.',
      });
    if (country !== undefined && !COUNTRIES.some(({ code }) => code === country))
      context.addIssue({
        code: 'custom',
        path: ['country'],
        params: { code: 'not-accepted' },
        message: 'It has to be a country’s code by ISO 3166-1 alpha-2, such as US or DE.',
      });
    for (const [field, message] of Object.entries(faultsOf(valuesOf(opportunity))))
      if (field !== PLACE) context.addIssue({ code: 'custom', path: [field], message });
  })
  .describe('An opportunity by its fields: asked for by these, it goes the same way as a text.');

/** The opportunity as the text of a turn. */
export function textOfOpportunity(opportunity: z.infer<typeof opportunityBody>): string {
  return opportunityText(valuesOf(opportunity));
}

function valuesOf({ country, region, ...fields }: Readonly<Record<string, unknown>>) {
  const values = { ...fields, [PLACE]: country ?? region ?? '' };
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      String(value ?? '')
        .replace(/\r\n?/g, '\n')
        .trim(),
    ]),
  );
}

function textField({ choices, hint, label, maxLength, name, required }: FormField) {
  const words = [label, ...(hint === undefined ? [] : [hint])].join('. ');
  const text = choices === undefined ? z.string().min(1).max(maxLength) : z.enum(choices);
  const described = text.describe(words).meta({ examples: [EXAMPLES[name] ?? choices?.[0] ?? label] });
  return required ? described : described.optional();
}
