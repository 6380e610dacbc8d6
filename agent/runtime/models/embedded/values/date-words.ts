/** The word lists of the date grammar, folded. */

/** English months and their short forms, and those of the other languages sellers paste. */
export const MONTH_WORDS: ReadonlyMap<string, number> = numbered([
  'januari jan january januar janvier enero gennaio janeiro',
  'februari feb february februar fevrier febrero febbraio fevereiro febuary',
  'maart mar march marz maerz mars marzo marco',
  'apr april avril abril aprile',
  'mei may mai mayo maggio maio',
  'jun june juni juin junio giugno junho',
  'jul july juli juillet julio luglio julho',
  'augustus aug august aout agosto',
  'sep sept september septembre septiembre settembre setembro',
  'oct october okt oktober octobre octubre ottobre outubro',
  'nov november novembre noviembre novembro',
  'dec december dez dezember decembre diciembre dicembre dezembro',
]);

/** Months that are also other words: alone they need a word before them that asks for a date. */
export const DOUBTFUL_MONTHS: ReadonlySet<string> = new Set([
  'may',
  'mai',
  'mei',
  'maart',
  'march',
  'mar',
  'mars',
  'jan',
  'dec',
  'marco',
]);

export const WEEKDAY_WORDS: ReadonlyMap<string, number> = numbered([
  'monday mon',
  'tuesday tue tues',
  'wednesday wed',
  'thursday thu thurs',
  'friday fri',
  'saturday',
  'sunday',
]);

export const NTH_WORDS: ReadonlyMap<string, 1 | 2 | 3 | 4 | 5 | 'last'> = new Map<
  string,
  1 | 2 | 3 | 4 | 5 | 'last'
>([
  ['first', 1],
  ['second', 2],
  ['third', 3],
  ['fourth', 4],
  ['fifth', 5],
  ['last', 'last'],
  ['final', 'last'],
]);

export const ORDINAL_WORDS: ReadonlyMap<string, number> = numbered([
  'first 1st',
  'second 2nd',
  'third 3rd',
  'fourth 4th last',
]);

export const COUNT_WORDS: ReadonlyMap<string, number> = new Map([
  ['a', 1],
  ['an', 1],
  ['couple', 2],
  ...numbered([
    'one',
    'two',
    'three',
    'four',
    'five',
    'six',
    'seven',
    'eight',
    'nine',
    'ten',
    'eleven',
    'twelve',
  ]),
  ['fifteen', 15],
  ['eighteen', 18],
  ['twenty', 20],
  ['thirty', 30],
  ['ninety', 90],
]);

export type DateUnit = 'day' | 'week' | 'fortnight' | 'month' | 'quarter' | 'half' | 'year';

export const UNIT_WORDS: ReadonlyMap<string, DateUnit> = new Map<string, DateUnit>([
  ...same<DateUnit>('day', 'day days'),
  ...same<DateUnit>('week', 'week weeks wk wks'),
  ...same<DateUnit>('fortnight', 'fortnight fortnights'),
  ...same<DateUnit>('month', 'month months mth mths mo mos'),
  ...same<DateUnit>('quarter', 'quarter quarters qtr qtrs'),
  ...same<DateUnit>('half', 'half'),
  ...same<DateUnit>('year', 'year years yr yrs'),
]);

export type Edge = 'start' | 'early' | 'mid' | 'late' | 'end';

export const EDGE_WORDS: ReadonlyMap<string, Edge> = new Map<string, Edge>([
  ...same<Edge>('start', 'start beginning begin anfang debut inicio principios inizio'),
  ...same<Edge>('early', 'early'),
  ...same<Edge>('mid', 'mid middle mitte medio mediados meados'),
  ...same<Edge>('late', 'late'),
  ...same<Edge>('end', 'end ende eo fin fine fim einde finales eind'),
]);

export type Holiday = 'christmas' | 'new-year' | 'easter' | 'thanksgiving' | 'valentine';

/** Days that have a name; the month and day, or a rule. */
export const HOLIDAY_WORDS: ReadonlyMap<string, Holiday> = new Map<string, Holiday>([
  ['christmas', 'christmas'],
  ['xmas', 'christmas'],
  ['easter', 'easter'],
  ['thanksgiving', 'thanksgiving'],
  ['valentine', 'valentine'],
  ['valentines', 'valentine'],
]);

function numbered(rows: readonly string[]): Map<string, number> {
  return new Map(
    rows.flatMap((row, index) => row.split(' ').map((word) => [word, index + 1] as [string, number])),
  );
}

function same<Value>(value: Value, words: string): [string, Value][] {
  return words.split(' ').map((word) => [word, value]);
}
