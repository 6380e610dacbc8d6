/** Whether the server answers at all; past every cache. */
export async function isReachable() {
  try {
    await fetch('/icon.svg', { method: 'HEAD', cache: 'no-store' });
    return true;
  } catch {
    return false;
  }
}
