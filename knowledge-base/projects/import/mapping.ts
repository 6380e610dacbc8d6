import { z } from 'zod';
import { PROJECT_COLUMNS, type ProjectColumnName } from '../project-columns.ts';

/**
 * What a mapping file may say. `kind: projects` names the sources of our columns; `kind: table` makes any table
 * one that predictions can be tried on. The JSON Schema beside the mappings is derived from this.
 */

const column = z.string().min(1).describe('A column of the source, by its name in the header');
const columnOrSeveral = z
  .union([column, z.array(column).min(1)])
  .describe('A column of the source, or several that are joined');
const dateOrder = z
  .enum(['month-first', 'day-first'])
  .describe('How 3/4/2026 is read: month first (4 March) or day first (3 April)');
const decimal = z
  .enum(['point', 'comma'])
  .describe(
    'What stands before the decimals: 1,234.50 has a point, 1.234,50 a comma; left out, told by the text',
  );

const textTransform = z
  .strictObject({
    as: z.literal('text'),
    from: columnOrSeveral,
    separator: z.string().optional().describe('Between several columns; a space when left out'),
  })
  .describe('The text as it is');
const moneyTransform = z
  .strictObject({
    as: z.literal('money'),
    from: column,
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .optional()
      .describe('The currency of cells that name none, as EUR; USD when left out'),
    currencyFrom: column.optional().describe('The column that holds the currency'),
    decimal: decimal.optional(),
    per: z.enum(['year', 'month']).optional().describe('month: taken times twelve'),
  })
  .describe('An amount of money, in US dollars by the rates of this mapping');
const numberTransform = z
  .strictObject({ as: z.literal('number'), from: column, decimal: decimal.optional() })
  .describe('A number of any unit');
const dateTransform = z
  .strictObject({
    as: z.literal('date'),
    from: column,
    format: z
      .string()
      .min(4)
      .optional()
      .describe(
        'As DD.MM.YYYY or MMM D, YYYY HH:mm: YYYY YY MMMM MMM MM M DD D HH H mm ss A; free when left out',
      ),
    order: dateOrder.optional(),
  })
  .describe('A date');
const epochTransform = z
  .strictObject({
    as: z.literal('epoch'),
    from: column,
    unit: z.enum(['s', 'ms', 'us', 'ns']).describe('Seconds, milliseconds, microseconds or nanoseconds'),
  })
  .describe('A date as time since 1970-01-01');
const constantTransform = z
  .strictObject({ as: z.literal('constant'), value: z.union([z.string().min(1), z.number()]) })
  .describe('The same for every row');
const lookupTransform = z
  .strictObject({
    as: z.literal('lookup'),
    from: column,
    values: z.record(z.string(), z.string()).describe('From what the source says to what is meant'),
    default: z.string().optional().describe('For what is not among the values; left out, that is doubted'),
    caseSensitive: z.boolean().optional().describe('Case matters; it does not when left out'),
  })
  .describe('A value for a value');
const listTransform = z
  .strictObject({
    as: z.literal('list'),
    from: column,
    separator: z.string().min(1).optional().describe('Between the items; a semicolon when left out'),
    monthlyFrom: column
      .optional()
      .describe('The column with a list of their monthly costs, in the same order'),
    upfrontFrom: column
      .optional()
      .describe('The column with a list of their upfront costs, in the same order'),
  })
  .describe('A list of services in one cell, put into the slots of services');
const daysTransform = z
  .strictObject({
    as: z.literal('days'),
    from: column.describe('The column with the first day'),
    to: column.describe('The column with the last day'),
    format: z.string().min(4).optional(),
    order: dateOrder.optional(),
  })
  .describe('The days between two dates');

/** How one column of ours comes from the source. A name alone is read by the column's own type. */
export const columnSource = z
  .union([
    column,
    z.discriminatedUnion('as', [
      textTransform,
      moneyTransform,
      dateTransform,
      epochTransform,
      constantTransform,
      lookupTransform,
    ]),
  ])
  .meta({ id: 'columnSource' });
export type ColumnSource = z.infer<typeof columnSource>;
export type ListSource = z.infer<typeof listTransform>;
export type MoneySource = z.infer<typeof moneyTransform>;
export type DateSource = z.infer<typeof dateTransform> | z.infer<typeof epochTransform>;

const rates = z
  .record(
    z.string().regex(/^[A-Z]{3}$/),
    z.strictObject({
      usd: z.number().positive().describe('US dollars for one unit of the currency'),
      date: z.iso.date().describe('The day of the rate; the report repeats it'),
    }),
  )
  .describe('Rates of other currencies; an amount in any other is refused and counted')
  .meta({ id: 'rates' });

