import { html, type Markup } from '#channels/render/html.ts';
import type { FormFaults, FormField, FormValues } from '#channels/turn/opportunity/opportunity-form.ts';
import { COUNTRIES } from '#channels/turn/opportunity/places.ts';
import { INDUSTRIES, REGIONS } from '#knowledge-base/projects/vocabulary.ts';
import { TEXTS } from '../texts.ts';

/** What a field shows besides its value. */
export interface FieldNotes {
  readonly faults: FormFaults;
  /** What a value was read as, where it was typed otherwise. */
  readonly reads: Readonly<Record<string, string>>;
}

/** A labelled field with its value kept, and beside it what it was read as or what is to be mended. */
export function fieldMarkup(field: FormField, values: FormValues, { faults, reads }: FieldNotes): Markup {
  const { name, label } = field;
  const hint = hintOf(field);
  const fault = faults[name];
  const read = fault === undefined ? reads[name] : undefined;
  return html`<div class="field ${field.kind}"><label for="${name}">${label}</label>
${hint !== undefined && html`<p class="note" id="${name}-hint">${hint}</p>`}
${control(field, values[name] ?? '', attributes(field, hint, fault))}
<div class="told"><p class="read" id="${name}-read"${read === undefined && html` hidden=""`}>${read}</p>
<p class="fault" id="${name}-fault"${fault === undefined && html` hidden=""`}>${fault}</p>
${field.kind === 'lines' && html`<p class="count" data-counts="${name}" hidden=""></p>`}</div></div>
`;
}

/** The lists that fields complete from, once a page. */
export function completionLists(): Markup {
  const places = [
    ...REGIONS.map((region) => html`<option value="${region}"></option>`),
    ...COUNTRIES.map(({ code, name }) => html`<option value="${name}" label="${code}"></option>`),
  ];
  return html`<datalist id="place-list">${places}</datalist>
<datalist id="industry-list">${INDUSTRIES.map((industry) => html`<option value="${industry}"></option>`)}</datalist>`;
}

/** The page takes values as they are typed, and says so. */
function hintOf({ kind, hint }: FormField): string | undefined {
  switch (kind) {
    case 'place':
      return TEXTS.reading.placeHint;
    case 'date':
      return TEXTS.reading.dateHint;
    case 'amount':
      return TEXTS.reading.amountHint;
    default:
      return hint;
  }
}

function attributes(
  { name, required, autocomplete }: FormField,
  hint: string | undefined,
  fault: string | undefined,
): Markup {
  const described = [hint !== undefined && `${name}-hint`, `${name}-read`, `${name}-fault`]
    .filter(Boolean)
    .join(' ');
  return html`id="${name}" name="${name}"${required && html` required=""`} aria-describedby="${described}"${
    fault !== undefined && html` aria-invalid="true"`
  } autocomplete="${autocomplete ?? 'off'}"`;
}

function control(field: FormField, value: string, shared: Markup): Markup {
  switch (field.kind) {
    case 'lines':
      return html`<textarea ${shared} rows="5" maxlength="${field.maxLength}">
${value}</textarea>`;
    case 'date':
      return html`<input ${shared} type="text" maxlength="${LONGEST_TYPED}" spellcheck="false" value="${value}"/>`;
    case 'amount':
      return html`<input ${shared} type="text" maxlength="${LONGEST_TYPED}" spellcheck="false" value="${value}"/>`;
    case 'place':
      return html`<input ${shared} type="text" list="place-list" maxlength="${LONGEST_TYPED}" value="${value}"/>`;
    case 'choice':
      return field.name === 'industry'
        ? html`<input ${shared} type="text" list="industry-list" maxlength="${LONGEST_TYPED}" value="${value}"/>`
        : html`<select ${shared}>${option('', TEXTS.form.choose, value)}${(field.choices ?? []).map((each) => option(each, each, value))}</select>`;
    default:
      return html`<input ${shared} type="text" maxlength="${field.maxLength}" value="${value}"/>`;
  }
}

/** Of a date, a place or an amount as it is typed, in characters. */
const LONGEST_TYPED = 80;

function option(value: string, words: string, chosen: string): Markup {
  return html`<option value="${value}"${value === chosen && html` selected=""`}>${words}</option>`;
}
