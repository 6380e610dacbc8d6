/**
 * An element that the server's page has.
 * @template {Element} Kind
 * @param {string} selector
 * @param {{ new (): Kind; prototype: Kind }} kind
 * @returns {Kind}
 */
export function element(selector, kind) {
  const found = document.querySelector(selector);
  if (!(found instanceof kind)) throw new TypeError(`the page has no ${selector}`);
  return found;
}

/**
 * A button made by a script.
 * @param {string} words
 * @param {() => void} press
 */
export function button(words, press) {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'quiet small';
  made.textContent = words;
  made.addEventListener('click', press);
  return made;
}

/**
 * Says something with what can be done about it; nothing empties the place.
 * @param {Element} place
 * @param {string} [words]
 * @param {readonly HTMLElement[]} [actions]
 */
export function say(place, words, actions = []) {
  if (words === undefined) {
    place.replaceChildren();
    return;
  }
  const said = document.createElement('span');
  said.textContent = words;
  place.replaceChildren(said, ...actions.flatMap((action) => [' ', action]));
}
