import { chunkDocument, DEFAULT_URI_BASE } from '../chunk-document.ts';
import { chunkSidecar } from '../chunk-sidecar.ts';
import { countTokens } from '../count-tokens.ts';
import { shortened } from '../document-error.ts';
import { CHUNK_TOKENS } from '../pack-pieces.ts';
import type { KnowledgeDocument } from '../parse-document.ts';
import type { LintProblem } from './lint-documents.ts';

/** Each chunk has 100 to 300 tokens, and its metadata fits into a sidecar. */
export function lintChunks(document: KnowledgeDocument): LintProblem[] {
  const { file, body, bodyLine } = document;
  const chunks = chunkDocument(document, { uriBase: DEFAULT_URI_BASE });
  return chunks.flatMap(({ chunkId, text, metadata }) => {
    const tokens = countTokens(text);
    const lastLine = text.trimEnd().split('\n').at(-1) ?? '';
    const at = {
      severity: 'error' as const,
      file,
      line: bodyLine + body.slice(0, Math.max(0, body.indexOf(lastLine))).split('\n').length - 1,
      value: shortened(chunkId),
    };
    const problems: LintProblem[] = [];
    if (tokens > CHUNK_TOKENS.most)
      problems.push({
        ...at,
        field: 'chunk',
        problem: `has ${tokens} tokens in one piece, the most are ${CHUNK_TOKENS.most}: split the paragraph, item or row`,
      });
    if (tokens < CHUNK_TOKENS.least)
      problems.push({
        ...at,
        field: 'chunk',
        problem: `has ${tokens} tokens, the least are ${CHUNK_TOKENS.least}${chunks.length === 1 ? ': say more' : ', and its neighbours have no room: say more there, or split what stands beside it'}`,
      });
    try {
      chunkSidecar(metadata);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      problems.push({ ...at, field: 'metadata', problem: error.message });
    }
    return problems;
  });
}
