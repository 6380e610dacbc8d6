import type { Hono } from 'hono';
import { html } from '#channels/render/html.ts';
import type { Assets } from '../assets.ts';
import { OFFLINE_TEXTS } from '../texts/script-texts.ts';
import { TEXTS } from '../texts.ts';
import { formPage } from './form-page.ts';
import { page } from './layout.ts';

/**
 * What makes the page an application that can be installed and opens without the server: `GET /offline` is the
 * form for nobody in particular, `GET /shell.json` what the worker keeps, and the manifest.
 */
export function addShellRoutes(app: Hono, assets: Assets): void {
  const offline = page({ assets, theme: 'system' }, offlinePage());
  app.get('/offline', (context) => {
    context.header('Cache-Control', 'no-cache');
    return context.html(offline);
  });
  app.get('/shell.json', (context) => {
    context.header('Cache-Control', 'no-cache');
    return context.json(['/offline', '/icon.svg', '/manifest.webmanifest', ...assets.shell]);
  });
  app.get('/manifest.webmanifest', (context) => {
    context.header('Content-Type', 'application/manifest+json');
    context.header('Cache-Control', 'no-cache');
    return context.body(JSON.stringify(manifestOf(assets)));
  });
}

function offlinePage() {
  const intro = html`<div class="intro"><h1>${OFFLINE_TEXTS.title}</h1><p>${OFFLINE_TEXTS.text}</p></div>`;
  const state = { formId: '', sellerId: '', values: {}, faults: {}, reads: {}, freeText: '' };
  return {
    title: OFFLINE_TEXTS.title,
    content: formPage(state, intro),
    modules: ['form/form.js'],
    isOffline: true,
  };
}

/** @see https://www.w3.org/TR/appmanifest/ */
function manifestOf(assets: Assets) {
  const icon = (name: string, sizes: string, purpose: 'any' | 'maskable') => ({
    src: assets.path(name),
    sizes,
    type: 'image/png',
    purpose,
  });
  return {
    id: '/',
    name: TEXTS.product,
    short_name: TEXTS.shortProduct,
    description: TEXTS.promise,
    lang: 'en',
    start_url: '/',
    scope: '/',
    display: 'standalone',
    background_color: '#f7f6f2',
    theme_color: '#12586b',
    icons: [
      icon('icon-192.png', '192x192', 'any'),
      icon('icon-512.png', '512x512', 'any'),
      icon('icon-maskable-512.png', '512x512', 'maskable'),
    ],
  };
}
