/// <reference lib="webworker" />

/** The worker's own scope, which the compiler takes for a page's. */
const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (globalThis));
const version = new URL(worker.location.href).searchParams.get('v') ?? '';
const CACHE = `shell-${version}`;
/** What opens when the server cannot be reached. */
const OFFLINE = '/offline';

worker.addEventListener('install', (event) => {
  event.waitUntil(precache());
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(removeOld());
});

// Network first; what was precached stands in. The API, streams and posts go past it.
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== worker.location.origin) return;
  if (pathname.startsWith('/v1/') || (request.headers.get('accept') ?? '').includes('text/event-stream'))
    return;
  if (request.mode === 'navigate') event.respondWith(orElse(request, OFFLINE));
  else if (
    pathname.startsWith('/assets/') ||
    pathname === '/icon.svg' ||
    pathname === '/manifest.webmanifest'
  )
    event.respondWith(orElse(request, request));
});

async function precache() {
  const cache = await caches.open(CACHE);
  const listed = await fetch('/shell.json', { cache: 'no-store' });
  await cache.addAll(await listed.json());
  await worker.skipWaiting();
}

async function removeOld() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name)));
  await worker.clients.claim();
}

/**
 * @param {Request} request
 * @param {RequestInfo} instead
 */
async function orElse(request, instead) {
  try {
    return await fetch(request);
  } catch (error) {
    const cached = await caches.match(instead);
    if (cached === undefined) throw error;
    return cached;
  }
}
