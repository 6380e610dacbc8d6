import { html, type Markup } from '#channels/render/html.ts';

/** The filters of the cases; without a script they stay away and every case is shown. */
export function filters(
  states: readonly (readonly [value: string, label: string])[],
  suites: readonly string[],
): Markup {
  return html`<form id="filters" class="filters" hidden>
<label>Words <input name="words" type="search" autocomplete="off"></label>
<label>State <select name="state"><option value="">all</option>${states.map(([value, label]) => html`<option value="${value}">${label}</option>`)}</select></label>
<label>Suite <select name="suite"><option value="">all</option>${suites.map((suite) => html`<option>${suite}</option>`)}</select></label>
<button name="open" type="button">Open or close all</button>
<p id="shown" class="soft" role="status"></p>
</form>`;
}
