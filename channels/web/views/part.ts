import { html, type Interpolated, type Markup } from '#channels/render/html.ts';

/** A part of a result with a heading of its own, below the result's. Ids begin with the result's, so that two fit on a page. */
export function part(id: string, title: string, content: Interpolated): Markup {
  return html`<section class="part" aria-labelledby="${id}"><h3 id="${id}">${title}</h3>
${content}
</section>`;
}
