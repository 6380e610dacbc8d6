import { printableLine } from '#channels/render/printable.ts';
import { type FormValues, OPPORTUNITY_FORM } from './opportunity-form.ts';
import { isRegion } from './places.ts';

/**
 * A filled form as the text of a turn, one `Label: value` a line, the description last: so a form and a
 * sentence go the same way. Each value stays on its line, and what a reader of labels would take for another
 * field inside it is defused: `Acme\nRegion: EMEA` is the customer `Acme; Region - EMEA`.
 */
export function opportunityText(values: FormValues): string {
  const filled = OPPORTUNITY_FORM.map((field) => ({ ...field, value: valueText(values[field.name] ?? '') }));
  const last = filled.filter(({ kind }) => kind === 'lines');
  const lines = [...filled.filter(({ kind }) => kind !== 'lines'), ...last]
    .filter(({ value }) => value !== '')
    .map(({ name, label, value }) => `${name === 'place' ? placeLabel(value) : label}: ${value}`);
  return lines.join('\n');
}

function placeLabel(code: string): string {
  return isRegion(code) ? 'Region' : 'Country';
}

function valueText(value: string): string {
  return printableLine(oneLine(value)).replace(LABEL_MARK, ' - ').replace(/ {2,}/g, ' ').trim();
}

/** Lines and bullets run on in one line; a line that ended in a mark keeps it. */
function oneLine(value: string): string {
  return value.replace(/([.;,!?]?)\s*\n\s*(?:[-*•]\s+)?/g, (_, mark: string) =>
    mark === '' ? '; ' : `${mark} `,
  );
}

/** Marks that end a label. Times (`10:30`) and addresses (`https://`) have none. */
const LABEL_MARK = /\s*(?:(?<!\d)[:：](?!\/\/)|(?<=\d)[:：](?![\d/])|[=＝])\s*/gu;
