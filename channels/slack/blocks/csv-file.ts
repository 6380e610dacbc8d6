import { analysis } from '#action-groups/data-analysis/analysis.ts';
import { insight } from '#action-groups/data-analysis/insight.ts';
import { followOn } from '#action-groups/follow-on/follow-on.ts';
import { roadmap } from '#action-groups/follow-on/roadmap.ts';
import { fundingPlan } from '#action-groups/funding/funding-plan.ts';
import { returnOnInvestment } from '#action-groups/funding/return/return-on-investment.ts';
import { analysisCsv } from '#channels/render/analysis-csv.ts';
import { followOnCsv } from '#channels/render/follow-on-csv.ts';
import { fundingCsv } from '#channels/render/funding-csv.ts';
import { insightCsv } from '#channels/render/insight-csv.ts';
import { returnCsv } from '#channels/render/return-csv.ts';
import { roadmapCsv } from '#channels/render/roadmap-csv.ts';
import type { TurnArtifact } from '#channels/turn/turn-result.ts';

/** A file to upload in the thread. */
export interface CsvFile {
  /** Letters, digits and hyphens, then `.csv`. */
  readonly filename: string;
  readonly title: string;
  /** RFC 4180; it begins with a byte order mark, so that a spreadsheet reads it as UTF-8. */
  readonly content: string;
}

/** The rows behind a result; undefined of one that has none, or is not in a form that this version knows. */
export function csvFile(artifact: TurnArtifact): CsvFile | undefined {
  const content = CONTENTS.get(artifact.type)?.(artifact);
  if (content === undefined) return undefined;
  const name = `${artifact.type}-${artifact.id}`.replace(/[^A-Za-z0-9-]+/g, '-').slice(0, 100);
  return {
    filename: `${name}.csv`,
    title: TITLES.get(artifact.type) ?? 'Result',
    content: `\ufeff${content}`,
  };
}

const TITLES: ReadonlyMap<string, string> = new Map([
  ['analysis', 'Projects behind the numbers'],
  ['insight', 'Portfolio figures'],
  ['funding-plan', 'Funding programs'],
  ['return-on-investment', 'Cash by month'],
  ['follow-on', 'What to sell next'],
  ['roadmap', 'Roadmap'],
]);

const CONTENTS: ReadonlyMap<string, (artifact: TurnArtifact) => string | undefined> = new Map([
  ['analysis', contentOf(analysis, analysisCsv)],
  ['insight', contentOf(insight, insightCsv)],
  ['funding-plan', contentOf(fundingPlan, fundingCsv)],
  ['return-on-investment', contentOf(returnOnInvestment, returnCsv)],
  ['follow-on', contentOf(followOn, followOnCsv)],
  ['roadmap', contentOf(roadmap, roadmapCsv)],
]);

function contentOf<Body>(
  schema: { safeParse(value: unknown): { readonly data?: Body | undefined } },
  write: (body: Body) => string,
): (artifact: TurnArtifact) => string | undefined {
  return (artifact) => {
    const { data } = schema.safeParse(artifact);
    return data === undefined ? undefined : write(data);
  };
}
