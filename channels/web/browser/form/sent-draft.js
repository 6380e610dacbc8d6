import { createDraftStore } from './draft-store.js';

/** Where a tab notes the draft that it works on, and the one that it has just sent. */
const OWN = 'draft';
const SENT = 'draft-sent';

/** @typedef {{ readonly sellerId: string; readonly id: string }} SentDraft */

/** @returns {{ readonly id: string; readonly revision: string } | undefined} */
export function ownDraft() {
  return readJson(OWN);
}

/** @param {{ readonly id: string; readonly revision: string } | undefined} draft */
export function noteOwnDraft(draft) {
  writeJson(OWN, draft === undefined ? undefined : { id: draft.id, revision: draft.revision });
}

/** @param {SentDraft} sent */
export function noteSentDraft(sent) {
  writeJson(SENT, sent);
}

/** Once its answer's page is here, a draft that was sent is not needed any more; before that it is. */
export function clearSentDraft() {
  if (!location.pathname.startsWith('/answers/')) return;
  const sent = /** @type {SentDraft | undefined} */ (readJson(SENT));
  if (sent === undefined) return;
  storeOf(sent.sellerId).remove(sent.id);
  writeJson(SENT, undefined);
  writeJson(OWN, undefined);
}

/** @param {string} sellerId */
export function storeOf(sellerId) {
  return createDraftStore({
    storage: () => localStorage,
    sellerId,
    now: Date.now,
    newId: () => crypto.randomUUID(),
  });
}

/** @param {string} key */
function readJson(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {string} key
 * @param {unknown} value
 */
function writeJson(key, value) {
  try {
    if (value === undefined) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Forbidden: the tab forgets which draft is its own, and makes a new one.
  }
}
