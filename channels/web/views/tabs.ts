import { html, type Interpolated, type Markup } from '#channels/render/html.ts';

export interface Tab {
  /** Unique in the result. */
  readonly name: string;
  readonly title: string;
  readonly content: Interpolated;
}

/**
 * Parts of a result: headings below one another, with links to them; the browser's module makes tabs of the links where
 * it runs. `id` begins every id.
 */
export function tabs(id: string, label: string, all: readonly Tab[]): Markup {
  return html`<div class="tabs" data-tabs="">
<nav class="tab-list" aria-label="${label}">${all.map(({ name, title }) => html`<a href="#${id}-${name}">${title}</a>`)}</nav>
${all.map(
  ({ content, name, title }) =>
    html`<section class="tab-panel" id="${id}-${name}" aria-labelledby="${id}-${name}-title"><h3 id="${id}-${name}-title">${title}</h3>
${content}
</section>`,
)}</div>`;
}
