import type { ChunkMetadata, DocumentChunk } from './document-chunk.ts';
import type { DocumentFacts } from './document-facts.ts';
import { BASES, type Basis } from './document-vocabulary.ts';
import { findFigures } from './find-figures.ts';
import { markdownPieces, type Piece } from './markdown-pieces.ts';
import { type Packed, packPieces } from './pack-pieces.ts';

export interface ChunkDocumentOptions {
  /** Where chunks lie in S3, ending with `/`. */
  readonly uriBase: string;
}

/** Where chunks are said to lie until a deployment says otherwise. */
export const DEFAULT_URI_BASE = 's3://partner-assistant-knowledge/documents/';

/** The chunks of a document, in its order. The text is data: nothing in it changes a chunk's metadata. */
export function chunkDocument(
  document: { readonly facts: DocumentFacts; readonly body: string },
  options: ChunkDocumentOptions,
): DocumentChunk[] {
  const { facts, body } = document;
  const pieces = withoutTitle(markdownPieces(body), facts.title);
  const used = new Set<string>();
  return packPieces(facts.title, body, pieces).map((packed) => {
    const slug = freeSlug(used, packed.pieces[0]?.path.at(-1)?.text ?? 'overview');
    const chunkId = `${facts.id}/${slug}`;
    return {
      chunkId,
      documentId: facts.id,
      uri: `${options.uriBase}${chunkId}.md`,
      title: facts.title,
      headingPath: [facts.title, ...packed.path.map(({ text }) => text)],
      text: packed.text,
      metadata: metadataOf(facts, packed),
    };
  });
}

/** The first heading repeats the title, which every chunk carries anyway. */
function withoutTitle(pieces: readonly Piece[], title: string): Piece[] {
  return pieces.map((piece) =>
    piece.headingOnly !== true && piece.path[0]?.depth === 1 && piece.path[0].text === title
      ? { ...piece, path: piece.path.slice(1) }
      : piece,
  );
}

function metadataOf(facts: DocumentFacts, packed: Packed): ChunkMetadata {
  return {
    document_id: facts.id,
    title: facts.title,
    doc_type: facts.doc_type,
    ...given('program', facts.program),
    ...given('service', facts.service),
    ...given('industry', facts.industry),
    ...given('region', facts.region),
    ...given('segment', facts.segment),
    effective_from: dayNumberOf(facts.effective_from),
    ...given('effective_to', facts.effective_to === undefined ? undefined : dayNumberOf(facts.effective_to)),
    status: facts.status,
    ...given('successor', facts.successor),
    ...given('section', sectionOf(packed)),
    ...given('source_uri', facts.source_uri),
    data_class: facts.data_class,
    ...given('basis', weakestBasis(facts, packed.text)),
    ...given('asked_as', askedAs(facts, packed)),
    ...given('partner_id', facts.partner_id),
    ...given('data_version', facts.data_version),
  };
}

function given<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: V });
}

/** '2026-11-25' → 20261125 */
export function dayNumberOf(date: string): number {
  return Number(date.replaceAll('-', ''));
}

/** The headings above the chunk, or those inside it when it holds several sections. */
function sectionOf({ path, pieces }: Packed): string | undefined {
  if (path.length > 0) return path.map(({ text }) => text).join(' › ');
  const inside = new Set(pieces.flatMap((piece) => piece.path[0]?.text ?? []));
  return inside.size === 0 ? undefined : [...inside].slice(0, 4).join('; ');
}

/** Those of the sections that the chunk has some of. */
function askedAs({ asked_as: ways }: DocumentFacts, { pieces }: Packed): string[] | undefined {
  const headings = new Set(pieces.flatMap(({ path }) => path.map(({ text }) => text)));
  const asked = [...headings].flatMap((heading) =>
    Object.hasOwn(ways, heading) ? [ways[heading] ?? []] : [],
  );
  return asked.length === 0 ? undefined : asked.slice(0, 10).map((section) => section.join('; '));
}

function weakestBasis(facts: DocumentFacts, text: string): Basis | undefined {
  const inText = new Set(findFigures(text).map(({ key }) => key));
  const bases = facts.figures
    .filter(({ figure }) => findFigures(figure).some(({ key }) => inText.has(key)))
    .map(({ basis }) => BASES.indexOf(basis));
  return bases.length === 0 ? undefined : BASES[Math.max(...bases)];
}

function freeSlug(used: Set<string>, heading: string): string {
  const slug = headingSlug(heading);
  let free = slug;
  for (let count = 2; used.has(free); count += 1) free = `${slug}-${count}`;
  used.add(free);
  return free;
}

/** A heading as part of an address: `What it pays` → `what-it-pays`. */
export function headingSlug(heading: string): string {
  const slug = heading
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replaceAll(/^-|-$/g, '');
  return slug === '' ? 'section' : slug;
}
