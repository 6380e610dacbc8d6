import { pause } from './connection.js';
import { fetchFragment } from './fragment.js';
import { makeTabs } from './tabs.js';

const RETRY_MS = 2_000;
const MOST_RETRIES = 30;

/**
 * Puts the whole answer in the place of what was followed. Results that are there stay as they are, with what somebody has
 * opened in them; the focus stays where it was, or goes to the heading of the answer.
 * @param {HTMLElement} root @param {string} turn @param {AbortSignal} signal
 */
export async function showWhole(root, turn, signal) {
  for (let tries = 0; tries < MOST_RETRIES && !signal.aborted; tries += 1) {
    try {
      const fragment = await fetchFragment(`/answers/${encodeURIComponent(turn)}`, signal);
      const whole = fragment.querySelector('.answer');
      if (!(whole instanceof HTMLElement) || whole.dataset.answered !== turn) throw new Error('not yet');
      swap(root, whole);
      return true;
    } catch {
      await pause(RETRY_MS, signal);
    }
  }
  return false;
}

/** @param {HTMLElement} root @param {HTMLElement} whole */
function swap(root, whole) {
  const active = document.activeElement;
  const hadFocus = active instanceof HTMLElement && root.contains(active);
  for (const fresh of whole.querySelectorAll('[data-part]')) {
    if (!(fresh instanceof HTMLElement)) continue;
    const shown = [...root.querySelectorAll('[data-part]')].find(
      (each) => each instanceof HTMLElement && each.dataset.part === fresh.dataset.part,
    );
    if (shown !== undefined) fresh.replaceWith(shown);
  }
  const title = whole.dataset.title;
  makeTabs(whole);
  root.replaceWith(whole);
  if (title !== undefined) document.title = title;
  showPrint(whole);
  if (!hadFocus) return;
  if (whole.contains(active)) active.focus({ preventScroll: true });
  else {
    const heading = whole.querySelector('h1');
    if (heading instanceof HTMLElement) {
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    }
  }
}

/** Shows the buttons that only a browser with modules can act on. @param {ParentNode} within */
export function showPrint(within) {
  for (const button of within.querySelectorAll('button[data-print]')) {
    if (!(button instanceof HTMLButtonElement) || !button.hidden) continue;
    button.hidden = false;
    button.addEventListener('click', () => print());
  }
}
