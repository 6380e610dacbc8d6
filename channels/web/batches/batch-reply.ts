import { z } from 'zod';
import { BATCH_STATES, type Batch } from './batch.ts';
import { progressOf } from './batches.ts';

/** A batch as the API tells it. */
export const batchReply = z.object({
  batchId: z.string(),
  state: z.enum(BATCH_STATES),
  fileName: z.string(),
  rows: z.number().int(),
  analysed: z.number().int().describe('Rows with an analysis.'),
  failed: z.number().int().describe('Rows whose analysis failed; the results say why.'),
  skipped: z.number().int().describe('Rows that were left out for their faults, with onFault=skip.'),
  left: z.number().int().describe('Rows that are still to be analysed; of a cancelled batch they stay so.'),
  notes: z.array(z.string()).describe('How the file was read.'),
  createdAt: z.string(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  url: z.string(),
  resultsUrl: z.string().describe('The results as CSV, at any time.'),
});

/** What {@link batchReply} describes. */
export function replyOf(batch: Batch): z.infer<typeof batchReply> {
  const { batchId, state, fileName, notes, createdAt, startedAt = null, endedAt = null } = batch;
  const url = `/v1/batches/${batchId}`;
  const progress = progressOf(batch);
  return {
    batchId,
    state,
    fileName,
    ...progress,
    notes,
    createdAt,
    startedAt,
    endedAt,
    url,
    resultsUrl: `${url}.csv`,
  };
}
