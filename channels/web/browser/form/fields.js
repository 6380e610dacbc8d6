/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Control */
/** @typedef {Readonly<Record<string, string>>} Values by the name of a field */

/** What ties a form to its asking is no field. */
const IDENTITY = new Set(['formId', 'sellerId', 'csrf', 'answerId', 'thread']);

/**
 * The fields of a form that somebody fills in.
 * @param {HTMLFormElement} form
 * @returns {readonly Control[]}
 */
export function controls(form) {
  return [...form.elements].filter(isControl).filter(({ name }) => name !== '' && !IDENTITY.has(name));
}

/**
 * @param {HTMLFormElement} form
 * @returns {Values}
 */
export function valuesOf(form) {
  return Object.fromEntries(controls(form).map(({ name, value }) => [name, value]));
}

/**
 * Puts values into the fields that are named, as if they were typed.
 * @param {HTMLFormElement} form
 * @param {Values} values
 */
export function setValues(form, values) {
  for (const control of controls(form)) {
    const value = values[control.name];
    if (value === undefined || value === control.value) continue;
    control.value = value;
    control.dispatchEvent(new Event('input', { bubbles: true }));
    const folded = control.closest('details');
    if (folded !== null && value !== '') folded.open = true;
  }
}

/**
 * @param {Values} values
 * @returns {boolean}
 */
export function isBlank(values) {
  return Object.values(values).every((value) => value.trim() === '');
}

/**
 * What a form sends, as a body.
 * @param {HTMLFormElement} form
 */
export function bodyOf(form) {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value);
  return body;
}

/**
 * @param {Element} element
 * @returns {element is Control}
 */
function isControl(element) {
  return (
    element instanceof HTMLInputElement ||
    element instanceof HTMLTextAreaElement ||
    element instanceof HTMLSelectElement
  );
}
