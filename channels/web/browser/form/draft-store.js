/**
 * Drafts of one seller in a browser's storage. Each tab writes a draft of its own; a draft that another tab has
 * changed since it was read is never written over: the tab goes on with a copy.
 *
 * @typedef {object} Draft
 * @property {string} id
 * @property {string} revision changes with every save
 * @property {number} savedAtMs
 * @property {Readonly<Record<string, string>>} values
 *
 * @typedef {{ readonly kind: 'saved' | 'copied'; readonly draft: Draft } | { readonly kind: 'not-kept' }} Saving
 *   `copied`: another tab had changed it, so this one is a draft of its own now
 *
 * @typedef {object} DraftStore
 * @property {() => readonly Draft[]} list newest first; the expired are left out
 * @property {(draft: Pick<Draft, 'id' | 'revision'> | undefined, values: Draft['values']) => Saving} save
 * @property {(id: string) => void} remove
 * @property {string} key of the storage, for its events
 */

/** Form of what is stored: others are not read, and make room. */
const VERSION = 1;
const MOST_DRAFTS = 5;
/** Fourteen days. */
export const DRAFT_LIFE_MS = 14 * 24 * 3_600_000;

/**
 * @param {object} options
 * @param {() => Storage} options.storage throws where it is forbidden
 * @param {string} options.sellerId
 * @param {() => number} options.now in milliseconds
 * @param {() => string} options.newId
 * @returns {DraftStore}
 */
export function createDraftStore({ storage, sellerId, now, newId }) {
  const key = `drafts:${sellerId}`;
  const list = () => {
    const oldest = now() - DRAFT_LIFE_MS;
    return readDrafts(() => storage().getItem(key))
      .filter(({ savedAtMs }) => savedAtMs > oldest)
      .toSorted((one, other) => other.savedAtMs - one.savedAtMs);
  };
  /** @param {readonly Draft[]} drafts */
  const write = (drafts) => {
    try {
      if (drafts.length === 0) storage().removeItem(key);
      else storage().setItem(key, JSON.stringify({ version: VERSION, drafts }));
      return true;
    } catch {
      return false;
    }
  };
  return {
    key,
    list,
    save(known, values) {
      const drafts = list();
      const stored = drafts.find(({ id }) => id === known?.id);
      const isOthers = stored !== undefined && stored.revision !== known?.revision;
      const id = known === undefined || isOthers ? newId() : known.id;
      const draft = { id, revision: newId(), savedAtMs: now(), values };
      const kept = [draft, ...drafts.filter((each) => each.id !== id)].slice(0, MOST_DRAFTS);
      // Where there is no room for all of them, this one comes first.
      if (!write(kept) && !write([draft])) return { kind: 'not-kept' };
      return { kind: isOthers ? 'copied' : 'saved', draft };
    },
    remove(id) {
      write(list().filter((draft) => draft.id !== id));
    },
  };
}

/**
 * @param {() => string | null} get
 * @returns {readonly Draft[]}
 */
function readDrafts(get) {
  try {
    const stored = JSON.parse(get() ?? 'null');
    if (stored?.version !== VERSION || !Array.isArray(stored.drafts)) return [];
    return stored.drafts.filter(isDraft);
  } catch {
    return [];
  }
}

/**
 * @param {unknown} value
 * @returns {value is Draft}
 */
function isDraft(value) {
  if (typeof value !== 'object' || value === null) return false;
  const { id, revision, savedAtMs, values } = /** @type {Record<string, unknown>} */ (value);
  return (
    typeof id === 'string' &&
    typeof revision === 'string' &&
    typeof savedAtMs === 'number' &&
    typeof values === 'object' &&
    values !== null &&
    Object.values(values).every((each) => typeof each === 'string')
  );
}
