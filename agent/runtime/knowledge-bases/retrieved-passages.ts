import type { ModelMessage } from '../models/model.ts';
import { type FoundPassage, readSearchReply } from './search-tool.ts';

/** The passages that searches have brought into a conversation, by the URI that a citation names. */
export function retrievedPassages(messages: readonly ModelMessage[]): ReadonlyMap<string, FoundPassage> {
  const passages = messages
    .filter(({ role }) => role === 'user')
    .flatMap(({ content }) => content)
    .flatMap((block) =>
      'toolResult' in block ? (readSearchReply(block.toolResult.json)?.passages ?? []) : [],
    );
  return new Map(passages.map((passage) => [passage.uri, passage]));
}
