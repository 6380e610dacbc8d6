import { z } from 'zod';
import { formatDate } from '#action-groups/kernel/format.ts';
import { endOfNextQuarter } from './calendar.ts';
import { partOf } from './topics.ts';
import type { NextQuestion, TurnView } from './turn-view.ts';

/** What of a stored funding plan decides what may be asked of it. */
const askable = z.object({
  analysisId: z.string(),
  outcome: z.string(),
  askedProgramId: z.string().nullable(),
  opportunity: z.object({ customerName: z.string() }),
  programs: z.array(z.object({ programId: z.string(), shortName: z.string(), verdict: z.string() })),
  missing: z.array(z.object({ kind: z.string(), field: z.string() })),
  migrationCostUsd: z.number().nullable(),
});
type Askable = z.infer<typeof askable>;

/** Answers to what a plan lacks, said as a seller would. */
const ANSWERS: Readonly<Record<string, (today: string) => string>> = {
  opportunityStage: () => 'The opportunity is Qualified in ACE.',
  customerIsNewToAws: () => 'The customer is new to AWS.',
  customerIsStartup: () => 'The customer is a startup.',
  sellerIsSoftwareVendor: () => 'We are a software vendor.',
  proofOfConceptPlanned: () => 'A proof of concept is planned.',
  daysUntilStart: (today) => `Work starts on ${formatDate(endOfNextQuarter(today))}.`,
};

/** What may be asked after a funding plan: what to submit, what it still lacks, one program, the return. */
export function fundingQuestions({ artifacts, today }: TurnView): readonly NextQuestion[] {
  const { data: plan } = askable.safeParse(artifacts.findLast(({ type }) => type === 'funding-plan'));
  if (plan === undefined) return [];
  const ask = (text: string, part?: string): NextQuestion => ({
    text,
    operation: 'recommendFunding',
    ...(part === undefined ? {} : { topic: partOf(part, plan.analysisId) }),
  });
  return [
    ...(plan.outcome === 'none' ? [] : [ask('What do I need to submit?', 'documents')]),
    ...answersOf(plan, today).map((text) => ask(text)),
    ...oneProgram(plan).map((text) => ask(text)),
    {
      text: 'What is the payback if the migration costs $250,000?',
      operation: 'calculateReturnOnInvestment',
    },
  ];
}

function answersOf({ missing }: Askable, today: string): readonly string[] {
  const fields = [...new Set(missing.filter(({ kind }) => kind === 'question').map(({ field }) => field))];
  return fields.flatMap((field) => ANSWERS[field]?.(today) ?? []).slice(0, 2);
}

function oneProgram({ askedProgramId, programs }: Askable): readonly string[] {
  const next = programs.find(({ programId, verdict }) => verdict !== 'no' && programId !== askedProgramId);
  return next === undefined ? [] : [`Does ${next.shortName} apply?`];
}
