import { createHash } from 'node:crypto';
import { INDEX_SETTINGS, INDEX_VERSION } from './index-settings.ts';
import type { IndexedDocument, IndexOptions } from './search-index.ts';
import { STOP_WORDS } from './stop-words.ts';

/**
 * What an index is built from, as 64 hexadecimal digits (SHA-256): each document's title, text and ways to
 * ask in their order, the settings and the stop list. Another fingerprint is another index.
 */
export function fingerprintOf(documents: readonly IndexedDocument[], options: IndexOptions = {}): string {
  const hash = createHash('sha256');
  hash.update(JSON.stringify([INDEX_VERSION, { ...INDEX_SETTINGS, ...options }, [...STOP_WORDS]]));
  for (const { title, text, askedAs = [] } of documents) {
    hash.update(`\n${title.length} ${text.length} ${askedAs.length}\n${title}${text}`);
    for (const asked of askedAs) hash.update(`${asked.length}\n${asked}`);
  }
  return hash.digest('hex');
}
