import { z } from 'zod';
import {
  type AnalysisHistory,
  HISTORY_KINDS,
  type HistoryEntry,
  historyEntry,
} from '#knowledge-base/artifacts/analysis-history.ts';
import { BARE, defineRoute } from '../api-route.ts';
import { artifactUrl } from '../artifact-kinds.ts';
import { day } from '../fields.ts';
import { historyPage, kindOf, readCursor, writeCursor } from '../history-page.ts';
import { json } from '../json-response.ts';
import { type ServedRoute, serveRoute } from '../serve-route.ts';

const PAGE = 20;
const LARGEST_PAGE = 100;

const entry = historyEntry
  .omit({ scope: true })
  .extend({ kind: z.enum(['analysis', ...HISTORY_KINDS]), id: z.string(), url: z.string().nullable() });

const list = defineRoute({
  ...BARE,
  id: 'listHistory',
  method: 'GET',
  path: '/v1/history',
  tag: 'History',
  summary: 'What was analysed and found before, the latest first',
  description:
    'Ninety days, of the partners whose projects you may see. Headlines: the results themselves are kept for seven days.',
  query: z.strictObject({
    customer: z
      .string()
      .min(1)
      .max(200)
      .optional()
      .describe('Of one customer, however its name is spelt but for letters.')
      .meta({ examples: ['Concentra'] }),
    from: day.optional().describe('From this day on, in UTC.'),
    to: day.optional().describe('Up to this day, itself included, in UTC.'),
    kind: z.enum(['analysis', ...HISTORY_KINDS]).optional(),
    mine: z.enum(['true', 'false']).optional().describe('`true`: what you asked for yourself.'),
    limit: z
      .string()
      .regex(/^[1-9]\d{0,2}$/, `It has to be a whole number from 1 to ${LARGEST_PAGE}`)
      .transform(Number)
      .refine((limit) => limit <= LARGEST_PAGE, {
        error: `It has to be a whole number from 1 to ${LARGEST_PAGE}.`,
        params: { code: 'too-large' },
      })
      .optional()
      .describe(`Entries a page, 1 to ${LARGEST_PAGE}; ${PAGE} where it is left out.`)
      .meta({ examples: ['20'] }),
    cursor: z
      .string()
      .max(600)
      .refine((text) => readCursor(text) !== undefined, { error: 'It has to be a nextCursor of this list.' })
      .optional()
      .describe('Goes on behind a page: its `nextCursor`.'),
  }),
  replies: [
    {
      status: 200,
      description: 'A page.',
      schema: z.object({
        entries: z.array(entry),
        nextCursor: z.string().nullable().describe('Null on the last page.'),
      }),
    },
  ],
  problems: ['history-unavailable'],
});

export function historyRoutes({
  history,
}: {
  readonly history: Pick<AnalysisHistory, 'recent' | 'ofCustomer'>;
}): readonly ServedRoute[] {
  return [
    serveRoute(list, async ({ query, who, signal }) => {
      const page = await historyPage(
        history,
        {
          customer: query.customer,
          fromDate: query.from,
          toDate: query.to,
          kind: query.kind,
          sellerId: query.mine === 'true' ? who.seller.sellerId : undefined,
          limit: query.limit ?? PAGE,
          after: query.cursor === undefined ? undefined : readCursor(query.cursor),
        },
        who.seller.scope,
        { signal },
      );
      return json({
        entries: page.entries.map(told),
        nextCursor: page.next === undefined ? null : writeCursor(page.next),
      });
    }),
  ];
}

function told(noted: HistoryEntry): z.input<typeof entry> {
  const { scope: _, ...shown } = noted;
  const kind = noted.result?.kind ?? 'analysis';
  const id = noted.result?.id ?? noted.analysisId;
  return { ...shown, kind, id, url: artifactUrl(kindOf(noted), id) ?? null };
}
