import lighthouse from 'lighthouse';
import { z } from 'zod';

/** What Lighthouse gives a page on its phone of middling speed, each from 0 to 100, and what was not right. */
export interface LighthouseScores {
  readonly page: string;
  /** Null when speed was not asked for. */
  readonly performance: number | null;
  readonly accessibility: number;
  readonly bestPractices: number;
  readonly seo: number;
  /** Milliseconds until the largest part was painted, and that scripts kept the page from answering; null likewise. */
  readonly largestPaintMs: number | null;
  readonly blockedMs: number | null;
  /** Audits that did not pass, by their names; those that only tell something are left out. */
  readonly faults: readonly string[];
}

const score = z.object({ score: z.number() });
const report = z.object({
  runtimeError: z.object({ message: z.string() }).optional(),
  categories: z.object({
    performance: score.optional(),
    accessibility: score,
    'best-practices': score,
    seo: score,
  }),
  audits: z.record(
    z.string(),
    z.object({
      score: z.number().nullable(),
      scoreDisplayMode: z.string(),
      numericValue: z.number().optional(),
    }),
  ),
});

/** Of these only the figure counts, in the score of performance. */
const GRADED = new Set(['numeric', 'binary']);

/**
 * Lighthouse's own run of one page with its mobile preset, in the browser that listens on this port; its cookies stay.
 * Without `speed` all is left out that hangs on how busy the machine is.
 * @throws when the page could not be looked at
 */
export async function lighthouseScores(
  page: string,
  url: string,
  { port, speed }: { readonly port: number; readonly speed: boolean },
): Promise<LighthouseScores> {
  const ran = await lighthouse(url, {
    port,
    hostname: '127.0.0.1',
    output: 'json',
    logLevel: 'error',
    disableStorageReset: true,
    onlyCategories: [...(speed ? ['performance'] : []), 'accessibility', 'best-practices', 'seo'],
    ...(speed ? {} : { throttlingMethod: 'provided' as const }),
  });
  const { audits, categories, runtimeError } = report.parse(ran?.lhr);
  if (runtimeError !== undefined) throw new Error(`Lighthouse of ${page}: ${runtimeError.message}`);
  const hundredths = (value: number) => Math.round(value * 100);
  const milliseconds = (name: string) => {
    const value = audits[name]?.numericValue;
    return value === undefined ? null : Math.round(value);
  };
  return {
    page,
    performance: categories.performance === undefined ? null : hundredths(categories.performance.score),
    accessibility: hundredths(categories.accessibility.score),
    bestPractices: hundredths(categories['best-practices'].score),
    seo: hundredths(categories.seo.score),
    largestPaintMs: milliseconds('largest-contentful-paint'),
    blockedMs: milliseconds('total-blocking-time'),
    faults: Object.entries(audits)
      .filter(
        ([, { score: given, scoreDisplayMode }]) =>
          GRADED.has(scoreDisplayMode) && given !== null && given < 0.9,
      )
      .map(([name]) => name),
  };
}
