/** Any page of ours that looks at the session renews it. @param {string} turn @returns {Promise<'renewed' | 'signed-out' | 'unreachable'>} */
export async function renew(turn) {
  try {
    const response = await fetch(`/answers/${encodeURIComponent(turn)}`, {
      method: 'HEAD',
      headers: { 'x-fragment': '1' },
      credentials: 'same-origin',
      redirect: 'manual',
      cache: 'no-store',
    });
    return response.ok ? 'renewed' : 'signed-out';
  } catch {
    return 'unreachable';
  }
}

/**
 * Waits so long, or until the browser is connected again or the page is looked at again.
 * @param {number} ms @param {AbortSignal} signal
 * @returns {Promise<void>}
 */
export function pause(ms, signal) {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener('online', done);
      document.removeEventListener('visibilitychange', seen);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const seen = () => {
      if (document.visibilityState === 'visible') done();
    };
    const timer = setTimeout(done, ms);
    addEventListener('online', done);
    document.addEventListener('visibilitychange', seen);
    signal.addEventListener('abort', done);
    if (signal.aborted) done();
  });
}
