import type { CitationsDelta } from '@aws-sdk/client-bedrock-runtime';
import type { ModelEvent } from './model.ts';

/** What is cited in the blocks of one message. Converse cites a whole block: its text, and the sources beside it. */
export interface Passages {
  said(block: number, text: string): void;
  cited(block: number, citation: CitationsDelta): void;
  /** The citations of a block that has ended; none where it has no text, or a source has no name. */
  ended(block: number): Iterable<ModelEvent>;
}

export function createPassages(): Passages {
  const begins = new Map<number, number>();
  const sources = new Map<number, CitationsDelta[]>();
  let length = 0;
  return {
    said(block, text) {
      if (!begins.has(block)) begins.set(block, length);
      length += text.length;
    },
    cited(block, citation) {
      sources.set(block, [...(sources.get(block) ?? []), citation]);
    },
    *ended(block) {
      const start = begins.get(block);
      if (start === undefined) return;
      for (const { location, source, title, sourceContent = [] } of sources.get(block) ?? []) {
        const uri = location?.web?.url ?? source ?? title;
        if (uri === undefined || uri === '') continue;
        const text = sourceContent.map((part) => part.text ?? '').join('');
        yield { type: 'citation', citation: { start, end: length, source: { uri, text } } };
      }
    },
  };
}
