import { html, type Markup } from '#channels/render/html.ts';
import { htmlTable } from '#channels/render/html-table.ts';
import type { ChartOptions } from '#channels/render/svg/picture.ts';
import type { Table } from '#channels/render/table.ts';
import { RESULT_TEXTS } from '../texts/result-texts.ts';

const WIDE = 760;
const NARROW = 300;

/**
 * A chart and the same as a table one click away. Drawn twice, since text in a picture shrinks with it: the style sheet
 * shows the one that fits. Without `twin` the table stands elsewhere on the page, in sight.
 */
export function chartFigure(
  id: string,
  draw: (options: ChartOptions) => Markup | undefined,
  twin?: Table,
): Markup | undefined {
  const wide = draw({ id: `${id}-wide`, width: WIDE });
  if (wide === undefined) return undefined;
  return html`<figure class="chart"><div class="wide">${wide}</div>
<div class="narrow">${draw({ id: `${id}-narrow`, width: NARROW })}</div></figure>
${
  twin !== undefined &&
  html`<details class="twin"><summary>${RESULT_TEXTS.twin}</summary>${htmlTable(twin, { id: `${id}-twin`, hideTitle: true })}</details>`
}`;
}
