import type { SectionBlock } from '@slack/types';
import type { Citation } from '#agent/client/agent-client.ts';
import { numberSources, sourceFacts, sourceTitle } from '#channels/render/citation-words.ts';
import { allowedLink, mrkdwnLink, mrkdwnText } from './escape.ts';
import { chunkLines, type Piece, titled } from './make-blocks.ts';
import { SLACK_LIMITS as LIMITS } from './slack-limits.ts';

/** The sources of an answer under the numbers of their marks: title, section, date, basis, and that one has expired. */
export function sourcePieces(citations: readonly Citation[]): readonly Piece[] {
  const lines = numberSources(citations).map(({ number, citation }) => {
    const title = sourceTitle(citation);
    const named =
      allowedLink(citation.source) === undefined ? mrkdwnText(title) : mrkdwnLink(citation.source, title);
    const facts = sourceFacts(citation).map(mrkdwnText);
    return `[${number}] ${[named, ...facts].join(' · ')}`;
  });
  const sections = chunkLines(lines, LIMITS.sectionText).map(
    (text): SectionBlock => ({ type: 'section', text: { type: 'mrkdwn', text } }),
  );
  return titled(
    'Sources',
    sections.map((block) => ({ blocks: [block] })),
  );
}
