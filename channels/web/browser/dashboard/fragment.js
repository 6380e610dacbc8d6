import { fragmentOf } from '../trusted/fragment.js';

/**
 * Markup that this server's own views have made and this module has fetched.
 * @param {string} path on this server
 * @param {AbortSignal} signal
 * @returns {Promise<DocumentFragment>}
 * @throws {Error} when it is not to be had as it should be
 */
export async function fetchFragment(path, signal) {
  const response = await fetch(path, {
    headers: { accept: 'text/html', 'x-fragment': '1' },
    credentials: 'same-origin',
    redirect: 'error',
    signal,
  });
  const isHtml = response.headers.get('content-type')?.startsWith('text/html') === true;
  if (!response.ok || !isHtml || new URL(response.url).origin !== location.origin)
    throw new Error(`no fragment at ${path}: ${response.status}`);
  return fragmentOf(await response.text());
}
