import { z } from 'zod';
import { BASES, DATA_CLASSES, DOC_TYPES, STATUSES } from './document-vocabulary.ts';

/** A calendar day as the number YYYYMMDD: metadata filters compare numbers, not text. */
export const dayAsNumber = z.int().min(19000101).max(29991231);

/**
 * What is known of a chunk beside its text, as Bedrock ingests it: the `metadataAttributes` of the sidecar and
 * the keys of a retrieval filter. A key without a value is left out.
 */
export const chunkMetadata = z.strictObject({
  document_id: z.string().min(1),
  title: z.string().min(1),
  doc_type: z.enum(DOC_TYPES),
  /** The funding program it is about, by its usual short name, such as MAP. */
  program: z.string().min(1).optional(),
  /** Services it is about, as the data spells them. */
  service: z.array(z.string().min(1)).min(1).optional(),
  industry: z.string().min(1).optional(),
  region: z.string().min(1).optional(),
  segment: z.string().min(1).optional(),
  effective_from: dayAsNumber,
  /** The last day it holds, inclusive; absent while no end is known. */
  effective_to: dayAsNumber.optional(),
  status: z.enum(STATUSES),
  /** The document that holds instead of an expired one. */
  successor: z.string().min(1).optional(),
  /** The headings the chunk stands under, without the title. */
  section: z.string().min(1).optional(),
  /** Where the document's subject is described publicly, or the file of this project it follows. */
  source_uri: z.string().min(1).optional(),
  data_class: z.enum(DATA_CLASSES),
  /** What the figures in this chunk rest on, the weakest of them; absent when it has none. */
  basis: z.enum(BASES).optional(),
  /**
   * How sellers would ask for what stands here: a text for each of its sections, its ways to ask parted by `; `. One
   * a section, since Bedrock takes at most ten entries in a list.
   */
  asked_as: z.array(z.string().min(1).max(2048)).min(1).max(10).optional(),
  /** Whose project it tells of: a reader without that partner in scope never gets it. */
  partner_id: z.string().min(1).optional(),
  /** The version of the projects it was written from. */
  data_version: z.string().min(1).optional(),
});
export type ChunkMetadata = Readonly<z.infer<typeof chunkMetadata>>;

export const documentChunk = z.strictObject({
  /** `<document id>/<slug of its section>`: unique, and the same as long as the headings are. */
  chunkId: z.string().min(1),
  documentId: z.string().min(1),
  /** `s3://…/x.md`: where Bedrock has read the chunk, and what a citation names. */
  uri: z.string().regex(/^s3:\/\/.+\.md$/),
  title: z.string().min(1),
  /** The title, then the headings above all of the chunk's text. */
  headingPath: z.array(z.string().min(1)).min(1),
  /** The breadcrumb (`Title › Heading`) as the first line, an empty line, then Markdown. */
  text: z.string().min(1),
  metadata: chunkMetadata,
});

/** A piece of a document as it is ingested, indexed and cited. */
export interface DocumentChunk {
  readonly chunkId: string;
  readonly documentId: string;
  readonly uri: string;
  readonly title: string;
  readonly headingPath: readonly string[];
  readonly text: string;
  readonly metadata: ChunkMetadata;
}
