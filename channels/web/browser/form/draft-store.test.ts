import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDraftStore, DRAFT_LIFE_MS } from './draft-store.js';

/** A browser's storage in memory, with room for so many characters. */
function memoryStorage(room = Number.POSITIVE_INFINITY) {
  const items = new Map<string, string>();
  return {
    items,
    getItem: (key: string) => items.get(key) ?? null,
    setItem(key: string, value: string) {
      if (value.length > room) throw new Error('QuotaExceededError');
      items.set(key, value);
    },
    removeItem: (key: string) => items.delete(key),
  } as unknown as Storage & { readonly items: Map<string, string> };
}

function storeOver(storage: Storage, clock = { nowMs: 1_000_000 }) {
  let ids = 0;
  return createDraftStore({
    storage: () => storage,
    sellerId: 'olivia',
    now: () => clock.nowMs++,
    newId: () => `id-${++ids}`,
  });
}

describe('createDraftStore', () => {
  it('never writes over what another tab has saved, in whatever order tabs save', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(2), { maxLength: 12 }), (turns) => {
        const store = storeOver(memoryStorage());
        const first = store.save(undefined, { text: 'first' });
        const begun = first.kind === 'not-kept' ? undefined : first.draft;
        const tabs = [begun, begun, begun];
        const last = new Map<number, string>();
        for (const [at, tab] of turns.entries()) {
          const text = `tab ${tab} at ${at}`;
          const saving = store.save(tabs[tab], { text });
          if (saving.kind !== 'not-kept') tabs[tab] = saving.draft;
          last.set(tab, text);
        }
        const kept = store.list().map(({ values }) => values.text);
        for (const text of last.values()) expect(kept).toContain(text);
      }),
    );
  });

  it('lists newest first and forgets what is fourteen days old', () => {
    const clock = { nowMs: 1_000_000 };
    const store = storeOver(memoryStorage(), clock);
    store.save(undefined, { text: 'old' });
    clock.nowMs += DRAFT_LIFE_MS - 10;
    store.save(undefined, { text: 'new' });
    expect(store.list().map(({ values }) => values.text)).toEqual(['new', 'old']);
    clock.nowMs += 20;
    expect(store.list().map(({ values }) => values.text)).toEqual(['new']);
  });

  it('makes room for the draft that is written now, and says when there is none', () => {
    const store = storeOver(memoryStorage(220));
    store.save(undefined, { text: 'x'.repeat(60) });
    expect(store.save(undefined, { text: 'y'.repeat(60) }).kind).toBe('saved');
    expect(store.list().map(({ values }) => values.text?.[0])).toEqual(['y']);
    expect(store.save(undefined, { text: 'z'.repeat(500) }).kind).toBe('not-kept');
  });

  it('reads nothing of what is no draft of this form, whatever is stored', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (stored) => {
        const storage = memoryStorage();
        storage.items.set('drafts:olivia', stored);
        expect(storeOver(storage).list()).toEqual([]);
      }),
    );
  });
});
