import { record, records } from '../blocks/validation.ts';

type Block = Readonly<Record<string, unknown>>;

const MOST_CELL = 44;
/** A wider table scrolls in Slack; here its end is cut off. */
const WIDEST = 120;
const BAR = 30;

/** A table with its columns below each other; numbers to the right. */
export function tableLines(block: Block): readonly string[] {
  const rows = (Array.isArray(block.rows) ? (block.rows as readonly unknown[]) : []).map((row) =>
    records(row).map(({ text, type, value }) => ({
      text: shorten(String(text ?? value ?? '')),
      isNumber: type === 'raw_number',
    })),
  );
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.text.length ?? 0)),
  );
  const lines = rows.map((row) =>
    row
      .map(({ text, isNumber }, column) =>
        isNumber ? text.padStart(widths[column] ?? 0) : text.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
  const [head = '', ...rest] = lines;
  return [head, widths.map((width) => '─'.repeat(width)).join('  '), ...rest].map((line) =>
    line.length <= WIDEST ? line : `${line.slice(0, WIDEST - 2)} …`,
  );
}

/** A chart as bars of text; several series one after the other. */
export function chartLines(block: Block): readonly string[] {
  const chart = record(block.chart);
  const series = records(chart.series).map(({ name, data }) => ({
    name: String(name),
    data: records(data).map(({ label, value }) => ({ label: String(label), value: Number(value) })),
  }));
  const all = series.flatMap(({ data }) => data);
  const most = Math.max(1e-9, ...all.map(({ value }) => Math.abs(value)));
  const width = Math.max(0, ...all.map(({ label }) => label.length));
  return [
    `▚ ${String(block.title)} (${String(chart.type)} chart)`,
    ...series.flatMap(({ name, data }) => [
      ...(series.length > 1 ? [`  ${name}`] : []),
      ...data.map(({ label, value }) => {
        const bar = '█'.repeat(Math.max(value === 0 ? 0 : 1, Math.round((Math.abs(value) / most) * BAR)));
        return `  ${label.padEnd(width)}  ${bar} ${value.toLocaleString('en-US')}`;
      }),
    ]),
  ];
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length <= MOST_CELL ? line : `${line.slice(0, MOST_CELL - 1)}…`;
}
