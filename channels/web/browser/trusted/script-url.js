/** @typedef {{ createScriptURL(url: string): string }} ScriptUrlPolicy */

/**
 * Address of our own service worker as the browser wants it under Trusted Types: the only script that is
 * named by a script. Other addresses are refused.
 * @param {string} url
 * @returns {string}
 */
export function trustedScriptUrl(url) {
  return policy.createScriptURL(url);
}

const rules = {
  /** @param {string} url */
  createScriptURL(url) {
    if (!/^\/service-worker\.js\?v=[0-9a-f]{12}$/.test(url)) throw new TypeError(`not our script: ${url}`);
    return url;
  },
};

/** @type {ScriptUrlPolicy} */
const policy = factory()?.createPolicy('assistant-script-url', rules) ?? rules;

/** @returns {{ createPolicy(name: string, rules: ScriptUrlPolicy): ScriptUrlPolicy } | undefined} */
function factory() {
  return /** @type {any} */ (globalThis).trustedTypes;
}
