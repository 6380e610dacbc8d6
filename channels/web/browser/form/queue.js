import { button, element, say } from '../element.js';
import { isReachable } from '../reachable.js';
import { fill } from '../words.js';
import { bodyOf, setValues } from './fields.js';

const RETRY_MS = 15_000;
const LONGEST_SHOWN = 120;

/**
 * One question that waits in the browser until the server can be reached.
 * @typedef {object} Waiting
 * @property {1} version
 * @property {'/opportunities' | '/questions'} action
 * @property {Readonly<Record<string, string>>} fields with `formId`, so that sending it twice asks once
 */

/**
 * Offers to keep a question while the server cannot be reached, and sends the one that waits once it can.
 * @param {object} options
 * @param {readonly HTMLFormElement[]} options.forms
 * @param {string} options.sellerId
 * @param {Readonly<Record<string, string>>} options.words
 */
export function queueOffline({ forms, sellerId, words }) {
  const place = element('#connection', HTMLElement);
  const key = `waiting:${sellerId}`;
  const isOfflinePage = document.body.dataset.offline !== undefined;
  let isSending = false;

  /**
   * @param {string} [said]
   * @param {readonly HTMLElement[]} [actions]
   */
  const tell = (said, actions) => {
    place.hidden = said === undefined;
    say(place, said, actions);
  };

  /** @param {string} [first] said before it */
  function tellWaiting(first) {
    const waiting = read(key);
    if (waiting === undefined) return false;
    const { fields } = waiting;
    const text = (fields.text ?? `${fields.customerName}: ${fields.opportunityName}`).slice(0, LONGEST_SHOWN);
    tell([first, fill(words.queued ?? '', { text })].filter(Boolean).join(' '), [
      button(words.unqueue ?? '', () => {
        remove(key);
        putBack(waiting);
        tell(words.unqueued);
      }),
    ]);
    return true;
  }

  /** @param {Waiting} waiting */
  function putBack({ fields }) {
    for (const form of forms) setValues(form, fields);
  }

  async function send() {
    const waiting = read(key);
    if (waiting === undefined || isSending) return;
    isSending = true;
    try {
      // The page that opens without the server has nothing to send with: the real one does it.
      if (isOfflinePage) {
        if (await isReachable()) location.assign('/');
        return;
      }
      const response = await fetch(waiting.action, {
        method: 'POST',
        body: new URLSearchParams(waiting.fields),
      });
      if (response.redirected && new URL(response.url).pathname.startsWith('/answers/')) {
        tell(words.sendingQueued);
        remove(key);
        location.assign(response.url);
        return;
      }
      if (response.status >= 500 || response.status === 429) return;
      if (response.status === 401) {
        tell(words.queuedSignIn, [
          button(words.signIn ?? '', () => location.assign('/sign-in?return_to=%2F')),
        ]);
        return;
      }
      remove(key);
      putBack(waiting);
      tell(fill(words.queuedFailed ?? '', { status: response.status }));
    } catch {
      // Not back yet: it goes on waiting.
    } finally {
      isSending = false;
    }
  }

  window.addEventListener('online', () => void send());
  window.setInterval(() => {
    if (!document.hidden) void send();
  }, RETRY_MS);
  if (tellWaiting()) void send();
  else if (isOfflinePage) tell(words.offline);

  return {
    /** @param {HTMLFormElement} form that could not be sent */
    offer(form) {
      if (tellWaiting(words.queuedFull)) return;
      tell(words.offline, [
        button(words.queue ?? '', () => {
          const action = form.id === 'opportunity' ? '/opportunities' : '/questions';
          /** @type {Record<string, string>} */
          const fields = { ...Object.fromEntries(bodyOf(form)), sellerId };
          const formId = fields.formId || crypto.randomUUID();
          if (write(key, { version: 1, action, fields: { ...fields, formId } })) tellWaiting();
          else tell(words.full);
        }),
      ]);
      place.scrollIntoView({ block: 'nearest' });
      place.querySelector('button')?.focus();
    },
  };
}

/**
 * @param {string} key
 * @returns {Waiting | undefined}
 */
function read(key) {
  try {
    const stored = JSON.parse(localStorage.getItem(key) ?? 'null');
    return stored?.version === 1 && typeof stored.fields === 'object' ? stored : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {string} key
 * @param {Waiting} waiting
 */
function write(key, waiting) {
  try {
    localStorage.setItem(key, JSON.stringify(waiting));
    return true;
  } catch {
    return false;
  }
}

/** @param {string} key */
function remove(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // Forbidden: then nothing waits there.
  }
}
