import { z } from 'zod';
import { readOpportunity } from '#agent/runtime/models/embedded/read-opportunity.ts';
import { BARE, defineRoute } from '../api-route.ts';
import { json } from '../json-response.ts';
import { type ServedRoute, serveRoute } from '../serve-route.ts';

/** Most characters of free text: as of a question. */
const MOST_CHARACTERS = 8_000;

const read = defineRoute({
  ...BARE,
  id: 'readOpportunity',
  method: 'POST',
  path: '/v1/opportunities/read',
  tag: 'Opportunities',
  summary: 'Read free text as the fields of an opportunity',
  description:
    'By a grammar, as the assistant reads a message: no model is asked and nothing is stored. Every value comes with the words it was read from. What was recognised and cannot be used is in `troubles`, pieces that went into no field in `unread`. Look it over before asking with it.',
  body: {
    kind: 'json',
    schema: z.strictObject({
      text: z
        .string()
        .min(1)
        .max(MOST_CHARACTERS)
        .describe('What a seller would write.')
        .meta({ examples: ['Concentra in the US wants Sybase modernization, closing 3/5/2027'] }),
    }),
  },
  replies: [
    {
      status: 200,
      description: 'What was read.',
      schema: z.object({
        fields: z.record(
          z.string(),
          z.object({
            value: z.union([z.string(), z.number()]),
            words: z.string(),
            note: z.string().optional(),
          }),
        ),
        troubles: z.array(z.object({ code: z.string(), field: z.string(), words: z.array(z.string()) })),
        unread: z.array(z.string()),
      }),
    },
  ],
});

export function opportunityRoutes({ nowMs }: { readonly nowMs: () => number }): readonly ServedRoute[] {
  return [
    serveRoute(read, async ({ body: { text } }) => {
      const today = new Date(nowMs()).toISOString().slice(0, 10);
      return json(readOpportunity(text, { today }));
    }),
  ];
}
