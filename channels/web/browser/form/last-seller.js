const KEY = 'last-seller';

/**
 * Whose drafts these are: whom the server's page is for; without the server, whom it was last for.
 * @param {HTMLFormElement} form
 */
export function lastSeller(form) {
  const field = form.elements.namedItem('sellerId');
  const told = field instanceof HTMLInputElement ? field.value : '';
  try {
    if (told !== '') localStorage.setItem(KEY, told);
    return told === '' ? (localStorage.getItem(KEY) ?? '') : told;
  } catch {
    return told;
  }
}
