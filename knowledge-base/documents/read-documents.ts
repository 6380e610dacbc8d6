import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DocumentError, type DocumentFault } from './document-error.ts';
import { type KnowledgeDocument, parseDocument } from './parse-document.ts';

/** The documents of this project. */
export const CONTENT_DIR = fileURLToPath(new URL('./content', import.meta.url));

export interface ReadDocuments {
  readonly documents: readonly KnowledgeDocument[];
  /** Of the files that are no documents. */
  readonly faults: readonly DocumentFault[];
}

/** Reads all Markdown files of a folder and the folders in it, in the order of their names. */
export async function readDocuments(dir: string): Promise<ReadDocuments> {
  const entries = await readdir(dir, { recursive: true });
  const files = entries.map((name) => name.replaceAll('\\', '/')).filter((name) => name.endsWith('.md'));
  const documents: KnowledgeDocument[] = [];
  const faults: DocumentFault[] = [];
  for (const file of files.sort()) {
    const source = await readFile(join(dir, file), 'utf8');
    try {
      documents.push(parseDocument(source, file));
    } catch (error) {
      if (!(error instanceof DocumentError)) throw error;
      faults.push(...error.faults);
    }
  }
  return { documents, faults };
}
