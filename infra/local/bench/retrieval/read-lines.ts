import { open } from 'node:fs/promises';
import type { z } from 'zod';
import { CorpusError } from './corpus-error.ts';

export interface Line {
  readonly text: string;
  /** Where it stands, as `corpus.jsonl, line 3`. */
  readonly place: string;
}

/**
 * A text file's lines that are not empty, one at a time.
 * @throws {CorpusError} when the file cannot be read
 */
export async function* readLines(path: string): AsyncGenerator<Line> {
  let number = 0;
  try {
    const file = await open(path);
    for await (const text of file.readLines()) {
      number += 1;
      const line = number === 1 ? text.replace(/^\uFEFF/, '') : text;
      if (line.trim() !== '') yield { text: line, place: `${path}, line ${number}` };
    }
  } catch (cause) {
    if (cause instanceof CorpusError || !(cause instanceof Error) || !('code' in cause)) throw cause;
    const why = cause.code === 'ENOENT' ? 'is not there' : `cannot be read (${String(cause.code)})`;
    throw new CorpusError(`${path} ${why}.`, { cause });
  }
}

/**
 * The lines of a JSONL file, each checked.
 * @throws {CorpusError} naming the line and what is wrong with it
 */
export async function* readJsonLines<Shape extends z.ZodType>(
  path: string,
  shape: Shape,
): AsyncGenerator<{ readonly value: z.output<Shape>; readonly place: string }> {
  for await (const { text, place } of readLines(path)) {
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch (cause) {
      throw new CorpusError(`${place}: no JSON object.`, { cause });
    }
    const parsed = shape.safeParse(json);
    if (!parsed.success) {
      const faults = parsed.error.issues.map(
        ({ path: at, message }) => `${at.join('.') || 'the line'}: ${message}`,
      );
      throw new CorpusError(`${place}: ${faults.join('; ')}.`);
    }
    yield { value: parsed.data, place };
  }
}
