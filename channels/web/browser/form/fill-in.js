import { button, element, say } from '../element.js';
import { fragmentOf } from '../trusted/fragment.js';
import { fill } from '../words.js';
import { bodyOf, setValues, valuesOf } from './fields.js';

/**
 * The sample, and free text read into fields; both can be undone.
 * @param {object} options
 * @param {HTMLFormElement} options.form
 * @param {HTMLFormElement} options.free
 * @param {Readonly<Record<string, string>>} options.words
 */
export function fillInByPress({ form, free, words }) {
  const said = element('#draft-said', HTMLElement);
  const reading = element('#reading', HTMLElement);

  /**
   * @param {Readonly<Record<string, string>>} values
   * @param {Element} place
   */
  function put(values, place) {
    const before = valuesOf(form);
    setValues(form, values);
    const count = Object.values(values).filter((value) => value !== '').length;
    if (count === 0) return;
    const undone = button(words.undo ?? '', () => {
      setValues(form, before);
      say(place, words.undone);
    });
    say(place, fill(words.filled ?? '', { count }), [undone]);
  }

  element('#sample', HTMLAnchorElement).addEventListener('click', (event) => {
    event.preventDefault();
    put(JSON.parse(form.dataset.sample ?? '{}'), said);
  });

  element('#read', HTMLButtonElement).addEventListener('click', async (event) => {
    // An empty box is told by the browser.
    if (!free.reportValidity()) {
      event.preventDefault();
      return;
    }
    event.preventDefault();
    const answer = await readText(free);
    if (answer === undefined) {
      say(reading, words.noReading);
      return;
    }
    reading.replaceChildren(fragmentOf(answer.markup));
    const place = document.createElement('p');
    reading.append(place);
    put(answer.values, place);
  });
}

/**
 * @param {HTMLFormElement} free
 * @returns {Promise<{ readonly values: Readonly<Record<string, string>>; readonly markup: string } | undefined>}
 */
async function readText(free) {
  try {
    const response = await fetch('/opportunities/read', {
      method: 'POST',
      body: bodyOf(free),
      headers: { Accept: 'application/json' },
    });
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined;
  }
}
