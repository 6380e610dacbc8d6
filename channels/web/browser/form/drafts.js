import { button, element, say } from '../element.js';
import { fill, timeWords } from '../words.js';
import { isBlank, setValues, valuesOf } from './fields.js';
import { noteOwnDraft, noteSentDraft, ownDraft, storeOf } from './sent-draft.js';

const PAUSE_MS = 600;

/**
 * Saves what is typed into the forms, shows it again on the next visit, and keeps two tabs apart.
 * @param {object} options
 * @param {readonly HTMLFormElement[]} options.forms
 * @param {string} options.sellerId
 * @param {Readonly<Record<string, string>>} options.words
 */
export function keepDrafts({ forms, sellerId, words }) {
  const store = storeOf(sellerId);
  const note = element('#draft-note', HTMLElement);
  const said = element('#draft-said', HTMLElement);
  let own = ownDraft();
  let isKept = true;
  let isDirty = false;
  let timer = 0;

  const values = () => Object.assign({}, ...forms.map(valuesOf));
  /** @param {Readonly<Record<string, string>>} stored */
  const put = (stored) => {
    for (const form of forms) setValues(form, stored);
    window.clearTimeout(timer);
    isDirty = false;
  };

  function save() {
    window.clearTimeout(timer);
    if (!isDirty) return;
    const now = values();
    if (isBlank(now)) {
      discard();
      return;
    }
    const saving = store.save(own, now);
    isKept = saving.kind !== 'not-kept';
    if (saving.kind === 'not-kept') {
      note.textContent = '';
      say(said, words.full);
      return;
    }
    isDirty = false;
    own = saving.draft;
    noteOwnDraft(own);
    note.textContent = fill(words.saved ?? '', { time: timeWords(saving.draft.savedAtMs, Date.now()) });
    if (saving.kind === 'copied') sayOther();
  }

  function discard() {
    if (own !== undefined) store.remove(own.id);
    own = undefined;
    noteOwnDraft(undefined);
    note.textContent = '';
    isDirty = false;
  }

  /** @param {import('./draft-store.js').Draft} draft */
  function take(draft) {
    own = draft;
    noteOwnDraft(own);
    put(draft.values);
    say(said, fill(words.restored ?? '', { time: timeWords(draft.savedAtMs, Date.now()) }), [
      button(words.discard ?? '', () => {
        const gone = values();
        discard();
        for (const form of forms)
          setValues(form, Object.fromEntries(Object.keys(valuesOf(form)).map((name) => [name, ''])));
        window.clearTimeout(timer);
        say(said, words.discarded, [
          button(words.undo ?? '', () => {
            put(gone);
            isDirty = true;
            save();
            say(said, words.undone);
          }),
        ]);
      }),
    ]);
  }

  /** Another tab's draft, newer than ours: told and offered, never put over what stands here. */
  function sayOther() {
    const other = store.list().find(({ id }) => id !== own?.id);
    if (other === undefined) return;
    say(said, fill(words.elsewhere ?? '', { time: timeWords(other.savedAtMs, Date.now()) }), [
      button(words.takeTheirs ?? '', () => {
        save();
        take(other);
      }),
      button(words.keepMine ?? '', () => say(said)),
    ]);
  }

  for (const form of forms) {
    form.addEventListener('input', () => {
      isDirty = true;
      window.clearTimeout(timer);
      timer = window.setTimeout(save, PAUSE_MS);
    });
  }
  window.addEventListener('storage', ({ key }) => {
    if (key !== store.key) return;
    const stored = store.list().find(({ id }) => id === own?.id);
    if (stored !== undefined && stored.revision !== own?.revision) {
      // The same draft was open in both: from here on this tab has its own.
      const others = stored;
      own = undefined;
      say(said, fill(words.elsewhere ?? '', { time: timeWords(others.savedAtMs, Date.now()) }), [
        button(words.takeTheirs ?? '', () => {
          save();
          take(others);
        }),
        button(words.keepMine ?? '', () => {
          isDirty = true;
          save();
          say(said);
        }),
      ]);
    }
  });
  window.addEventListener('pagehide', save);
  window.addEventListener('beforeunload', (event) => {
    // Only where nothing keeps the draft: anywhere else it is here again on the next visit.
    if (isDirty) save();
    if (!isKept && isDirty) event.preventDefault();
  });

  if (isBlank(values())) {
    const drafts = store.list();
    const draft = drafts.find(({ id }) => id === own?.id) ?? drafts[0];
    if (draft !== undefined) take(draft);
  }
  return {
    save,
    /** The form is on its way: its draft goes once the answer's page is here. */
    sent() {
      save();
      if (own !== undefined) noteSentDraft({ sellerId, id: own.id });
      isDirty = false;
    },
  };
}
