import { awsService } from '../aws-services.ts';
import { COUNTRY_ALIASES, COUNTRY_CODES } from '../country-codes.ts';
import { isBlank, readText, UNREADABLE } from '../normalise-text.ts';
import { createVocabularyReader, type VocabularyReader } from '../normalise-vocabulary.ts';
import {
  CUSTOMER_SEGMENTS,
  INDUSTRIES,
  MIGRATION_PHASES,
  OPPORTUNITY_TYPES,
  REGIONS,
  STAGES,
} from '../vocabulary.ts';
import { type Inferred, inferValues } from './infer-values.ts';

/** A column of the source, as far as its values tell what it is. */
export interface ColumnValues {
  readonly column: string;
  readonly index: number;
  /** Texts of the sample, null where blank, in the order of the rows. */
  readonly texts: readonly (string | null)[];
  readonly filled: number;
  readonly distinct: number;
  readonly inferred: Inferred;
  /** Of the filled values, those that a reader of ours takes, by our column. */
  readonly vocabulary: Readonly<Record<string, number>>;
  /** Of the filled values, names of AWS services. */
  readonly services: number;
  /** What lists of services in it are separated by. */
  readonly listSeparator: string | undefined;
  readonly averageLength: number;
}

const READERS: Readonly<Record<string, VocabularyReader<string>>> = {
  customer_segment: createVocabularyReader(CUSTOMER_SEGMENTS),
  industry: createVocabularyReader(INDUSTRIES),
  country: createVocabularyReader(COUNTRY_CODES, COUNTRY_ALIASES),
  opportunity_region: createVocabularyReader(REGIONS, {
    'North America': 'NAMER',
    'Latin America': 'LATAM',
  }),
  opportunity_type: createVocabularyReader(OPPORTUNITY_TYPES),
  stage: createVocabularyReader(STAGES),
  migration_phase: createVocabularyReader(MIGRATION_PHASES),
};
export const VOCABULARY_COLUMNS: readonly string[] = Object.keys(READERS);

export function describeValues(column: string, index: number, values: readonly unknown[]): ColumnValues {
  const filled = values.filter((value) => !isBlank(value));
  const texts = values.map((value) => (Array.isArray(value) ? value.join(';') : readText(value)));
  const known = texts.filter((text) => text !== null);
  const share = (fits: (text: string) => boolean) =>
    known.length === 0 ? 0 : known.filter(fits).length / known.length;
  const services = share((text) => awsService(text) !== undefined);
  return {
    column,
    index,
    texts,
    filled: values.length === 0 ? 0 : filled.length / values.length,
    distinct: new Set(known).size,
    inferred: inferValues(filled),
    vocabulary: Object.fromEntries(
      Object.entries(READERS).map(([name, read]) => [name, share((text) => read(text) !== UNREADABLE)]),
    ),
    services,
    listSeparator: services > 0.9 ? undefined : separatorOf(known),
    averageLength: known.reduce((sum, text) => sum + text.length, 0) / Math.max(1, known.length),
  };
}

/** The separator by which most items are services. */
function separatorOf(texts: readonly string[]): string | undefined {
  const lists = texts.slice(0, 200);
  for (const separator of [';', '|', ',', '/', '+']) {
    const items = lists.flatMap((text) => text.split(separator)).map((item) => item.trim());
    const several = lists.filter((text) => text.includes(separator)).length;
    const known = items.filter((item) => item !== '' && awsService(item) !== undefined).length;
    if (several > lists.length * 0.2 && known > items.length * 0.6) return separator;
  }
  return undefined;
}

/** How well the values of a column are those of a column of ours: 0 to 1, or undefined when they cannot be. */
export function valueFit(target: string, values: ColumnValues, rows: number): number | undefined {
  const { inferred, texts, distinct, filled, averageLength } = values;
  const known = texts.filter((text) => text !== null);
  if (known.length === 0) return 0.3;
  const share = (pattern: RegExp) => known.filter((text) => pattern.test(text)).length / known.length;
  const isUrl = share(/^https?:\/\//i) > 0.8;
  if (VOCABULARY_COLUMNS.includes(target)) {
    const fits = values.vocabulary[target] ?? 0;
    if (fits >= 0.8) return fits;
    // A lookup can make of it what is ours.
    return inferred.kind === 'text' && distinct <= 60 && averageLength < 40 && !isUrl ? 0.2 : undefined;
  }
  if (target.endsWith('_date'))
    return inferred.kind === 'date' || inferred.kind === 'epoch' ? 0.5 : undefined;
  if (target.endsWith('_usd')) return inferred.kind === 'amount' ? 0.4 : undefined;
  if (target === 'aws_calculator_url')
    return isUrl ? (share(/calculator|estimate/i) > 0.8 ? 1 : 0.2) : undefined;
  if (target === 'crm_url') return isUrl ? (share(/calculator/i) > 0.5 ? 0.1 : 0.8) : undefined;
  if (isUrl || inferred.kind === 'date' || inferred.kind === 'epoch') return undefined;
  const isUnique = distinct >= known.length * 0.95 && filled > 0.95 && rows > 1;
  switch (target) {
    case 'opportunity_id':
      // A name can say it all the same: exports repeat deals.
      if (!isUnique) return filled > 0.5 ? 0.1 : undefined;
      return share(/^[A-Za-z0-9]{15,18}$/) > 0.9 ? 0.9 : share(/^[\w-]{1,40}$/) > 0.9 ? 0.5 : 0.1;
    case 'apn_opportunity_id':
      return share(/^O\d{4,10}$/) > 0.8 ? 1 : share(/^[\w-]{3,40}$/) > 0.9 ? 0.1 : undefined;
    case 'partner_id':
      return share(/^[A-Za-z0-9-]{1,40}$/) > 0.9 && !(isUnique && rows > 50) ? 0.3 : undefined;
    case 'description':
    case 'business_description':
      return inferred.kind === 'text' ? (averageLength > 40 ? 0.6 : 0.2) : undefined;
    default:
      if (inferred.kind !== 'text') return undefined;
      return averageLength < 80 ? 0.3 : 0.1;
  }
}
