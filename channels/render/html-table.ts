import { html, type Markup } from './html.ts';
import { cellText, type Table } from './table.ts';

/**
 * A table as accessible HTML: a caption, column and row headers, and a group (no landmark) that scrolls by keyboard when
 * the table is wider than the page. `id` is unique in its page; with
 * `hideTitle` the caption is for assistive technology alone (class `unseen`), where a heading says the same.
 */
export function htmlTable(
  table: Table,
  options: {
    readonly id: string;
    readonly hideTitle?: boolean;
    /** Addresses on this server that the rows' names lead to, in the order of the rows. */
    readonly links?: readonly string[];
  },
): Markup {
  const captionId = `${options.id}-caption`;
  return html`<div class="table-scroll" role="group" tabindex="0" aria-labelledby="${captionId}"><table>
<caption id="${captionId}"${options.hideTitle === true && html` class="unseen"`}>${table.title}</caption>
<thead><tr>${table.columns.map(({ name, align }) => html`<th scope="col" class="${align}">${name}</th>`)}</tr></thead>
<tbody>
${table.rows.map((row, at) => htmlRow(row, table, options.links?.[at]))}</tbody>
</table></div>`;
}

function htmlRow(row: Table['rows'][number], { columns }: Table, link: string | undefined): Markup {
  const cells = columns.map(({ align, unit }, index) => {
    const text = cellText(row[index] ?? null, unit);
    return index === 0 && text.trim() !== ''
      ? html`<th scope="row" class="${align}">${link === undefined ? text : html`<a href="${link}">${text}</a>`}</th>`
      : html`<td class="${align}">${text}</td>`;
  });
  return html`<tr>${cells}</tr>
`;
}
