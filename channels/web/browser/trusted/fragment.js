/** The one policy by which text becomes markup; the page's policy names it in `trusted-types`. */
const policy = window.trustedTypes?.createPolicy('fragments', { createHTML: (markup) => markup });

/**
 * Markup that our own server's views made, as elements. Scripts in it do not run: elements of a template are inert
 * until they are put into the page, and scripts made by parsing never run there.
 * @param {string} markup as it came in a response of this origin
 * @returns {DocumentFragment}
 */
export function fragmentOf(markup) {
  const template = document.createElement('template');
  template.innerHTML = policy === undefined ? markup : policy.createHTML(markup);
  return template.content;
}
