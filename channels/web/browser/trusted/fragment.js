/** @typedef {{ createHTML(markup: string): string }} FragmentPolicy */

/**
 * Puts markup that our own server's views made in place of what an element holds. Scripts in it do not run:
 * the page's policy takes scripts from addresses of ours only, and markup set so runs none.
 * @param {Element} element
 * @param {string} markup as it came from a response of this origin
 */
export function setFragment(element, markup) {
  element.innerHTML = policy.createHTML(markup);
}

/**
 * A document of a page that our own server sent, to take parts from.
 * @param {string} markup
 * @returns {Document}
 */
export function parsePage(markup) {
  return new DOMParser().parseFromString(policy.createHTML(markup), 'text/html');
}

const rules = {
  /** @param {string} markup */
  createHTML: (markup) => markup,
};

/** @type {FragmentPolicy} */
const policy = factory()?.createPolicy('assistant-fragment', rules) ?? rules;

/** @returns {{ createPolicy(name: string, rules: FragmentPolicy): FragmentPolicy } | undefined} */
function factory() {
  return /** @type {any} */ (globalThis).trustedTypes;
}
