import type { z } from 'zod';
import { issueWords } from '../knowledge-bases/retrieval-settings.ts';
import { RuntimeError } from '../runtime-error.ts';

/**
 * A body as its schema reads it.
 * @throws {RuntimeError} `ValidationException` naming each field that is wrong
 */
export function checkBody<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new RuntimeError('ValidationException', issueWords(parsed.error, ''), { cause: parsed.error });
}
