import { z } from 'zod';
import { type RetrievalFilter, retrievalFilter } from '#knowledge-base/documents/filter.ts';
import { RuntimeError } from '../runtime-error.ts';

/** How passages are retrieved, as a request asks for it. */
export interface RetrievalSettings {
  readonly numberOfResults: number;
  readonly filter?: RetrievalFilter | undefined;
}

/** So many passages where a request does not say. */
export const DEFAULT_NUMBER_OF_RESULTS = 5;

/** Refused instead of ignored: an answer without them would look as if they had been used. */
const notSupported = (name: string) =>
  z
    .unknown()
    .optional()
    .refine((value) => value == null, `${name} is not supported by this runtime`);

const vectorSearchConfiguration = z.strictObject({
  numberOfResults: z
    .int('a whole number from 1 to 100')
    .min(1, 'a whole number from 1 to 100')
    .max(100, 'a whole number from 1 to 100')
    .nullish(),
  overrideSearchType: z
    .enum(['HYBRID', 'SEMANTIC'], 'HYBRID or SEMANTIC')
    .refine(
      (type) => type !== 'SEMANTIC',
      'SEMANTIC is not supported by this runtime, which has no embeddings and searches by words; leave it out or give HYBRID',
    )
    .nullish(),
  filter: retrievalFilter.nullish(),
  implicitFilterConfiguration: notSupported('implicitFilterConfiguration'),
  rerankingConfiguration: notSupported('rerankingConfiguration'),
});

/** `retrievalConfiguration`, the same in every request that has one. */
export const retrievalConfiguration = z
  .strictObject({
    vectorSearchConfiguration: vectorSearchConfiguration.nullish(),
    managedSearchConfiguration: notSupported('managedSearchConfiguration'),
  })
  .nullish()
  .transform((configuration): RetrievalSettings => {
    const { numberOfResults, filter } = configuration?.vectorSearchConfiguration ?? {};
    return {
      numberOfResults: numberOfResults ?? DEFAULT_NUMBER_OF_RESULTS,
      ...(filter == null ? {} : { filter }),
    };
  });

/** Ten letters and digits, or an ARN that ends in them; read as the ten. */
export const knowledgeBaseId = z
  .string('a text')
  .regex(
    /^(?:[0-9A-Za-z]{10}|arn:aws(?:-[a-z]+)*:bedrock:[a-z0-9-]{1,20}:[0-9]{12}:knowledge-base\/[0-9A-Za-z]{10})$/,
    'ten letters and digits, or the ARN of a knowledge base',
  )
  .transform((text) => text.slice(-10));

const configurations = z
  .array(z.strictObject({ knowledgeBaseId, retrievalConfiguration }))
  .refine((all) => new Set(all.map((each) => each.knowledgeBaseId)).size === all.length, {
    message: 'a knowledge base stands twice',
  })
  .nullish();

/**
 * `sessionState.knowledgeBaseConfigurations` of a turn: the settings of each knowledge base that it names. One
 * that the agent does not have restricts nothing and is no fault: an older version may have none.
 * @throws {RuntimeError} `ValidationException` naming each field that is wrong
 */
export function readKnowledgeBaseConfigurations(given: unknown): ReadonlyMap<string, RetrievalSettings> {
  const parsed = configurations.safeParse(given);
  if (!parsed.success) {
    const field = 'sessionState.knowledgeBaseConfigurations';
    throw new RuntimeError('ValidationException', issueWords(parsed.error, field), { cause: parsed.error });
  }
  return new Map(
    (parsed.data ?? []).map((each) => [each.knowledgeBaseId, each.retrievalConfiguration] as const),
  );
}

/** Each issue with its place below `field`. */
export function issueWords(error: z.ZodError, field: string): string {
  return error.issues
    .slice(0, MOST_ISSUES)
    .map(({ path, message }) => `${[field, ...path].filter((part) => part !== '').join('.')}: ${message}`)
    .join('; ');
}

const MOST_ISSUES = 10;
