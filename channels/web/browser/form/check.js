import { bodyOf, controls } from './fields.js';

const PAUSE_MS = 350;

/**
 * @typedef {object} Check what the server says of the form
 * @property {Readonly<Record<string, string>>} faults
 * @property {Readonly<Record<string, string>>} reads
 */

/**
 * Asks the server what it would say, and shows that beside fields that somebody has been in. The rules and their
 * words are the server's: none is written here.
 * @param {HTMLFormElement} form
 * @param {(check: Check) => void} onCheck told of each answer
 */
export function checkWhileTyping(form, onCheck) {
  /** Names of fields whose faults may be shown. */
  const touched = new Set(
    controls(form)
      .filter((control) => control.hasAttribute('aria-invalid'))
      .map(({ name }) => name),
  );
  /** @type {Set<string>} */
  const edited = new Set();
  let asked = 0;
  let timer = 0;

  /** @returns {Promise<Check | undefined>} undefined where the server cannot be asked */
  async function ask() {
    window.clearTimeout(timer);
    asked += 1;
    const mine = asked;
    const check = await askServer(form);
    // A later question has a later answer.
    if (check === undefined || mine !== asked) return check;
    show(form, check, touched);
    onCheck(check);
    return check;
  }

  form.addEventListener('input', ({ target }) => {
    if (target instanceof Element && 'name' in target) edited.add(String(target.name));
    window.clearTimeout(timer);
    timer = window.setTimeout(ask, PAUSE_MS);
  });
  form.addEventListener('focusout', ({ target }) => {
    if (!(target instanceof Element) || !('name' in target)) return;
    const name = String(target.name);
    if (!edited.has(name) || touched.has(name)) return;
    touched.add(name);
    void ask();
  });
  return {
    ask,
    /** Shows every fault from now on: it was tried to be sent. */
    async askAll() {
      for (const { name } of controls(form)) touched.add(name);
      return ask();
    },
  };
}

/**
 * @param {HTMLFormElement} form
 * @returns {Promise<Check | undefined>}
 */
async function askServer(form) {
  try {
    const response = await fetch('/opportunities/check', {
      method: 'POST',
      body: bodyOf(form),
      headers: { Accept: 'application/json' },
    });
    // Refused (the session has ended, too many requests): sent as it is, the server says on its page what to do.
    return response.ok ? await response.json() : { faults: {}, reads: {} };
  } catch {
    return undefined;
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {Check} check
 * @param {ReadonlySet<string>} touched
 */
function show(form, { faults, reads }, touched) {
  for (const control of controls(form)) {
    const { name } = control;
    const fault = touched.has(name) ? faults[name] : undefined;
    setText(`${name}-fault`, fault);
    setText(`${name}-read`, faults[name] === undefined ? reads[name] : undefined);
    if (fault === undefined) control.removeAttribute('aria-invalid');
    else control.setAttribute('aria-invalid', 'true');
  }
}

/**
 * @param {string} id
 * @param {string | undefined} words
 */
function setText(id, words) {
  const place = document.getElementById(id);
  if (place === null) return;
  place.hidden = words === undefined;
  if (place.textContent !== (words ?? '')) place.textContent = words ?? '';
}
