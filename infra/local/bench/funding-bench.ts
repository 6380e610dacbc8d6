import { exampleAnalysis } from '#action-groups/funding/__fixtures__/example-analysis.ts';
import { buildFundingPlan } from '#action-groups/funding/build-funding-plan.ts';
import { loadPrograms } from '#action-groups/funding/load-programs.ts';
import { summarizeFunding } from '#action-groups/funding/summarize-funding.ts';
import { STAGES } from '#knowledge-base/projects/vocabulary.ts';
import { hundredths, type Percentiles, percentiles } from './percentiles.ts';

export interface FundingBench {
  readonly programs: number;
  readonly runs: number;
  /** Reading and checking all program files, once a process. */
  readonly loadMs: number;
  /** The first recommendation of a process, with the words of workloads read. */
  readonly firstMs: number;
  /** A recommendation with its summary: every program held against an analysis, without the stores. */
  readonly recommendation: Percentiles;
  /** The largest reply, in bytes. */
  readonly replyBytes: number;
}

const WARM_UP = 50;
const DESCRIPTIONS = [
  'move 40 Sybase ASE databases to Aurora PostgreSQL',
  'leave VMware: 300 virtual machines, Windows and SQL Server among them, with a pilot first',
  'a chatbot with generative AI on Amazon Bedrock, proof of concept first',
  `migrate SAP and a data lake. ${'The customer wants it done before the lease of the data center ends. '.repeat(50)}`,
];

/** Measures recommendations over varied opportunities and facts; nothing is stored. */
export function fundingBench({
  runs,
  todayDate,
}: {
  readonly runs: number;
  readonly todayDate: string;
}): FundingBench {
  const start = performance.now();
  const programs = loadPrograms();
  const loadMs = performance.now() - start;
  const times: number[] = [];
  let replyBytes = 0;
  for (let run = 0; run < runs + WARM_UP; run += 1) {
    const arr = 20_000 * (1 + (run % 97));
    const analysis = exampleAnalysis({}, [arr / 3, arr, arr * 3]);
    const description = DESCRIPTIONS[run % DESCRIPTIONS.length] ?? '';
    const began = performance.now();
    const plan = buildFundingPlan({
      fundingPlanId: `${'0'.repeat(32)}-funding`,
      analysis: { ...analysis, opportunity: { ...analysis.opportunity, description } },
      given: {
        opportunityStage: STAGES[run % STAGES.length],
        ...(run % 3 === 0 ? { sellerIsSoftwareVendor: true, partnerPassedTechnicalReview: true } : {}),
        ...(run % 2 === 0 ? { customerIsNewToAws: true, customerIsStartup: run % 4 === 0 } : {}),
      },
      programs,
      today: todayDate,
    });
    const reply = JSON.stringify(summarizeFunding(plan));
    times.push(performance.now() - began);
    replyBytes = Math.max(replyBytes, Buffer.byteLength(reply));
  }
  return {
    programs: programs.length,
    runs,
    loadMs: hundredths(loadMs),
    firstMs: hundredths(times[0] ?? Number.NaN),
    recommendation: percentiles(times.slice(WARM_UP), hundredths),
    replyBytes,
  };
}
