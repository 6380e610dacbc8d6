import { html, type Interpolated, type Markup } from '#channels/render/html.ts';
import { RESULT_TEXTS } from '../texts/result-texts.ts';
import { TEXTS } from '../texts.ts';

export type ResultKind = keyof typeof RESULT_TEXTS.kinds;

export interface ResultFrame {
  readonly kind: ResultKind;
  /** Of the artifact. */
  readonly id: string;
  readonly title: string;
  /** One line below the title. */
  readonly facts: Interpolated;
  readonly isSample?: boolean;
  readonly badges?: readonly string[];
  readonly notes: readonly string[];
  readonly content: Interpolated;
  readonly downloads: Interpolated;
}

/** What every result has around it: its name, a line of facts, what is to be said first, and how to take it away. */
export function resultFrame(frame: ResultFrame): Markup {
  const { badges = [], content, downloads, facts, id, isSample, kind, notes, title } = frame;
  const all = [...(isSample === true ? [TEXTS.answer.sample] : []), ...badges];
  return html`<article class="result" data-part="${kind}:${id}" aria-labelledby="${kind}-${slug(id)}">
<header class="intro"><p class="eyebrow">${RESULT_TEXTS.kinds[kind]}</p><h2 id="${kind}-${slug(id)}">${title}</h2>
<p>${facts}${all.map((badge) => html` <span class="badge">${badge}</span>`)}</p></header>
${notes.length > 0 && html`<ul class="notice">${notes.map((note) => html`<li>${note}</li>`)}</ul>`}
${content}
${downloads}
</article>`;
}

/** What begins the ids in a result: some of its own id, so that two of a kind fit on a page. */
export function idPrefix(kind: ResultKind, id: string): string {
  return `${kind}-${slug(id)}`;
}

function slug(id: string): string {
  return id.replace(/[^A-Za-z0-9_-]/g, '').slice(-16) || 'x';
}

/** Links to take a result away: its rows, all of it, its own page. */
export function downloads(
  path: string,
  texts: { readonly csv: string; readonly json: string; readonly permanent: string },
  more?: Interpolated,
): Markup {
  return html`<nav class="downloads" aria-label="${TEXTS.answer.download}"><a href="${path}.csv">${texts.csv}</a><a href="${path}.json">${texts.json}</a><a href="${path}">${texts.permanent}</a>${more}<button class="quiet" type="button" data-print="" hidden="">${RESULT_TEXTS.print}</button></nav>`;
}

/** A result on a page of its own. */
export function ownPage(kind: ResultKind, view: Markup): Markup {
  return html`<h1 class="unseen">${RESULT_TEXTS.kinds[kind]}</h1>
<div class="results">${view}</div>`;
}
