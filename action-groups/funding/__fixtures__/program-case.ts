import type { Analysis } from '../../data-analysis/analysis.ts';
import type { FundingFacts } from '../funding-input.ts';

/** An opportunity, what the seller adds, and what the program says of it. */
export interface ProgramCase {
  readonly what: string;
  readonly opportunity?: Partial<Analysis['opportunity']>;
  readonly arr?: readonly [number, number, number];
  readonly given?: FundingFacts;
  readonly verdict: 'yes' | 'not-yet' | 'no';
  /** Fields of what is missing, in order. */
  readonly missing?: readonly string[];
  readonly amountUsd?: readonly [number, number, number];
  readonly isCapped?: boolean;
}

export const QUALIFIED = { opportunityStage: 'Qualified' } as const;
export const ISV = {
  sellerIsSoftwareVendor: true,
  partnerPassedTechnicalReview: true,
  ...QUALIFIED,
} as const;
export const PROOF = { proofOfConceptPlanned: true, ...QUALIFIED } as const;
export const say = (description: string) => ({ description, opportunityName: 'A project' });
export const ASSISTANT = say('a chatbot with generative AI on Amazon Bedrock');
export const WINDOWS = say('modernize 20 Windows servers with SQL Server to Aurora');
export const VMWARE = say('leave VMware: 300 virtual machines');
