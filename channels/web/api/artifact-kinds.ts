import type { z } from 'zod';
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
import type { ArtifactType } from '#knowledge-base/artifacts/artifact.ts';

/** A kind of result as the API has it. */
export interface ArtifactKind {
  readonly type: ArtifactType;
  /** `/v1/{path}/{id}`. */
  readonly path: string;
  /** For its id in paths and names: `analysisId`. */
  readonly idName: string;
  /** In sentences. */
  readonly called: string;
  /** What its rows in a CSV are; no CSV when left out. */
  readonly rows?: string;
  /** Undefined when what is stored is in a form that cannot be read. */
  readonly csv?: (body: unknown) => string | undefined;
}

function csvOf<Schema extends z.ZodType>(schema: Schema, write: (body: z.infer<Schema>) => string) {
  return (body: unknown) => {
    const read = schema.safeParse(body);
    return read.success ? write(read.data) : undefined;
  };
}

export const ARTIFACT_KINDS: readonly ArtifactKind[] = [
  {
    type: 'analysis',
    path: 'analyses',
    idName: 'analysisId',
    called: 'an analysis of an opportunity',
    rows: 'the historical projects behind it',
    csv: csvOf(analysis, analysisCsv),
  },
  {
    type: 'insight',
    path: 'insights',
    idName: 'insightId',
    called: 'an answer about the portfolio',
    rows: 'its rows',
    csv: csvOf(insight, insightCsv),
  },
  {
    type: 'funding-plan',
    path: 'funding',
    idName: 'fundingPlanId',
    called: 'a funding plan',
    rows: 'its programs',
    csv: csvOf(fundingPlan, fundingCsv),
  },
  {
    type: 'return-on-investment',
    path: 'returns',
    idName: 'returnId',
    called: 'a return on investment',
    rows: 'its months',
    csv: csvOf(returnOnInvestment, returnCsv),
  },
  {
    type: 'follow-on',
    path: 'follow-on',
    idName: 'followOnId',
    called: 'what comes next',
    rows: 'the next opportunities',
    csv: csvOf(followOn, followOnCsv),
  },
  {
    type: 'roadmap',
    path: 'roadmaps',
    idName: 'roadmapId',
    called: 'a roadmap',
    rows: 'its steps',
    csv: csvOf(roadmap, roadmapCsv),
  },
  { type: 'query', path: 'queries', idName: 'queryId', called: 'a query and its SQL' },
];

/** Where a result is to be had; undefined for a kind that is not shown. */
export function artifactUrl(type: string, id: string): string | undefined {
  const kind = ARTIFACT_KINDS.find((each) => each.type === type);
  return kind === undefined ? undefined : `/v1/${kind.path}/${encodeURIComponent(id)}`;
}
