import { clearSentDraft } from './form/sent-draft.js';
import { enhanceTheme } from './theme.js';
import { trustedScriptUrl } from './trusted/script-url.js';

enhanceTheme();
clearSentDraft();
focusFaults();
registerWorker();

/** A page that came back with something to mend begins there. */
function focusFaults() {
  const faults = document.querySelector('.faults');
  if (faults instanceof HTMLElement) faults.focus();
}

/** Without a worker (forbidden, or no secure context) everything works but opening without the server. */
function registerWorker() {
  const version = document.body.dataset.version;
  if (!('serviceWorker' in navigator) || version === undefined) return;
  navigator.serviceWorker.register(trustedScriptUrl(`/service-worker.js?v=${version}`)).catch(() => {});
}
