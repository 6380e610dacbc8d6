import type { Attribution, Citation, RetrievedReference } from './bedrock-runtime-event.ts';
import { toReference } from './knowledge-bases/look-up.ts';
import type { FoundPassage } from './knowledge-bases/search-tool.ts';
import type { ModelCitation } from './models/model.ts';

/**
 * Where an answer comes from, in the service's shape: one citation a cited passage, with all its sources. A
 * span's end is the last character, not the one behind it. Passages that the text does not have are left out.
 * So are sources of a knowledge base that no search has brought into the conversation, where there was one.
 * @param offset where `text` begins in the whole answer
 * @param retrieved what searches have brought, by URI; a source among them is given with its text and metadata
 * @see https://docs.aws.amazon.com/bedrock/latest/APIReference/API_agent-runtime_Citation.html
 */
export function attributionOf(
  text: string,
  offset: number,
  cited: readonly ModelCitation[],
  retrieved?: ReadonlyMap<string, Pick<FoundPassage, 'uri' | 'text' | 'metadata'>>,
): Attribution | undefined {
  const passages = new Map<string, { start: number; end: number; references: RetrievedReference[] }>();
  for (const { start, end, source } of cited) {
    if (!stands(start, end, text) || source.uri === '') continue;
    const passage = retrieved?.get(source.uri);
    if (retrieved !== undefined && passage === undefined && source.uri.startsWith('s3://')) continue;
    const key = `${start}-${end}`;
    const cites = passages.get(key) ?? { start, end, references: [] };
    cites.references.push(
      passage === undefined
        ? { content: { text: source.text }, location: locationOf(source.uri) }
        : toReference(passage),
    );
    passages.set(key, cites);
  }
  if (passages.size === 0) return undefined;
  const citations = [...passages.values()]
    .sort((one, other) => one.start - other.start || one.end - other.end)
    .map(
      ({ start, end, references }): Citation => ({
        generatedResponsePart: {
          textResponsePart: {
            text: text.slice(start, end),
            span: { start: offset + start, end: offset + end - 1 },
          },
        },
        retrievedReferences: references,
      }),
    );
  return { citations };
}

function stands(start: number, end: number, text: string): boolean {
  return Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start < end && end <= text.length;
}

function locationOf(uri: string): NonNullable<RetrievedReference['location']> {
  if (uri.startsWith('s3://')) return { type: 'S3', s3Location: { uri } };
  if (/^https?:\/\//.test(uri)) return { type: 'WEB', webLocation: { url: uri } };
  return { type: 'CUSTOM', customDocumentLocation: { id: uri } };
}
