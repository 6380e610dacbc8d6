import { html, type Interpolated, type Markup } from '#channels/render/html.ts';
import type { Seller } from '#channels/turn/seller-directory.ts';
import { TEXTS } from '../texts.ts';

/** What every page shows around its content. */
export interface Frame {
  /** Who asks; left out where that is not known. */
  readonly seller?: Seller;
  readonly sellers: readonly Seller[];
  /** Address of the style sheet, with its version. */
  readonly stylePath: string;
}

export interface Page {
  readonly title: string;
  readonly content: Interpolated;
  /** Load the page again after so many seconds. */
  readonly refreshSeconds?: number;
}

/** A whole document. */
export function page(frame: Frame, { title, content, refreshSeconds }: Page): string {
  const document = html`<html lang="en">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="color-scheme" content="light dark"/>
${refreshSeconds !== undefined && html`<noscript><meta http-equiv="refresh" content="${refreshSeconds}"/></noscript>`}
<title>${title} · ${TEXTS.product}</title>
<meta name="description" content="${TEXTS.promise}"/>
<link rel="stylesheet" href="${frame.stylePath}"/>
<link rel="icon" href="/icon.svg" type="image/svg+xml"/>
</head>
<body>
<a class="skip" href="#main">${TEXTS.skip}</a>
<header class="bar"><a class="brand" href="/">${TEXTS.product}</a>${sellerChooser(frame)}</header>
<main id="main" tabindex="-1">
${content}
</main>
<footer>${TEXTS.footer}</footer>
</body>
</html>`;
  return `<!doctype html>\n${document}\n`;
}

function sellerChooser({ seller, sellers }: Frame): Markup {
  return html`<form class="seller" method="post" action="/seller">
<label for="seller">${TEXTS.seller.label}</label>
<select id="seller" name="sellerId" aria-describedby="seller-note">${sellers.map(
    ({ sellerId, name, about }) =>
      html`<option value="${sellerId}"${sellerId === seller?.sellerId && html` selected=""`}>${about === undefined ? name : `${name} (${about})`}</option>`,
  )}</select>
<button class="quiet" type="submit">${TEXTS.seller.change}</button>
<p id="seller-note" class="note">${TEXTS.seller.note}</p>
</form>`;
}
