import { element } from '../element.js';
import { fill } from '../words.js';
import { controls } from './fields.js';

/**
 * The list of what is to be mended, with a link to each field, as the server's own page has it.
 * @param {HTMLFormElement} form
 * @param {Readonly<Record<string, string>>} faults
 * @param {Readonly<Record<string, string>>} words
 */
export function showFaults(form, faults, words) {
  const faulty = controls(form).filter(({ name }) => faults[name] !== undefined);
  const summary = document.createElement('div');
  summary.className = 'notice faults';
  summary.setAttribute('role', 'alert');
  summary.tabIndex = -1;
  const title = document.createElement('h2');
  title.textContent =
    faulty.length === 1 ? (words.faultsOne ?? '') : fill(words.faultsMany ?? '', { count: faulty.length });
  const list = document.createElement('ul');
  for (const control of faulty) {
    const item = document.createElement('li');
    const link = document.createElement('a');
    link.href = `#${control.id}`;
    link.textContent = `${control.labels?.[0]?.textContent ?? ''}: ${faults[control.name]}`;
    link.addEventListener('click', (event) => {
      event.preventDefault();
      const folded = control.closest('details');
      if (folded !== null) folded.open = true;
      control.focus();
    });
    item.append(link);
    list.append(item);
  }
  summary.append(title, list);
  element('#notices', HTMLElement).replaceChildren(summary);
  summary.focus();
}
