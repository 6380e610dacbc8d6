import type { FundingPlan } from '#action-groups/funding/funding-plan.ts';
import { csv } from './csv.ts';

const HEADER = [
  'program',
  'name',
  'verdict',
  'lowUsd',
  'medianUsd',
  'highUsd',
  'basis',
  'capped',
  'form',
  'paidTo',
  'applyByDate',
  'missing',
  'reasons',
  'documents',
  'documentId',
];

/** A record a program, amounts plain; those that do not fit have none. */
export function fundingCsv({ programs }: FundingPlan): string {
  return csv(
    HEADER,
    programs.map((program) => [
      program.programId,
      program.name,
      program.verdict,
      program.amountUsd?.low ?? null,
      program.amountUsd?.median ?? null,
      program.amountUsd?.high ?? null,
      program.amountUsd === null ? null : program.basis,
      program.isCapped ? 'yes' : 'no',
      program.form,
      program.paidTo,
      program.applyByDate,
      program.missing.map(({ text }) => text).join(' '),
      program.reasons.map(({ text }) => text).join(' '),
      program.documents.map(({ name }) => name).join('; '),
      program.documentId,
    ]),
  );
}
