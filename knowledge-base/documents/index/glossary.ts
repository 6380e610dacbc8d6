import entries from './glossary.json' with { type: 'json' };
import type { GlossaryEntry } from './search-index.ts';

/**
 * Short names of the field and what they stand for (`glossary.json`). Either finds documents that have the other, for
 * less than the words of the question themselves. It says nothing of collections that do not have the long form.
 */
export const GLOSSARY: readonly GlossaryEntry[] = entries;