const asciiCharacter = z.string().regex(/^[\t\x20-\x7e]$/, 'one character of ASCII');

const sourceOptions = z
  .strictObject({
    format: z
      .enum(['csv', 'jsonl', 'parquet'])
      .optional()
      .describe("Told by the file's content when left out"),
    delimiter: asciiCharacter.optional().describe('Between the cells of a CSV; sniffed when left out'),
    quote: asciiCharacter.optional().describe('Around cells of a CSV; " when left out'),
    encoding: z
      .enum(['utf-8', 'windows-1252', 'utf-16le'])
      .optional()
      .describe('UTF-8 when left out; a byte order mark is heeded'),
    skipLines: z.int().min(0).max(1_000).optional().describe('Lines before the header'),
    shortRows: z
      .enum(['drop', 'fill'])
      .optional()
      .describe('Rows with fewer cells than the header: dropped and counted, or filled with blanks'),
    dateOrder: dateOrder.optional(),
  })
  .describe('How the files are written')
  .meta({ id: 'sourceOptions' });
export type SourceOptions = z.infer<typeof sourceOptions>;

const SOURCE_COLUMNS = PROJECT_COLUMNS.filter(
  ({ description }) => !description.startsWith('Derived:') && !description.startsWith('Partition:'),
);
/** The columns of ours that a mapping may fill: the others follow from them. */
export const MAPPABLE_COLUMNS: readonly ProjectColumnName[] = SOURCE_COLUMNS.map(({ name }) => name);

const projectColumns = z
  .strictObject({
    ...Object.fromEntries(
      SOURCE_COLUMNS.map(({ name, description }) => [name, columnSource.optional().describe(description)]),
    ),
    services: listTransform.optional().describe('All services at once, from a list in one cell'),
  } as Record<ProjectColumnName, z.ZodOptional<typeof columnSource>> & {
    services: z.ZodOptional<typeof listTransform>;
  })
  .describe('Our columns, each with where it comes from');

export const projectsMapping = z.strictObject({
  kind: z.literal('projects'),
  source: sourceOptions.optional(),
  rates: rates.optional(),
  columns: projectColumns,
  absent: z
    .array(z.enum(MAPPABLE_COLUMNS as [ProjectColumnName, ...ProjectColumnName[]]))
    .optional()
    .describe('Columns of ours that the source simply does not have'),
});
export type ProjectsMapping = z.infer<typeof projectsMapping>;

const scale = z
  .enum(['log', 'linear'])
  .describe('log for what is positive and spans magnitudes: rows at zero or below are dropped and counted');
const targetSource = z.discriminatedUnion('as', [
  numberTransform.extend({ scale, unit: z.string().optional() }),
  moneyTransform.extend({ scale, unit: z.string().optional() }),
  daysTransform.extend({ scale, unit: z.string().optional() }),
]);
export type TargetSource = z.infer<typeof targetSource>;

const condition = z
  .strictObject({
    column,
    above: z.number().optional(),
    below: z.number().optional(),
    oneOf: z.array(z.string()).min(1).optional(),
    noneOf: z.array(z.string()).min(1).optional(),
  })
  .describe('Rows that do not meet it are left out and counted');
export type RowCondition = z.infer<typeof condition>;

export const tableMapping = z.strictObject({
  kind: z.literal('table'),
  source: sourceOptions.optional(),
  rates: rates.optional(),
  id: column.optional().describe('What tells rows apart; the place in the file when left out'),
  date: z
    .union([column, dateTransform, epochTransform])
    .describe('When the row was known: the order in which it is learned and tried'),
  targets: z
    .record(z.string().regex(/^[a-z][a-zA-Z0-9-]*$/), targetSource)
    .describe('What can be predicted, by name'),
  text: z.array(column).optional().describe('Columns of words, known when the row opens'),
  categories: z
    .array(column)
    .optional()
    .describe('Columns of categories, known when the row opens; the first is the group of the group median'),
  numbers: z.array(column).optional().describe('Columns of numbers, known when the row opens'),
  where: z.array(condition).optional(),
  allow: z
    .array(
      z.strictObject({ column, reason: z.string().min(1).describe('Why it is known when the row opens') }),
    )
    .optional()
    .describe(
      'Columns that look as if they were known only afterwards, and are not: they are used, and that is said',
    ),
});
export type TableMapping = z.infer<typeof tableMapping>;

export const mapping = z.discriminatedUnion('kind', [projectsMapping, tableMapping]);
export type Mapping = z.infer<typeof mapping>;
export type Rates = z.infer<typeof rates>;
