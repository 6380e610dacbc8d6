import { type FormValues, OPPORTUNITY_FORM } from '#channels/turn/opportunity/opportunity-form.ts';
import { isPlace } from '#channels/turn/opportunity/places.ts';

/**
 * What of a text may stand in the form to begin with: lines `Label: value` as the form itself writes them go into
 * their fields where they are right for them, all else into the description.
 */
export function valuesFromText(text: string): FormValues {
  const values: Record<string, string> = {};
  const others: string[] = [];
  for (const line of text.replace(/\r\n?/g, '\n').split('\n')) {
    const [, label = '', value = ''] = /^\s*([^:\n]{1,40}):\s+(\S.*)$/.exec(line) ?? [];
    const name = NAMES.get(label.trim().toLowerCase());
    if (name === undefined || values[name] !== undefined || !isRight(name, value.trim())) others.push(line);
    else values[name] = value.trim();
  }
  const description = [values.description ?? '', others.join('\n').trim()]
    .filter((part) => part !== '')
    .join('\n');
  return description === '' ? values : { ...values, description };
}

const NAMES: ReadonlyMap<string, string> = new Map([
  ...OPPORTUNITY_FORM.map(({ name, label }) => [label.toLowerCase(), name] as const),
  ['country', 'place'],
  ['region', 'place'],
]);

/** Whether a field of the form can hold the value: of a list only what is on it. */
function isRight(name: string, value: string): boolean {
  const field = OPPORTUNITY_FORM.find((each) => each.name === name);
  if (field === undefined || value.length > field.maxLength) return false;
  if (field.kind === 'place') return isPlace(value);
  if (field.kind === 'choice') return field.choices?.includes(value) ?? false;
  return field.kind !== 'date' || /^\d{4}-(0[1-9]|1[0-2])-([0-2]\d|3[01])$/.test(value);
}
