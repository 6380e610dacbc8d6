import type { ColumnValues } from './column-values.ts';
import { VOCABULARY_COLUMNS } from './column-values.ts';
import { sureness } from './propose-mapping.ts';
import type { Proposal } from './propose-services.ts';
import { shownCell } from './shown-cell.ts';
import type { OpenSource } from './source-rows.ts';

export interface ProposalToWrite {
  readonly proposals: readonly Proposal[];
  readonly absent: readonly string[];
  readonly columns: readonly ColumnValues[];
  readonly source: OpenSource;
  readonly file: string;
  readonly rows: number;
}

/** A proposed mapping as a person reads it: each line says how sure it is, and why. */
export function writeProposal(given: ProposalToWrite): string {
  const { proposals, absent, columns, file, rows } = given;
  const used = new Set(proposals.flatMap(({ from, monthly }) => [from, monthly]));
  const currency = columns.find((column) => !used.has(column) && isCurrency(column));
  const notUsed = columns.filter((column) => !used.has(column) && column !== currency);
  const lines = proposals.map((proposal) => lineOf(proposal, currency));
  const width = Math.min(90, Math.max(0, ...lines.map(({ text }) => text.length)));
  return [
    `# Proposed from ${shownCell(file)} (${rows} rows looked at). Check each line, above all those that are not sure.`,
    'kind: projects',
    ...sourceLines(given),
    ...ratesLines(proposals, currency),
    lines.length === 0 ? 'columns: {}' : 'columns:',
    ...lines.map(({ text, note }) => `${text.padEnd(width)}  # ${note}`),
    ...(proposals.some(({ target }) => target === 'opportunity_id')
      ? []
      : ['  # Nothing tells rows apart: opportunity_id: { as: text, from: [ several columns ] }']),
    ...(absent.length === 0
      ? []
      : ['# What the source does not seem to have:', `absent: [${absent.join(', ')}]`]),
    ...(notUsed.length === 0
      ? []
      : ['# Nothing is taken from:', ...notUsed.map(({ column }) => `#   ${shownCell(column)}`)]),
    '',
  ].join('\n');
}

function sourceLines({ source: { layout }, proposals }: ProposalToWrite): string[] {
  const orders = proposals.flatMap(({ from }) =>
    from.inferred.kind === 'date' && from.inferred.order !== undefined ? [from.inferred.order] : [],
  );
  const options = [
    ...(layout.format === 'csv' ? [`delimiter: ${quoted(layout.dialect.delimiter)}`] : []),
    ...(orders[0] === undefined ? [] : [`dateOrder: ${orders[0]}`]),
  ];
  return options.length === 0 ? [] : [`source: { ${options.join(', ')} }`];
}

/** Rates are nobody's to guess: an amount without one is refused and counted. */
function ratesLines(proposals: readonly Proposal[], currency: ColumnValues | undefined): string[] {
  const named = [...proposals.map(({ from }) => from)].flatMap(({ inferred }) =>
    inferred.kind === 'amount' ? inferred.currencies : [],
  );
  const codes = [...new Set([...named, ...(currency?.texts ?? [])])]
    .filter((code): code is string => code !== null && /^[A-Z]{3}$/.test(code) && code !== 'USD')
    .slice(0, 20);
  if (codes.length === 0) return [];
  return [
    '# Amounts in other currencies are refused and counted until you give their rates:',
    '# rates:',
    ...codes.map((code) => `#   ${code}: { usd: 1.00, date: '2026-01-31' }`),
  ];
}

function isCurrency({ texts, distinct }: ColumnValues): boolean {
  const known = texts.filter((text) => text !== null);
  return known.length > 0 && distinct <= 30 && known.every((text) => CURRENCIES.has(text.toUpperCase()));
}

const CURRENCIES = new Set(
  'USD EUR GBP CHF JPY CNY INR AUD CAD NZD SGD HKD SEK NOK DKK PLN CZK HUF RON TRY ILS ZAR BRL MXN ARS CLP COP KRW TWD THB IDR MYR PHP VND AED SAR EGP'.split(
    ' ',
  ),
);

function lineOf(proposal: Proposal, currency: ColumnValues | undefined) {
  const { target, from, score, why, monthly } = proposal;
  const sure = `${sureness(score)}: ${why}${lookupNote(proposal)}`;
  return { text: `  ${target}: ${sourceOf(target, from, currency, monthly)}`, note: sure };
}

function sourceOf(
  target: string,
  from: ColumnValues,
  currency: ColumnValues | undefined,
  monthly: ColumnValues | undefined,
): string {
  const name = quoted(from.column);
  const { inferred } = from;
  if (target === 'services')
    return `{ as: list, from: ${name}, separator: ${quoted(from.listSeparator ?? ';')}${
      monthly === undefined ? '' : `, monthlyFrom: ${quoted(monthly.column)}`
    } }`;
  if (target.endsWith('_date') && inferred.kind === 'epoch')
    return `{ as: epoch, from: ${name}, unit: ${inferred.unit} }`;
  if (target.endsWith('_date') && inferred.kind === 'date') {
    if (inferred.format !== undefined)
      return `{ as: date, from: ${name}, format: ${quoted(inferred.format)} }`;
    return `{ as: date, from: ${name}${inferred.order === undefined ? '' : `, order: ${inferred.order}`} }`;
  }
  if (target.endsWith('_usd')) {
    const options = [
      ...(currency !== undefined && target === 'annual_run_rate_usd'
        ? [`currencyFrom: ${quoted(currency.column)}`]
        : []),
      ...(inferred.kind === 'amount' && inferred.decimal !== undefined
        ? [`decimal: ${inferred.decimal}`]
        : []),
    ];
    if (options.length > 0) return `{ as: money, from: ${name}, ${options.join(', ')} }`;
  }
  return name;
}

/** Values of a closed list of ours that are spelt as nothing in it. */
function lookupNote({ target, from }: Proposal): string {
  if (!VOCABULARY_COLUMNS.includes(target) || (from.vocabulary[target] ?? 0) >= 0.8) return '';
  const values = [...new Set(from.texts.filter((text) => text !== null))]
    .slice(0, 6)
    .map((text) => shownCell(text));
  return `; most values are none of our list, use as: lookup (${values.join(', ')} …)`;
}

function quoted(text: string): string {
  return /^[A-Za-z][A-Za-z0-9_ ]*$/.test(text) &&
    !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text) &&
    !text.endsWith(' ')
    ? text
    : JSON.stringify(text);
}
