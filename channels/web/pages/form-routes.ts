import type { Context, Hono } from 'hono';
import { readOpportunity } from '#agent/runtime/models/embedded/read-opportunity.ts';
import { type FormValues, readOpportunityForm } from '#channels/turn/opportunity/opportunity-form.ts';
import { opportunityText } from '#channels/turn/opportunity/opportunity-text.ts';
import type { Seller } from '#channels/turn/seller-directory.ts';
import { frameOf, identify } from '../identity/who-asks.ts';
import { SAMPLE_VALUES } from '../texts/form-texts.ts';
import { TEXTS } from '../texts.ts';
import type { Web } from '../web.ts';
import { askOnce } from './ask-once.ts';
import { checkForm, type FormCheck } from './check-form.ts';
import { type FormState, FREE_TEXT_LENGTH, formPage, readingMarkup } from './form-page.ts';
import { page } from './layout.ts';
import { readForm } from './reading-words.ts';
import { sentForm, sentFormId } from './sent-form.ts';

/** `GET /` is the form; `POST /opportunities` asks with it and leads to the answer. */
export function addFormRoutes(app: Hono, web: Web): void {
  app.get('/', async (context) => {
    const seller = await identify(context, web);
    const values: FormValues = context.req.query('sample') === undefined ? {} : SAMPLE_VALUES;
    return showForm(context, web, seller, { formId: web.identity.formToken(seller), values });
  });

  app.post('/opportunities', async (context) => {
    const seller = await identify(context, web);
    const sent = await sentForm(context);
    const typed = readOpportunityForm(sent);
    const form = { formId: sentFormId(sent, web.newId), values: typed };
    const { values, faults, reads } = checkForm(typed, todayOf(web));
    if (Object.keys(faults).length > 0)
      return showForm(context, web, seller, { ...form, faults, reads }, 422);
    if (isOtherSellers(sent, seller)) {
      return showForm(context, web, seller, { ...form, notice: TEXTS.form.otherSeller(seller.name) }, 409);
    }
    const question = { sellerId: seller.sellerId, formId: form.formId, text: opportunityText(values) };
    const asked = await askOnce(question, web, context.req.raw.signal);
    if (asked.status !== 'taken')
      return showForm(
        context,
        web,
        seller,
        { ...form, notice: TEXTS.form[asked.status === 'busy' ? 'busy' : 'unavailable'] },
        503,
      );
    return context.redirect(`/answers/${asked.turnId}`, 303);
  });

  // What a filled form would be told, without asking with it: for scripts, while one types.
  app.post('/opportunities/check', async (context) => {
    await identify(context, web);
    const { faults, reads }: FormCheck = checkForm(
      readOpportunityForm(await sentForm(context)),
      todayOf(web),
    );
    return context.json({ faults, reads });
  });

  app.post('/opportunities/read', async (context) => {
    const seller = await identify(context, web);
    return showReading(context, web, seller, await sentForm(context));
  });
}

/** Free text into the fields of the form: a page, or for scripts what to put into which field. */
export async function showReading(
  context: Context,
  web: Web,
  seller: Seller,
  sent: URLSearchParams,
): Promise<Response> {
  const text = (sent.get('text') ?? '').trim();
  const wantsJson = (context.req.header('accept') ?? '').includes('application/json');
  const form = { formId: sentFormId(sent, web.newId), freeText: text };
  const freeFault = faultOfText(text);
  if (freeFault !== undefined) {
    if (wantsJson) return context.json({ fault: freeFault }, 422);
    return showForm(context, web, seller, { ...form, freeFault }, 422);
  }
  const reading = readForm(readOpportunity(text, { today: todayOf(web) }));
  if (wantsJson) return context.json({ values: reading.values, markup: String(readingMarkup(reading)) });
  return showForm(context, web, seller, { ...form, values: reading.values, reading });
}

/** What is wrong with free text; undefined when it can be asked or read. */
export function faultOfText(text: string): string | undefined {
  if (text === '') return TEXTS.free.empty;
  return text.length > FREE_TEXT_LENGTH ? TEXTS.free.long(text.length, FREE_TEXT_LENGTH) : undefined;
}

/** The form with whatever is known of it; nothing that was written is lost. */
export async function showForm(
  context: Context,
  web: Web,
  seller: Seller,
  state: Partial<FormState> & Pick<FormState, 'formId'>,
  status: 200 | 409 | 422 | 503 = 200,
): Promise<Response> {
  const whole = {
    values: {},
    faults: {},
    reads: {},
    freeText: '',
    ...state,
    sellerId: seller.sellerId,
  };
  const title = status === 422 ? `${TEXTS.form.faulty}${TEXTS.form.title}` : TEXTS.form.title;
  const content = { title, content: formPage(whole), modules: ['form/form.js'] };
  return context.html(page(frameOf(context, web, seller), content), status);
}

/** True when the form was opened while another seller was chosen, in another tab perhaps. */
export function isOtherSellers(sent: URLSearchParams, seller: Seller): boolean {
  const sellerId = sent.get('sellerId');
  return sellerId !== null && sellerId !== '' && sellerId !== seller.sellerId;
}

function todayOf(web: Web): string {
  return web.clock().toISOString().slice(0, 10);
}
