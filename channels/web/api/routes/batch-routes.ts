import { z } from 'zod';
import { templateCsv } from '../../batches/batch-csv.ts';
import { type BatchFault, BatchFileError } from '../../batches/batch-file-error.ts';
import { batchReply, replyOf } from '../../batches/batch-reply.ts';
import { type Batches, listedFaults, type SubmittedBatch } from '../../batches/batches.ts';
import { MOST_BYTES } from '../../batches/read-batch.ts';
import { CSV_TYPE, resultsResponse } from '../../batches/results-stream.ts';
import { BARE, defineRoute } from '../api-route.ts';
import { idempotencyKey } from '../fields.ts';
import { json } from '../json-response.ts';
import { ApiProblem } from '../problems.ts';
import { type ServedRoute, serveRoute } from '../serve-route.ts';

const tag = 'Batches';
const params = z.strictObject({
  batchId: z
    .string()
    .regex(/^[0-9a-f]{32}$/, 'It has to be 32 hexadecimal digits')
    .describe('The id of a batch: 32 hexadecimal digits.')
    .meta({ examples: ['3f0c5f7f0a4b4f6f8a2f4f6b8c0d2e4f'] }),
});
const READ = ['batch-not-found', 'not-permitted', 'batches-unavailable'] as const;
const csvReply = {
  status: 200,
  description: 'RFC 4180 with a header; texts that a spreadsheet would run are defused.',
  type: 'text/csv',
} as const;

const submit = defineRoute({
  ...BARE,
  id: 'createBatch',
  method: 'POST',
  path: '/v1/batches',
  tag,
  summary: 'Analyse a CSV of opportunities, a row each',
  description:
    'At most 5 MB and 10,000 rows. The header has the names of the form’s fields or their labels; commas, semicolons, tabs and bars delimit. With faults in rows nothing is taken and `faults` lists them, unless `onFault=skip` leaves those rows out. The rows are analysed behind other questions.',
  query: z.strictObject({
    onFault: z
      .enum(['refuse', 'skip'])
      .optional()
      .describe('What to do when rows have faults: take nothing (where it is left out), or leave them out.'),
    fileName: z.string().min(1).max(200).optional().describe('What the file is called in lists.'),
  }),
  headers: z.strictObject({ 'idempotency-key': idempotencyKey.optional() }),
  body: {
    kind: 'bytes',
    types: ['text/csv', 'application/csv', 'application/octet-stream'],
    mostBytes: MOST_BYTES,
    schema: z
      .instanceof(Uint8Array)
      .meta({ type: 'string', description: 'The file.', examples: [templateCsv()] }),
  },
  replies: [
    {
      status: 202,
      description: 'It is kept and waits to be worked on.',
      schema: batchReply,
      headers: {
        Location: 'Where the batch tells how far it is.',
        'Idempotency-Key': 'The key that counts.',
      },
    },
  ],
  problems: ['invalid-batch', 'idempotency-key-reused', 'too-many-batches', 'batches-unavailable'],
});

const list = defineRoute({
  ...BARE,
  id: 'listBatches',
  method: 'GET',
  path: '/v1/batches',
  tag,
  summary: 'Your batches, the latest first',
  description: 'The latest fifty of the last seven days.',
  replies: [{ status: 200, description: 'The batches.', schema: z.object({ batches: z.array(batchReply) }) }],
  problems: ['batches-unavailable'],
});

const find = defineRoute({
  ...BARE,
  id: 'getBatch',
  method: 'GET',
  path: '/v1/batches/{batchId}',
  tag,
  summary: 'How far a batch is',
  params,
  replies: [{ status: 200, description: 'The batch.', schema: batchReply }],
  problems: READ,
});

const results = defineRoute({
  ...BARE,
  id: 'getBatchCsv',
  method: 'GET',
  path: '/v1/batches/{batchId}.csv',
  tag,
  summary: 'The rows of a batch with what was found, as CSV',
  description: 'At any time: a row that is not analysed yet says `waiting`.',
  params,
  replies: [csvReply],
  problems: READ,
});

