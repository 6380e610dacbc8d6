import type {
  PayloadPart,
  RetrievalResultLocation,
  RetrievedReference,
} from '@aws-sdk/client-bedrock-agent-runtime';
import { passageFacts } from '#knowledge-base/documents/passage-facts.ts';
import type { Citation } from './agent-client.ts';

/** What a chunk of the answer cites: one citation for each source of each passage that names where it is. */
export function citationsOf(part: PayloadPart, today: string | undefined): readonly Citation[] {
  return (part.attribution?.citations ?? []).flatMap(({ generatedResponsePart, retrievedReferences }) => {
    const { text = '', span } = generatedResponsePart?.textResponsePart ?? {};
    return (retrievedReferences ?? []).flatMap((reference): Citation[] => {
      const source = sourceOf(reference.location);
      if (source === undefined) return [];
      const passage = reference.content?.text ?? '';
      return [
        {
          text,
          // The service's end is the last character; ours is behind it.
          ...(span?.start === undefined || span.end === undefined
            ? {}
            : { span: { start: span.start, end: span.end + 1 } }),
          source,
          ...passageFacts(reference.metadata ?? {}, today),
          ...(passage === '' ? {} : { passage }),
        },
      ];
    });
  });
}

/** One passage that a search has found, as a step's reply tells of it. */
export function retrievedPassage(
  { content, location, metadata }: RetrievedReference,
  today: string | undefined,
): Readonly<Record<string, unknown>> {
  return {
    source: sourceOf(location) ?? '',
    ...passageFacts(metadata ?? {}, today),
    text: content?.text ?? '',
  };
}

function sourceOf(location: RetrievalResultLocation | undefined): string | undefined {
  return (
    location?.s3Location?.uri ??
    location?.webLocation?.url ??
    location?.confluenceLocation?.url ??
    location?.sharePointLocation?.url ??
    location?.salesforceLocation?.url ??
    location?.customDocumentLocation?.id
  );
}
