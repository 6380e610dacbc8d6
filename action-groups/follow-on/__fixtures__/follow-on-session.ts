import type { Scope } from '#knowledge-base/artifacts/artifact.ts';
import { createMemoryAnalysisHistory } from '#knowledge-base/artifacts/memory-analysis-history.ts';
import { customerKey } from '#knowledge-base/projects/customer-name.ts';
import type { Row } from '#knowledge-base/projects/warehouse.ts';
import { askOperation } from '../../data-analysis/__fixtures__/ask-operation.ts';
import { createMemoryArtifactStore } from '../../data-analysis/__fixtures__/memory-artifact-store.ts';
import { NO_PREDICTORS } from '../../data-analysis/__fixtures__/no-predictors.ts';
import { SAMPLE_VERSION, sampleProjects } from '../../data-analysis/__fixtures__/sample-projects.ts';
import { dataAnalysis } from '../../data-analysis/action-group.ts';
import { memoryEvents } from '../../kernel/announce.double.ts';
import type { Dependencies } from '../../kernel/operation.ts';
import { createMemoryWarehouse } from '../../query-generation/memory-warehouse.ts';
import { followOn } from '../action-group.ts';
import type { FollowOnModelStore } from '../follow-on-model-store.ts';
import { minedOf } from './sample-history.ts';

export const ROWS: readonly Row[] = sampleProjects();
export const MODEL = minedOf(ROWS);
export const TODAY = '2026-11-23';

const OWNERSHIP: readonly Row[] = ROWS.flatMap((row) => {
  const key = row.customer_name === null ? undefined : customerKey(String(row.customer_name));
  return key === undefined || row.partner_id === null
    ? []
    : [{ data_version: SAMPLE_VERSION.dataVersion, customer_key: key, partner_id: row.partner_id ?? '' }];
});

/** The reply of an operation, as far as tests look into it. */
export interface AskedReply {
  readonly code: string;
  readonly bytes: number;
  readonly artifacts: readonly { readonly type: string; readonly id: string }[];
  readonly result: Readonly<Record<string, unknown>>;
  readonly sessionAttributes: Readonly<Record<string, string>>;
}

/** The operations over sample projects in memory. */
export function followOnSession(
  models: FollowOnModelStore = { load: async () => MODEL },
  projects: readonly Row[] = ROWS,
) {
  const warehouse = createMemoryWarehouse({ projects, ownership: OWNERSHIP });
  const artifacts = createMemoryArtifactStore();
  const events = memoryEvents();
  const dependencies: Dependencies = {
    warehouse,
    artifacts,
    history: createMemoryAnalysisHistory(),
    predictors: NO_PREDICTORS,
    followOnModels: models,
    events,
    dataVersions: { current: async () => SAMPLE_VERSION },
    clock: () => new Date(`${TODAY}T09:00:00Z`),
  };
  const ask = async (
    operation: string,
    given: Readonly<Record<string, string>>,
    who: { readonly scope?: Scope; readonly attributes?: Readonly<Record<string, string>> } = {},
  ): Promise<AskedReply> => {
    const group = operation === 'analyzeOpportunity' ? dataAnalysis : followOn;
    const { bytes, reply, sessionAttributes } = await askOperation(group, operation, given, dependencies, {
      today: TODAY,
      ...who,
    });
    return { bytes, sessionAttributes, ...(reply as Omit<AskedReply, 'bytes' | 'sessionAttributes'>) };
  };
  return { ask, artifacts, warehouse, events };
}

export const MIGRATION = {
  customerName: 'Concentra',
  description: 'migrate 120 servers from our data center to AWS',
  targetCloseDate: '2027-03-05',
  country: 'US',
  customerSegment: 'Mid-Market',
} as const;