const cancel = defineRoute({
  ...BARE,
  id: 'cancelBatch',
  method: 'POST',
  path: '/v1/batches/{batchId}/cancel',
  tag,
  summary: 'End a batch before its end',
  description: 'What is analysed stays. One that has ended stays as it is.',
  params,
  replies: [{ status: 200, description: 'The batch as it is then.', schema: batchReply }],
  problems: READ,
});

const template = defineRoute({
  ...BARE,
  id: 'getBatchTemplate',
  method: 'GET',
  path: '/v1/batches/template.csv',
  tag,
  summary: 'A file to begin with',
  description: 'Every column, and one row as an example.',
  identified: false,
  replies: [csvReply],
});

export interface BatchRoutesOptions {
  readonly batches: Batches;
  readonly newId: () => string;
}

export function batchRoutes({ batches, newId }: BatchRoutesOptions): readonly ServedRoute[] {
  return [
    serveRoute(submit, async ({ body, headers, query, signal, who }) => {
      const key = headers['idempotency-key'] ?? newId();
      const { onFault = 'refuse', fileName = 'batch.csv' } = query;
      const submitted = await batches
        .submit({ bytes: body, key, fileName, onFault }, who.seller, { signal })
        .catch((error: unknown) => {
          throw error instanceof BatchFileError ? fileProblem(error) : error;
        });
      if (submitted.status !== 'taken') throw problemOf(submitted);
      const reply = replyOf(submitted.batch);
      return json(reply, 202, { Location: reply.url, 'Idempotency-Key': key });
    }),
    serveRoute(list, async ({ signal, who }) => {
      const found = await batches.ofSeller(who.seller, { signal });
      return json({ batches: found.map(replyOf) });
    }),
    serveRoute(find, async ({ params: { batchId }, signal, who }) =>
      json(replyOf(await batches.find(batchId, who.seller, { signal }))),
    ),
    serveRoute(results, async ({ params: { batchId }, signal, who }) => {
      const batch = await batches.find(batchId, who.seller, { signal });
      return resultsResponse(batches, batch, who.seller, { signal });
    }),
    serveRoute(cancel, async ({ params: { batchId }, signal, who }) =>
      json(replyOf(await batches.cancel(batchId, who.seller, { signal }))),
    ),
    serveRoute(template, async () => {
      const disposition = 'attachment; filename="batch-template.csv"';
      return new Response(templateCsv(), {
        headers: { 'Content-Type': CSV_TYPE, 'Content-Disposition': disposition },
      });
    }),
  ];
}

function fileProblem(error: BatchFileError): ApiProblem {
  return new ApiProblem('invalid-batch', {
    cause: error,
    detail: error.message,
    errors:
      error.faults.length > 0
        ? asErrors(error.faults)
        : [{ field: '', in: 'body', code: error.code, detail: error.message }],
    members: { reason: error.code, ...listedFaults(error.faults) },
  });
}

function problemOf(submitted: Exclude<SubmittedBatch, { status: 'taken' }>): ApiProblem {
  switch (submitted.status) {
    case 'conflict':
      return new ApiProblem('idempotency-key-reused');
    case 'too-many':
      return new ApiProblem('too-many-batches', {
        detail: `${submitted.open} batches of yours have not ended: wait for one, or cancel it.`,
      });
    default: {
      const { faults, rows } = submitted.file;
      const faulty = rows.filter((row) => row.faults.length > 0).length;
      const way =
        submitted.status === 'faulty'
          ? 'Mend them, or send the file with onFault=skip to leave these rows out.'
          : 'Every row has one: nothing would be left.';
      return new ApiProblem('invalid-batch', {
        detail: `${faults.length.toLocaleString('en-US')} faults in ${faulty.toLocaleString('en-US')} of ${rows.length.toLocaleString('en-US')} rows. ${way}`,
        errors: asErrors(faults),
        members: {
          reason: submitted.status === 'faulty' ? 'faulty-rows' : 'no-rows-left',
          ...listedFaults(faults),
        },
      });
    }
  }
}

const MOST_ERRORS = 20;

function asErrors(faults: readonly BatchFault[]) {
  return faults.slice(0, MOST_ERRORS).map(({ line, column, code, message }) => ({
    field: column === '' ? `line ${line}` : `line ${line}, ${column}`,
    in: 'body' as const,
    code,
    detail: message,
  }));
}
