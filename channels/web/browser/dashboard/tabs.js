/**
 * Makes tabs of the links above the parts of a result (WAI-ARIA: arrows, Home and End move and select). What is found by
 * the browser's own search, or named by the address, is shown; printing shows everything.
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/tabs/
 * @param {ParentNode} within
 */
export function makeTabs(within) {
  for (const group of within.querySelectorAll('[data-tabs]'))
    if (group instanceof HTMLElement) makeGroup(group);
}

/** @param {HTMLElement} group */
function makeGroup(group) {
  const list = group.querySelector(':scope > .tab-list');
  const pairs = [...(list?.querySelectorAll('a') ?? [])].flatMap((tab) => {
    const panel = group.querySelector(`:scope > #${CSS.escape(tab.hash.slice(1))}`);
    return panel instanceof HTMLElement ? [{ tab, panel }] : [];
  });
  const [first] = pairs;
  if (list === null || first === undefined || pairs.length < 2) return;
  group.removeAttribute('data-tabs');
  list.setAttribute('role', 'tablist');

  /** @param {{ tab: HTMLAnchorElement, panel: HTMLElement }} chosen */
  const select = (chosen) => {
    for (const { tab, panel } of pairs) {
      const isChosen = panel === chosen.panel;
      tab.setAttribute('aria-selected', String(isChosen));
      tab.tabIndex = isChosen ? 0 : -1;
      if (isChosen) panel.removeAttribute('hidden');
      else panel.setAttribute('hidden', 'until-found');
    }
  };

  for (const [at, pair] of pairs.entries()) {
    const { panel, tab } = pair;
    tab.id = `${panel.id}-tab`;
    tab.setAttribute('role', 'tab');
    tab.setAttribute('aria-controls', panel.id);
    panel.setAttribute('role', 'tabpanel');
    panel.setAttribute('aria-labelledby', tab.id);
    panel.tabIndex = 0;
    panel.querySelector(':scope > h3')?.classList.add('unseen');
    panel.addEventListener('beforematch', () => select(pair));
    tab.addEventListener('click', (event) => {
      event.preventDefault();
      select(pair);
      tab.focus();
      history.replaceState(history.state, '', tab.hash);
    });
    tab.addEventListener('keydown', (event) => {
      const next = pairs[placeOf(event.key, at, pairs.length)];
      if (next === undefined) return;
      event.preventDefault();
      select(next);
      next.tab.focus();
    });
  }
  const follow = () => {
    const target = document.getElementById(location.hash.slice(1));
    const named = pairs.find(({ panel }) => target !== null && panel.contains(target));
    if (named === undefined) return false;
    select(named);
    return true;
  };
  if (!follow()) select(first);
  addEventListener('hashchange', follow);
}

/**
 * Where a key leads from a tab; -1 where it leads nowhere.
 * @param {string} key @param {number} at @param {number} count
 */
export function placeOf(key, at, count) {
  switch (key) {
    case 'ArrowRight':
      return (at + 1) % count;
    case 'ArrowLeft':
      return (at + count - 1) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    case ' ':
      return at;
    default:
      return -1;
  }
}
