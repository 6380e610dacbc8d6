import { html, type Interpolated, type Markup } from '#channels/render/html.ts';

/** A part of the page with a heading of its own. */
export function section(id: string, title: string, content: Interpolated): Markup {
  return html`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>
${content}
</section>`;
}
