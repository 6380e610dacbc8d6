import { html, type Interpolated, type Markup } from '#channels/render/html.ts';
import type { Seller } from '#channels/turn/seller-directory.ts';
import type { Assets } from '../assets.ts';
import { TEXTS } from '../texts.ts';
import { THEMES, type Theme } from './theme.ts';

/** What every page shows around its content. */
export interface Frame {
  /** Who asks; left out where that is not known. */
  readonly seller?: Seller;
  /** For the form that signs out. */
  readonly formToken?: string;
  readonly assets: Assets;
  readonly theme: Theme;
}

export interface Page {
  readonly title: string;
  readonly content: Interpolated;
  /** Load the page again after so many seconds, where no script does better. */
  readonly refreshSeconds?: number;
  /** Modules of `browser/` that this page runs besides the one of every page; those of results when left out. */
  readonly modules?: readonly string[];
  /** For the page that opens without the server. */
  readonly isOffline?: boolean;
}

const RESULT_MODULES = ['dashboard/dashboard.js'];

/** A whole document. */
export function page(
  frame: Frame,
  { title, content, refreshSeconds, modules = RESULT_MODULES, isOffline }: Page,
): string {
  const { assets, theme } = frame;
  const entries = ['page.js', ...modules];
  const preloads = new Set(entries.flatMap((name) => assets.modules(name)));
  const document = html`<html lang="en" data-theme="${theme}">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="color-scheme" content="${theme === 'system' ? 'light dark' : theme}"/>
${refreshSeconds !== undefined && html`<noscript><meta http-equiv="refresh" content="${refreshSeconds}"/></noscript>`}
<title>${title} · ${TEXTS.product}</title>
<meta name="description" content="${TEXTS.promise}"/>
<link rel="stylesheet" href="${assets.path('style.css')}"/>
<link rel="icon" href="/icon.svg" type="image/svg+xml"/>
<link rel="apple-touch-icon" href="${assets.path('icon-192.png')}"/>
<link rel="manifest" href="/manifest.webmanifest"/>
${[...preloads].map((path) => html`<link rel="modulepreload" href="${path}"/>`)}
${entries.map((name) => html`<script type="module" src="${assets.path(name)}"></script>`)}
</head>
<body data-version="${assets.version}"${isOffline === true && html` data-offline=""`}>
<a class="skip" href="#main">${TEXTS.skip}</a>
<header class="bar"><a class="brand" href="/">${TEXTS.product}</a>
<nav class="main-nav" aria-label="${TEXTS.nav.label}"> <a href="/">${TEXTS.nav.form}</a> <a href="/history">${TEXTS.nav.history}</a> <a href="/batches">${TEXTS.nav.batches}</a></nav>${whoAsks(frame)}</header>
<main id="main" tabindex="-1">
${content}
</main>
<footer><p>${TEXTS.footer}</p>${themeChooser(frame)}</footer>
</body>
</html>`;
  return `<!doctype html>\n${document}\n`;
}

function whoAsks({ seller, formToken }: Frame): Markup | undefined {
  if (seller === undefined) return undefined;
  const { name, about } = seller;
  return html`<form class="seller" method="post" action="/sign-out"><input type="hidden" name="formId" value="${formToken}"/>
<span>${TEXTS.seller.label} <strong>${name}</strong>${about !== undefined && ` (${about})`}</span>
<button class="quiet" type="submit">${TEXTS.seller.signOut}</button></form>`;
}

function themeChooser({ theme: chosen, formToken }: Frame): Markup {
  return html`<form class="theme" method="post" action="/theme">${formToken !== undefined && html`<input type="hidden" name="formId" value="${formToken}"/>`}<fieldset><legend>${TEXTS.theme.label}</legend>
${THEMES.map((theme) => html`<button type="submit" name="theme" value="${theme}" aria-pressed="${theme === chosen ? 'true' : 'false'}">${TEXTS.theme[theme]}</button>`)}</fieldset></form>`;
}
