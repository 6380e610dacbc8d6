import { html, type Markup } from '#channels/render/html.ts';
import {
  type FormFaults,
  type FormValues,
  OPPORTUNITY_FORM,
} from '#channels/turn/opportunity/opportunity-form.ts';
import { TEXTS } from '../texts.ts';
import { fieldMarkup } from './field-markup.ts';

/** The form as it is sent to a browser, or sent back with what is to be mended. */
export interface FormState {
  readonly formId: string;
  readonly sellerId: string;
  readonly values: FormValues;
  readonly faults: FormFaults;
  readonly freeText: string;
  readonly freeFault?: string;
  /** Said above the form: nothing was lost, and why it is here again. */
  readonly notice?: string;
}

export function formPage(state: FormState): Markup {
  return html`<div class="intro"><h1>${TEXTS.form.title}</h1><p>${TEXTS.promise}</p></div>
${state.notice !== undefined && html`<p class="notice" role="alert">${state.notice}</p>`}
${faultSummary(state)}
<div class="ask">
${opportunityForm(state)}
${freeForm(state)}
</div>`;
}

/** Ties a form to its seller and to one asking, so that sending it twice asks once. */
export function formIdentity(state: Pick<FormState, 'formId' | 'sellerId'>): Markup {
  return html`<input type="hidden" name="formId" value="${state.formId}"/><input type="hidden" name="sellerId" value="${state.sellerId}"/>`;
}

function opportunityForm(state: FormState): Markup {
  const folded = OPPORTUNITY_FORM.filter(({ required }) => !required);
  const isOpen = folded.some(
    ({ name }) => (state.values[name] ?? '') !== '' || state.faults[name] !== undefined,
  );
  const { values, faults } = state;
  return html`<form class="card" method="post" action="/opportunities">
${formIdentity(state)}
<p class="note">${TEXTS.form.required}</p>
<div class="fields">${OPPORTUNITY_FORM.filter(({ required }) => required).map((field) => fieldMarkup(field, values, faults))}</div>
<details${isOpen && html` open=""`}><summary>${TEXTS.form.more}</summary>
<p class="note">${TEXTS.form.moreHint}</p>
<div class="fields">${folded.map((field) => fieldMarkup(field, values, faults))}</div></details>
<p class="actions"><button type="submit">${TEXTS.form.submit}</button></p>
</form>`;
}

function freeForm(state: FormState): Markup {
  const isFaulty = state.freeFault !== undefined;
  return html`<form class="card free" method="post" action="/questions">
${formIdentity(state)}
<h2>${TEXTS.free.title}</h2>
<div class="field"><label for="text">${TEXTS.free.label}</label>
<p class="note" id="text-hint">${TEXTS.free.hint}</p>
<textarea id="text" name="text" rows="6" required="" maxlength="8000" placeholder="${TEXTS.free.example}" aria-describedby="text-hint${isFaulty && ' text-fault'}"${isFaulty && html` aria-invalid="true"`}>
${state.freeText}</textarea>
${isFaulty && html`<p class="fault" id="text-fault">${state.freeFault}</p>`}</div>
<p class="actions"><button type="submit">${TEXTS.free.submit}</button></p>
</form>`;
}

function faultSummary({ faults, freeFault }: FormState): Markup | undefined {
  const listed = OPPORTUNITY_FORM.flatMap(({ name, label }) =>
    faults[name] === undefined ? [] : [{ name, words: `${label}: ${faults[name]}` }],
  );
  if (freeFault !== undefined) listed.push({ name: 'text', words: `${TEXTS.free.label}: ${freeFault}` });
  if (listed.length === 0) return undefined;
  return html`<div class="notice" role="alert"><p>${TEXTS.form.faults(listed.length)}</p>
<ul>${listed.map(({ name, words }) => html`<li><a href="#${name}">${words}</a></li>`)}</ul></div>`;
}
