/** The one policy by which text becomes a script's address: our service worker's, and no other. */
const policy = window.trustedTypes?.createPolicy('script-url', { createScriptURL: workerUrl });

/**
 * Address of our service worker, as browsers with Trusted Types want it.
 * @param {string} url
 * @returns {string}
 * @throws {TypeError} for any other address
 */
export function trustedScriptUrl(url) {
  return policy === undefined ? workerUrl(url) : policy.createScriptURL(url);
}

/** @param {string} url */
function workerUrl(url) {
  if (!/^\/service-worker\.js\?v=[0-9a-f]{12}$/.test(url)) throw new TypeError(`not our script: ${url}`);
  return url;
}
