import { html, type Markup } from '#channels/render/html.ts';
import type { FormFaults, FormField, FormValues } from '#channels/turn/opportunity/opportunity-form.ts';
import { COUNTRIES } from '#channels/turn/opportunity/places.ts';
import { REGIONS } from '#knowledge-base/projects/vocabulary.ts';
import { TEXTS } from '../texts.ts';

/** A labelled field with its value kept, and beside it what is to be mended. */
export function fieldMarkup(field: FormField, values: FormValues, faults: FormFaults): Markup {
  const { name, label, hint } = field;
  const fault = faults[name];
  return html`<div class="field ${field.kind}"><label for="${name}">${label}</label>
${control(field, values[name] ?? '', attributes(field, fault))}
${hint !== undefined && html`<p class="note" id="${name}-hint">${hint}</p>`}
${fault !== undefined && html`<p class="fault" id="${name}-fault">${fault}</p>`}</div>
`;
}

function attributes({ name, hint, required, autocomplete }: FormField, fault: string | undefined): Markup {
  const described = [hint !== undefined && `${name}-hint`, fault !== undefined && `${name}-fault`]
    .filter(Boolean)
    .join(' ');
  return html`id="${name}" name="${name}"${required && html` required=""`}${
    described !== '' && html` aria-describedby="${described}"`
  }${fault !== undefined && html` aria-invalid="true"`} autocomplete="${autocomplete ?? 'off'}"`;
}

function control(field: FormField, value: string, shared: Markup): Markup {
  switch (field.kind) {
    case 'lines':
      return html`<textarea ${shared} rows="5" maxlength="${field.maxLength}">
${value}</textarea>`;
    case 'date':
      return html`<input ${shared} type="date" min="1990-01-01" max="2199-12-31" value="${value}"/>`;
    case 'amount':
      return html`<input ${shared} type="text" inputmode="decimal" maxlength="${field.maxLength}" value="${value}"/>`;
    case 'place':
      return html`<select ${shared}>${option('', TEXTS.form.choose, value)}
<optgroup label="${TEXTS.form.regions}">${REGIONS.map((region) => option(region, region, value))}</optgroup>
<optgroup label="${TEXTS.form.countries}">${COUNTRIES.map(({ code, name }) => option(code, name, value))}</optgroup></select>`;
    case 'choice':
      return html`<select ${shared}>${option('', TEXTS.form.choose, value)}${(field.choices ?? []).map((each) => option(each, each, value))}</select>`;
    default:
      return html`<input ${shared} type="text" maxlength="${field.maxLength}" value="${value}"/>`;
  }
}

function option(value: string, words: string, chosen: string): Markup {
  return html`<option value="${value}"${value === chosen && html` selected=""`}>${words}</option>`;
}
