import type { Seller } from '#channels/turn/seller-directory.ts';
import type { Batch, BatchCall } from './batch.ts';
import { resultsHeader, resultsRow } from './batch-csv.ts';
import type { Batches } from './batches.ts';

/** The results of a batch as a CSV file, written as they are read. */
export function resultsResponse(batches: Batches, batch: Batch, reader: Seller, call: BatchCall): Response {
  const encoder = new TextEncoder();
  const outcomes = batches.outcomes(batch.batchId, reader, call)[Symbol.asyncIterator]();
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      // A mark, by which spreadsheets know UTF-8.
      controller.enqueue(encoder.encode(`\ufeff${resultsHeader(batch)}`));
    },
    async pull(controller) {
      let text = '';
      while (text.length < CHUNK_CHARACTERS) {
        const next = await outcomes.next();
        if (next.done === true) {
          if (text !== '') controller.enqueue(encoder.encode(text));
          controller.close();
          return;
        }
        text += resultsRow(next.value);
      }
      controller.enqueue(encoder.encode(text));
    },
    async cancel() {
      await outcomes.return?.(undefined);
    },
  });
  const fileName = `batch-${batch.batchId.slice(0, 8)}.csv`;
  return new Response(body, {
    headers: { 'Content-Type': CSV_TYPE, 'Content-Disposition': `attachment; filename="${fileName}"` },
  });
}

export const CSV_TYPE = 'text/csv; charset=utf-8';
const CHUNK_CHARACTERS = 32_000;
