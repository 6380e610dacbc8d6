import type { Context, Hono } from 'hono';
import type { Seller } from '#channels/turn/seller-directory.ts';
import { frameOf, identify } from '../identity/who-asks.ts';
import { page } from '../pages/layout.ts';
import { PageProblem } from '../pages/page-problem.ts';
import { BATCH_TEXTS } from '../texts/batch-texts.ts';
import type { Web } from '../web.ts';
import { BatchFileError } from './batch-file-error.ts';
import { type BatchesView, batchesView, batchView } from './batch-views.ts';
import type { RowOutcome } from './batches.ts';
import { resultsResponse } from './results-stream.ts';

/** Rows of a batch that its page shows. */
const MOST_SHOWN = 200;
const REFRESH_SECONDS = 4;

type Refusal = NonNullable<BatchesView['refusal']>;

/** `/batches`: a form for a file, what was sent before, a page a batch that looks again by itself. No script is needed. */
export function addBatchPages(app: Hono, web: Web): void {
  app.get('/batches', async (context) => showBatches(context, web, await identify(context, web)));

  app.post('/batches', async (context) => {
    const seller = await identify(context, web);
    const sent = await sentFile(context);
    const refuse = (words: string, status: 409 | 422 = 422, more: Partial<Refusal> = {}) =>
      showBatches(context, web, seller, { words, faults: [], canSkip: false, ...more }, status);
    if (sent.sellerId !== '' && sent.sellerId !== seller.sellerId) throw new PageProblem('not-permitted');
    if (sent.file === undefined) return refuse(BATCH_TEXTS.noFile);
    const bytes = new Uint8Array(await sent.file.arrayBuffer());
    const { signal } = context.req.raw;
    const { key, onFault } = sent;
    try {
      const submitted = await web.batches.submit({ bytes, fileName: sent.file.name, key, onFault }, seller, {
        signal,
      });
      switch (submitted.status) {
        case 'taken':
          return context.redirect(`/batches/${submitted.batch.batchId}`, 303);
        case 'conflict':
          return refuse(BATCH_TEXTS.conflict, 409);
        case 'too-many':
          return refuse(BATCH_TEXTS.tooMany(submitted.open), 409);
        case 'nothing-left':
          return refuse(BATCH_TEXTS.nothingLeft, 422, { faults: submitted.file.faults });
        default: {
          const { faults, rows } = submitted.file;
          const faulty = rows.filter((row) => row.faults.length > 0).length;
          const canSkip = faulty < rows.length;
          return refuse(BATCH_TEXTS.faulty(faults.length, faulty), 422, { faults, canSkip });
        }
      }
    } catch (error) {
      if (!(error instanceof BatchFileError)) throw error;
      return refuse(error.message, 422, { faults: error.faults });
    }
  });

  app.get('/batches/:file{[0-9a-f]{32}\\.csv}', async (context) => {
    const seller = await identify(context, web);
    const call = { signal: context.req.raw.signal };
    const batch = await web.batches.find(context.req.param('file').slice(0, 32), seller, call);
    return resultsResponse(web.batches, batch, seller, call);
  });

  app.get('/batches/:id', async (context) => {
    const seller = await identify(context, web);
    const call = { signal: context.req.raw.signal };
    const batch = await web.batches.find(context.req.param('id'), seller, call);
    const outcomes: RowOutcome[] = [];
    for await (const outcome of web.batches.outcomes(batch.batchId, seller, call)) {
      outcomes.push(outcome);
      if (outcomes.length >= MOST_SHOWN) break;
    }
    const content = batchView(batch, outcomes, web.identity.formToken(seller));
    const refresh = batch.endedAt === undefined ? { refreshSeconds: REFRESH_SECONDS } : {};
    if (batch.endedAt === undefined) context.header('Refresh', String(REFRESH_SECONDS));
    return context.html(
      page(frameOf(context, web, seller), { title: batch.fileName, content, modules: [], ...refresh }),
    );
  });

  app.post('/batches/:id/cancel', async (context) => {
    const seller = await identify(context, web);
    const { batchId } = await web.batches.cancel(context.req.param('id'), seller, {
      signal: context.req.raw.signal,
    });
    return context.redirect(`/batches/${batchId}`, 303);
  });
}

async function showBatches(
  context: Context,
  web: Web,
  seller: Seller,
  refusal?: Refusal,
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const batches = await web.batches.ofSeller(seller, { signal: context.req.raw.signal });
  const view = { seller, formId: web.identity.formToken(seller), batches };
  const content = batchesView(refusal === undefined ? view : { ...view, refusal });
  const frame = frameOf(context, web, seller);
  return context.html(page(frame, { title: BATCH_TEXTS.title, content, modules: [] }), status);
}

/** @throws {PageProblem} `unsupported-form` for a body that is no form with a file */
async function sentFile(context: Context) {
  let form: FormData;
  try {
    form = await context.req.formData();
  } catch (cause) {
    throw new PageProblem('unsupported-form', { cause });
  }
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === 'string' ? value : '';
  };
  const file = form.get('file');
  return {
    // A browser sends an empty file without a name where none was chosen.
    file: file instanceof File && (file.name !== '' || file.size > 0) ? file : undefined,
    key: /^[A-Za-z0-9-]{8,64}$/.test(text('formId')) ? text('formId') : crypto.randomUUID(),
    sellerId: text('sellerId'),
    onFault: text('onFault') === 'skip' ? ('skip' as const) : ('refuse' as const),
  };
}
