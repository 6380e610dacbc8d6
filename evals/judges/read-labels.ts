import { z } from 'zod';

const label = z.strictObject({
  id: z.string().min(1),
  question: z.string().min(1),
  answer: z.string().min(1),
  evidence: z.string().default(''),
  human: z.enum(['good', 'bad']),
});
export type HumanLabel = z.infer<typeof label>;

export class LabelsError extends Error {
  override readonly name = 'LabelsError';
  readonly code = 'labels-unreadable';
}

/** Answers that people have judged, JSON lines. @throws {LabelsError} naming the line and what is wrong with it */
export function readLabels(text: string, file: string): readonly HumanLabel[] {
  const labels = text.split('\n').flatMap((line, at) => {
    if (line.trim() === '') return [];
    const place = `${file}:${at + 1}`;
    let data: unknown;
    try {
      data = JSON.parse(line);
    } catch (cause) {
      throw new LabelsError(`${place}: no JSON`, { cause });
    }
    const parsed = label.safeParse(data);
    if (parsed.success) return [parsed.data];
    const [issue] = parsed.error.issues;
    throw new LabelsError(
      `${place}: ${issue?.path.map(String).join('.') || 'the line'}: ${issue?.message ?? ''}`,
    );
  });
  if (labels.length === 0) throw new LabelsError(`${file}: there is no label in it`);
  return labels;
}
