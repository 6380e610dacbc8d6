import { element } from '../element.js';
import { countWords, fill } from '../words.js';
import { controls } from './fields.js';

/**
 * How much of the form is filled in: needed fields on the meter, the others in words.
 * @param {HTMLFormElement} form
 * @param {Readonly<Record<string, string>>} words
 */
export function showCompletion(form, words) {
  const row = element('.completion', HTMLElement);
  const meter = document.createElement('progress');
  const label = document.createElement('label');
  const place = document.createElement('span');
  meter.id = 'completion';
  label.htmlFor = meter.id;
  label.textContent = words.completion ?? '';
  place.id = 'completion-words';
  place.className = 'note';
  row.append(label, meter, place);
  /** @param {Readonly<Record<string, string>>} faults a field with one does not count */
  const update = (faults) => {
    const filled = controls(form).filter(
      ({ name, value }) => value.trim() !== '' && faults[name] === undefined,
    );
    const all = controls(form);
    const needed = all.filter(({ required }) => required).length;
    const done = filled.filter(({ required }) => required).length;
    meter.max = needed;
    meter.value = done;
    const more = { done: filled.length - done, all: all.length - needed };
    place.textContent = `${fill(words.needed ?? '', { done, all: needed })}, ${fill(words.optional ?? '', more)}`;
  };
  row.hidden = false;
  update({});
  return update;
}

/** Below this share of what fits, nobody needs to know. */
const TELL_FROM = 0.75;

/**
 * Tells how many characters are left, once few are.
 * @param {Readonly<Record<string, string>>} words
 */
export function showCounts(words) {
  for (const place of document.querySelectorAll('[data-counts]')) {
    const area = document.getElementById(place.getAttribute('data-counts') ?? '');
    if (!(place instanceof HTMLElement) || !(area instanceof HTMLTextAreaElement)) continue;
    const update = () => {
      place.hidden = area.value.length < area.maxLength * TELL_FROM;
      place.textContent = fill(words.count ?? '', { left: countWords(area.maxLength - area.value.length) });
    };
    area.addEventListener('input', update);
    update();
  }
}
