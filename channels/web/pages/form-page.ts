import { html, type Markup } from '#channels/render/html.ts';
import {
  type FormFaults,
  type FormField,
  type FormValues,
  OPPORTUNITY_FORM,
} from '#channels/turn/opportunity/opportunity-form.ts';
import { SAMPLE_VALUES } from '../texts/form-texts.ts';
import { SCRIPT_TEXTS } from '../texts/script-texts.ts';
import { TEXTS } from '../texts.ts';
import { completionLists, fieldMarkup } from './field-markup.ts';
import type { ReadForm } from './reading-words.ts';

/** The form as it is sent to a browser, or sent back with what is to be mended. */
export interface FormState {
  readonly formId: string;
  readonly sellerId: string;
  readonly values: FormValues;
  readonly faults: FormFaults;
  /** What typed values were read as, by field. */
  readonly reads: Readonly<Record<string, string>>;
  readonly freeText: string;
  readonly freeFault?: string;
  /** What was understood of the free text, when it was to fill the form. */
  readonly reading?: ReadForm;
  /** Said above the form: nothing was lost, and why it is here again. */
  readonly notice?: string;
}

/** Most characters of free text. */
export const FREE_TEXT_LENGTH = 8_000;

export function formPage(state: FormState, intro?: Markup): Markup {
  return html`${intro ?? html`<div class="intro"><h1>${TEXTS.form.title}</h1><p>${TEXTS.form.lead}</p></div>`}
<div id="notices">${state.notice !== undefined && html`<p class="notice" role="alert">${state.notice}</p>`}
${faultSummary(state)}</div>
<p class="notice" id="connection" role="status" hidden=""></p>
<div class="ask">
${opportunityForm(state)}
${freeForm(state)}
</div>
${completionLists()}`;
}

/** Ties a form to its seller and to one asking, so that sending it twice asks once. */
export function formIdentity(state: Pick<FormState, 'formId' | 'sellerId'>): Markup {
  return html`<input type="hidden" name="formId" value="${state.formId}"/><input type="hidden" name="sellerId" value="${state.sellerId}"/>`;
}

/** What is to be mended, with a link to each field; undefined for nothing. */
export function faultSummary({
  faults,
  freeFault,
}: Pick<FormState, 'faults' | 'freeFault'>): Markup | undefined {
  const listed = OPPORTUNITY_FORM.flatMap(({ name, label }) =>
    faults[name] === undefined ? [] : [{ name, words: `${label}: ${faults[name]}` }],
  );
  if (freeFault !== undefined) listed.push({ name: 'text', words: `${TEXTS.free.label}: ${freeFault}` });
  if (listed.length === 0) return undefined;
  return html`<div class="notice faults" role="alert" tabindex="-1"><h2>${TEXTS.form.faults(listed.length)}</h2>
<ul>${listed.map(({ name, words }) => html`<li><a href="#${name}">${words}</a></li>`)}</ul></div>`;
}

const isNeeded = ({ required }: FormField) => required;

function opportunityForm(state: FormState): Markup {
  const folded = OPPORTUNITY_FORM.filter((field) => !isNeeded(field));
  const isOpen = folded.some(
    ({ name }) => (state.values[name] ?? '') !== '' || state.faults[name] !== undefined,
  );
  const markupOf = (field: FormField) => fieldMarkup(field, state.values, state);
  return html`<form class="card opportunity" id="opportunity" method="post" action="/opportunities" data-words="${JSON.stringify(SCRIPT_TEXTS)}" data-sample="${JSON.stringify(SAMPLE_VALUES)}">
${formIdentity(state)}
<div class="head"><p class="note" id="needed">${TEXTS.form.required}</p><a class="button quiet" href="/?sample=1" id="sample">${TEXTS.form.sample}</a></div>
<div class="completion" hidden=""></div>
<div class="fields">${OPPORTUNITY_FORM.filter(isNeeded).map(markupOf)}</div>
<details${isOpen && html` open=""`}><summary>${TEXTS.form.more}</summary>
<p class="note">${TEXTS.form.moreHint}</p>
<div class="fields">${folded.map(markupOf)}</div></details>
<p class="actions"><button type="submit">${TEXTS.form.submit}</button></p>
<p class="note" id="draft-note"></p>
<p class="said" id="draft-said" role="status"></p>
</form>`;
}

function freeForm(state: FormState): Markup {
  const isFaulty = state.freeFault !== undefined;
  return html`<form class="card free" id="free" method="post" action="/questions">
${formIdentity(state)}
<h2>${TEXTS.free.title}</h2>
<div class="field"><label for="text">${TEXTS.free.label}</label>
<p class="note" id="text-hint">${TEXTS.free.hint}</p>
<textarea id="text" name="text" rows="7" required="" maxlength="${FREE_TEXT_LENGTH}" placeholder="${TEXTS.free.example}" aria-describedby="text-hint text-fault"${isFaulty && html` aria-invalid="true"`}>
${state.freeText}</textarea>
<p class="fault" id="text-fault"${!isFaulty && html` hidden=""`}>${state.freeFault}</p>
<p class="count" data-counts="text" hidden=""></p></div>
<p class="actions"><button type="submit">${TEXTS.free.submit}</button>
<button class="quiet" type="submit" name="do" value="read" id="read">${TEXTS.free.read}</button></p>
<div id="reading" role="status">${state.reading !== undefined && readingMarkup(state.reading)}</div>
</form>`;
}

/** What was understood of the free text, and what was not. */
export function readingMarkup({ understood, troubles }: ReadForm): Markup {
  const said = TEXTS.reading;
  return html`<h3>${said.title}</h3>
${
  understood.length === 0
    ? html`<p>${said.nothing}</p>`
    : html`<ul class="understood">${understood.map((line) => html`<li>${line}</li>`)}</ul>
<p class="note">${said.note}</p>`
}
${troubles.length > 0 && html`<ul class="troubles">${troubles.map((line) => html`<li>${line}</li>`)}</ul>`}`;
}
