import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Analysis, analysis as analysisSchema } from '#action-groups/data-analysis/analysis.ts';
import type { StoredResult, TurnLedger } from '#channels/turn/ledger/turn-ledger.ts';
import { opportunityText } from '#channels/turn/opportunity/opportunity-text.ts';
import type { Delivery, Handled, QueueMessage, TurnQueue } from '#channels/turn/queue/turn-queue.ts';
import type { WorkKind } from '#channels/turn/queue/work-kinds.ts';
import type { Seller, SellerDirectory } from '#channels/turn/seller-directory.ts';
import { type TurnJob, turnIdOfKey } from '#channels/turn/worker/turn-job.ts';
import type { createTurnWorker } from '#channels/turn/worker/turn-worker.ts';
import type { ArtifactStore } from '#knowledge-base/artifacts/artifact-store.ts';
import type { Batch, BatchStore, RowResult } from './batch.ts';
import type { BatchRow } from './read-batch.ts';

export interface BatchWorkOptions {
  readonly store: BatchStore;
  readonly queue: TurnQueue;
  readonly ledger: Pick<TurnLedger, 'find'>;
  readonly worker: Pick<ReturnType<typeof createTurnWorker>, 'handle' | 'giveUp'>;
  readonly artifacts: ArtifactStore;
  readonly sellers: Pick<SellerDirectory, 'find'>;
  readonly nowMs: () => number;
  /** Holds back while people wait for answers here, for some seconds at most. */
  readonly untilQuiet: (signal: AbortSignal) => Promise<void>;
}

/** A delivery goes on with rows for so long, then hands on to the next: the queue sees that it lives. */
const SLICE_MS = 20_000;
/** A row that a lost worker holds is looked at again after this long: the queue's five tries outlast the hold of 180 s. */
const BUSY_MS = 50_000;

const body = z.object({ kind: z.literal('batch'), batchId: z.string(), from: z.number().int() });

/** The batches of one seller are worked on one after another. */
export function batchMessage({ batchId, sellerId, nextRow }: Batch): QueueMessage {
  const group = createHash('sha256')
    .update(JSON.stringify(['batch', sellerId]))
    .digest('hex');
  return { group, key: `${batchId}-${nextRow}`, body: { kind: 'batch', batchId, from: nextRow } };
}

/**
 * Rows of batches as a kind of work. Each row is a turn like that of a filled form, with an id of its own: the ledger
 * sees to it that it is answered once, whichever worker dies. Where it has come to stands in the store.
 */
export function batchWork(options: BatchWorkOptions): WorkKind {
  const { store, ledger, worker } = options;

  async function goOn(delivery: Delivery, finish: typeof worker.handle): Promise<Handled> {
    const { batchId } = body.parse(delivery.body);
    const call = { signal: delivery.signal };
    const beganMs = options.nowMs();
    let batch = await store.find(batchId, call);
    const seller = batch === undefined ? undefined : await options.sellers.find(batch.sellerId);
    while (batch !== undefined && isOpen(batch)) {
      if (batch.nextRow > batch.rows || seller === undefined) {
        await store.end(batchId, seller === undefined ? 'cancelled' : 'done', call);
        break;
      }
      if (options.nowMs() - beganMs > SLICE_MS) {
        await options.queue.send(batchMessage(batch), call);
        break;
      }
      const rows = await store.rows(batchId, batch.nextRow, call);
      for (const row of rows) {
        const result = await resultOf(batch, row, seller, call.signal, finish);
        if ('outcome' in result) return result;
        batch = await store.record(batchId, result, call);
        if (!isOpen(batch) || options.nowMs() - beganMs > SLICE_MS) break;
      }
    }
    return { outcome: 'done' };
  }

  async function resultOf(
    batch: Batch,
    row: BatchRow,
    seller: Seller,
    signal: AbortSignal,
    finish: typeof worker.handle,
  ): Promise<RowResult | Handled> {
    const [fault] = row.faults;
    if (fault !== undefined) {
      const { code, column, message } = fault;
      const where = column === '' ? '' : `${column}: `;
      return { row: row.row, state: 'skipped', fault: { code, message: `${where}${message}` } };
    }
    await options.untilQuiet(signal);
    signal.throwIfAborted();
    const job = rowJob(batch, row);
    const handled = await finish(job, { signal });
    if (handled.outcome === 'again') return { ...handled, afterMs: Math.max(handled.afterMs, BUSY_MS) };
    const result = (await ledger.find(job.turnId, { signal }))?.result;
    // Another worker has taken the turn from us, and is at it.
    if (result === undefined) return { outcome: 'again', afterMs: BUSY_MS };
    return { row: row.row, ...(await outcomeOf(result, seller, signal)) };
  }

  async function outcomeOf(
    result: StoredResult,
    seller: Seller,
    signal: AbortSignal,
  ): Promise<Omit<RowResult, 'row'>> {
    const made = result.artifacts.find(({ type }) => type === 'analysis');
    if (made === undefined) {
      const fault = result.error ?? { code: result.outcome, message: result.answer };
      return { state: 'failed', fault: { code: fault.code, message: fault.message.slice(0, MOST_MESSAGE) } };
    }
    const { body: stored } = await options.artifacts.get(made.id, seller.scope, { signal });
    return analysedRow(analysisSchema.parse(stored));
  }

  return {
    handle: (delivery) => goOn(delivery, worker.handle),
    // The row that was tried so often ends as a failure, and the rows behind it go on.
    giveUp: async (delivery) => {
      let isFirst = true;
      return goOn(delivery, (job, call) => {
        const finish = isFirst ? worker.giveUp : worker.handle;
        isFirst = false;
        return finish(job, call);
      });
    },
  };
}

const MOST_MESSAGE = 500;

function isOpen({ state }: Batch): boolean {
  return state === 'queued' || state === 'running';
}

/** The turn of a row: what the form would ask with the same values. */
export function rowJob({ batchId, sellerId, today }: Batch, { row, values }: BatchRow): TurnJob {
  return {
    turnId: turnIdOfKey(sellerId, 'web', `batch ${batchId} ${row}`),
    sellerId,
    channel: 'web',
    thread: `batch-${batchId}-${row}`,
    text: opportunityText(values),
    today,
  };
}

function analysedRow({ analysisId, metrics, confidence, outcome }: Analysis): Omit<RowResult, 'row'> {
  const { arrUsd, durationMonths, launchMonth } = metrics;
  return {
    state: 'analysed',
    analysisId,
    ...(arrUsd === null ? {} : { arrUsd: bounds(arrUsd) }),
    ...(durationMonths === null ? {} : { durationMonths: bounds(durationMonths) }),
    ...(launchMonth === null ? {} : { launchMonth: bounds(launchMonth) }),
    confidence: confidence.level,
    ...(outcome === 'predicted' ? {} : { fault: { code: outcome, message: confidence.reason } }),
  };
}

function bounds<Value>({ low, median, high }: Readonly<Record<'low' | 'median' | 'high', Value>>) {
  return { low, median, high };
}
