import { defineOperation } from '../kernel/operation.ts';
import { OperationError } from '../kernel/operation-error.ts';
import { fundingInput } from './funding-input.ts';

/** Holds every funding program against an analysis. */
export const recommendFunding = defineOperation({
  operationId: 'recommendFunding',
  description:
    'Says which funding programs fit an opportunity that was analysed: each program with yes, not yet (and what is missing) or no, the amount as a range with its rule, what to submit and by when, which programs go together, and the risks. Give what the seller said beyond the analysis.',
  input: fundingInput,
  run: async () => {
    throw new OperationError('out-of-scope', 'funding programs are not known yet');
  },
});
