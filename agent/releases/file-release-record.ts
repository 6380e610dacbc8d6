import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ReleaseError } from './release-plane.ts';
import type { ReleaseEntry, ReleaseRecord } from './release-record.ts';

/** The record as a file of JSON lines, which only grows. A line that was cut short by a kill is passed over. */
export function createFileReleaseRecord({ path }: { readonly path: string }): ReleaseRecord {
  return {
    async append(entry) {
      try {
        await mkdir(dirname(path), { recursive: true });
        // The first break ends a line that was cut short.
        await appendFile(path, `\n${JSON.stringify(entry)}\n`);
      } catch (cause) {
        throw new ReleaseError('release-unavailable', `the record in ${path} cannot be written`, { cause });
      }
    },
    async list({ most }) {
      let text: string;
      try {
        text = await readFile(path, 'utf8');
      } catch (cause) {
        if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return [];
        throw new ReleaseError('release-unavailable', `the record in ${path} cannot be read`, { cause });
      }
      return text.split('\n').flatMap(readLine).reverse().slice(0, most);
    },
  };
}

function readLine(line: string): ReleaseEntry[] {
  try {
    const entry: unknown = JSON.parse(line);
    return typeof entry === 'object' && entry !== null && 'changeId' in entry ? [entry as ReleaseEntry] : [];
  } catch {
    return [];
  }
}
