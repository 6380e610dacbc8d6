import type { Context, Hono } from 'hono';
import { faultsOf, readOpportunityForm } from '#channels/turn/opportunity/opportunity-form.ts';
import { opportunityText } from '#channels/turn/opportunity/opportunity-text.ts';
import type { Seller } from '#channels/turn/seller-directory.ts';
import { frameOf, identify } from '../identity/local-identity.ts';
import { TEXTS } from '../texts.ts';
import type { Web } from '../web.ts';
import { askOnce } from './ask-once.ts';
import { type FormState, formPage } from './form-page.ts';
import { page } from './layout.ts';
import { sentForm, sentFormId } from './sent-form.ts';

/** `GET /` is the form; `POST /opportunities` asks with it and leads to the answer. */
export function addFormRoutes(app: Hono, web: Web): void {
  app.get('/', async (context) => {
    const seller = await identify(context, web);
    return showForm(context, web, seller, { formId: web.newId() });
  });

  app.post('/opportunities', async (context) => {
    const seller = await identify(context, web);
    const sent = await sentForm(context);
    const values = readOpportunityForm(sent);
    const form = { formId: sentFormId(sent, web.newId), values };
    const faults = faultsOf(values);
    if (Object.keys(faults).length > 0) return showForm(context, web, seller, { ...form, faults }, 422);
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
}

/** The form with whatever is known of it; nothing that was written is lost. */
export async function showForm(
  context: Context,
  web: Web,
  seller: Seller,
  state: Partial<FormState> & Pick<FormState, 'formId'>,
  status: 200 | 409 | 422 | 503 = 200,
): Promise<Response> {
  const whole = { values: {}, faults: {}, freeText: '', ...state, sellerId: seller.sellerId };
  const content = formPage(whole);
  return context.html(page(await frameOf(web, seller), { title: TEXTS.form.title, content }), status);
}

/** True when the form was opened while another seller was chosen, in another tab perhaps. */
export function isOtherSellers(sent: URLSearchParams, seller: Seller): boolean {
  const sellerId = sent.get('sellerId');
  return sellerId !== null && sellerId !== seller.sellerId;
}
