import type { ImportReport, ReportedExample } from '#knowledge-base/projects/import/import-report.ts';
import { DOUBT_REASONS, DROP_REASONS } from '#knowledge-base/projects/normalise-reasons.ts';

const WORDS: Readonly<Record<string, string>> = { ...DROP_REASONS, ...DOUBT_REASONS };
const MOST_PARTNERS = 10;
const MOST_NAMES = 12;

/** An import's report as a person reads it. */
export function describeImport(
  report: ImportReport,
  { tookMs, outDir }: { readonly tookMs: number; readonly outDir: string },
): string {
  const { read, kept } = report.report;
  const files = report.files.map(
    ({ name, format, rows }) => `  ${name}: ${format}, ${counted(rows, 'row')}\n`,
  );
  return [
    report.isUsable
      ? `${counted(kept, 'project')} through ${report.throughDate} in ${(tookMs / 1000).toFixed(1)} s: version ${report.dataVersion} in ${outDir}\n`
      : `Nothing can be used: ${unusable(report)}. The data before stays as it was.\n`,
    `\nRows read ${number(read)}, kept ${number(kept)}.\n`,
    ...few(files, 'file'),
    ...(report.skippedFiles.length === 0 ? [] : [`  not read: ${names(report.skippedFiles)}\n`]),
    ...reasons('Dropped', report.report.dropped, report.examples),
    ...reasons('Doubted, and kept', report.report.doubted, report.examples),
    ...columns(report),
    ...ranges(report),
    ...mapping(report),
    ...partners(report),
    ...sellers(report, outDir),
  ].join('');
}

function unusable({ report }: ImportReport): string {
  if (report.read === 0) return 'there is no row in it';
  return report.kept === 0 ? 'no row was kept' : 'no row that was kept has a close date';
}

function reasons(
  title: string,
  counts: Readonly<Record<string, number>>,
  examples: Readonly<Record<string, readonly ReportedExample[]>>,
): string[] {
  const found = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .sort(([, a], [, b]) => b - a);
  if (found.length === 0) return [`\n${title}: none.\n`];
  return [
    `\n${title}:\n`,
    ...found.flatMap(([reason, count]) => [
      `${number(count).padStart(11)}  ${reason}: ${WORDS[reason] ?? ''}\n`,
      ...(examples[reason] ?? []).map(
        ({ file, row, values }) => `             ${file} row ${number(row)}${cells(values)}\n`,
      ),
    ]),
  ];
}

function cells(values: Readonly<Record<string, string>>): string {
  const shown = Object.entries(values).map(([column, value]) => `${column} “${value}”`);
  return shown.length === 0 ? '' : `: ${shown.join(', ')}`;
}

function columns({ profile }: ImportReport): string[] {
  if (profile.columns.length === 0) return [];
  const of = profile.isComplete ? 'all rows' : `a sample of ${number(profile.sampledRows)} rows`;
  return [
    `\nColumns of the source (filled: all rows; the rest: ${of}):\n`,
    ...profile.columns.map((column) => {
      const target = column.mappedTo.length === 0 ? 'not used' : column.mappedTo.slice(0, 3).join(', ');
      const range = column.min === null ? '' : `, ${column.min} to ${column.max}, median ${column.median}`;
      const isTelling = column.distinct > 0 && column.kind === 'text' && (column.top[0]?.share ?? 0) >= 0.01;
      const top = isTelling
        ? `, most “${column.top
            .slice(0, 3)
            .map(({ value, share }) => `${value}” ${percent(share)}`)
            .join(', “')}`
        : '';
      return `  ${column.column} → ${target}: ${percent(column.filled)} filled, ${column.kind}, ${number(column.distinct)} different${range}${top}\n`;
    }),
  ];
}

function ranges(report: ImportReport): string[] {
  const shown = Object.entries(report.ranges).filter(([, range]) => range.filled > 0);
  if (shown.length === 0) return [];
  return [
    '\nWhat was kept:\n',
    ...shown.map(
      ([column, { filled, min, median, max }]) =>
        `  ${column}: ${number(filled)} filled, ${min} to ${max}, median ${median}\n`,
    ),
    ...(report.rowsWithoutCloseDate === 0
      ? []
      : [`  ${counted(report.rowsWithoutCloseDate, 'project')} without a close date: no period has them\n`]),
  ];
}

function mapping({ rates, notMentioned, notUsed }: ImportReport): string[] {
  const currencies = Object.entries(rates).map(([code, { usd, date }]) => `1 ${code} = ${usd} USD (${date})`);
  return [
    ...(currencies.length === 0 ? [] : [`\nRates used: ${currencies.join(', ')}\n`]),
    ...(notMentioned.length === 0
      ? []
      : [`\nThe mapping says nothing of ${names(notMentioned)}: map them, or list them under absent.\n`]),
    ...(notUsed.length === 0 ? [] : [`\nNothing is taken from ${names(notUsed)}.\n`]),
  ];
}

function partners({ partners: found, rowsWithoutPartner }: ImportReport): string[] {
  if (found.length === 0)
    return ['\nNo partner is named: only a seller of the whole organisation sees projects.\n'];
  const more = found.length - MOST_PARTNERS;
  return [
    `\n${counted(found.length, 'partner')}:\n`,
    ...found
      .slice(0, MOST_PARTNERS)
      .map(
        ({ partnerId, partnerName, rows }) =>
          `  ${partnerId} ${partnerName ?? ''}: ${counted(rows, 'project')}\n`,
      ),
    ...(more > 0 ? [`  … and ${number(more)} more\n`] : []),
    ...(rowsWithoutPartner === 0
      ? []
      : [
          `  ${counted(rowsWithoutPartner, 'project')} without a partner id: only the whole organisation sees them\n`,
        ]),
  ];
}

function sellers({ sellersFile }: ImportReport, outDir: string): string[] {
  if (sellersFile === null) return [];
  const { path, outcome, sellers: count, partnersWithoutSeller } = sellersFile;
  const lines =
    outcome === 'written'
      ? [
          `\nWrote ${path}: ${counted(count, 'seller')}, one for the whole organisation and one for each partner.\n`,
        ]
      : [`\nKept ${path} as you have edited it (${counted(count, 'seller')}).\n`];
  if (partnersWithoutSeller.length > 0)
    lines.push(`No seller sees only the partners ${names(partnersWithoutSeller)}.\n`);
  return [
    ...lines,
    `\nUse it:\n  npm start -- --data ${outDir}\n  npm run --silent ask -- --data ${outDir} --seller\n`,
  ];
}

function few(lines: readonly string[], what: string): string[] {
  if (lines.length <= MOST_NAMES) return [...lines];
  return [...lines.slice(0, MOST_NAMES), `  … and ${counted(lines.length - MOST_NAMES, `more ${what}`)}\n`];
}

function names(list: readonly string[]): string {
  const more = list.length - MOST_NAMES;
  return `${list.slice(0, MOST_NAMES).join(', ')}${more > 0 ? ` and ${number(more)} more` : ''}`;
}

function counted(count: number, what: string): string {
  return `${number(count)} ${what}${count === 1 ? '' : 's'}`;
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}

function percent(share: number): string {
  return `${(share * 100).toFixed(share > 0 && share < 0.01 ? 1 : 0)} %`;
}
