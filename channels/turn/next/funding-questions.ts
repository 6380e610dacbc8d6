import { z } from 'zod';
import { formatDate } from '#action-groups/kernel/format.ts';
import { endOfNextQuarter } from './calendar.ts';
import { partOf } from './topics.ts';
import type { NextQuestion, TurnView } from './turn-view.ts';

/** What of a stored funding plan decides what may be asked of it. */
const askable = z.object({
  fundingPlanId: z.string(),
  analysisId: z.string(),
  outcome: z.string(),
  askedProgramId: z.string().nullable(),
  opportunity: z.object({ customerName: z.string() }),
  programs: z.array(z.object({ programId: z.string(), shortName: z.string(), verdict: z.string() })),
  missing: z.array(z.object({ kind: z.string(), field: z.string() })),
  migrationCostUsd: z.number().nullable(),
});
type Askable = z.infer<typeof askable>;

/** What a plan lacks, supposed as a seller would say it. */
const SUPPOSED: Readonly<Record<string, (today: string) => string>> = {
  opportunityStage: () => 'it is Qualified in ACE',
  customerIsNewToAws: () => 'the customer is new to AWS',
  customerIsStartup: () => 'the customer is a startup',
  sellerIsSoftwareVendor: () => 'we are a software vendor',
  daysUntilStart: (today) => `work starts on ${formatDate(endOfNextQuarter(today))}`,
};

/** Programs that a question may name by their short names alone. */
const ASKED_BY_NAME: ReadonlySet<string> = new Set(['map', 'wmp', 'poc', 'greenfield', 'activate', 'ola']);

/** What may be asked after a funding plan: what to submit, what it still lacks, one program, the return. */
export function fundingQuestions({ artifacts, shown, today }: TurnView): readonly NextQuestion[] {
  const { data: plan } = askable.safeParse(artifacts.findLast(({ type }) => type === 'funding-plan'));
  if (plan === undefined) return [];
  // Shown before, and asked of again: most likely for what to submit.
  const isNew = !shown.artifactIds.includes(plan.fundingPlanId);
  const ask = (text: string, part?: string): NextQuestion => ({
    text,
    operation: 'recommendFunding',
    ...(part === undefined ? {} : { topic: partOf(part, plan.analysisId) }),
  });
  return [
    ...(plan.outcome === 'none' || !isNew ? [] : [ask('What do I need to submit?', 'documents')]),
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
  return fields
    .flatMap((field) => SUPPOSED[field]?.(today) ?? [])
    .slice(0, 2)
    .map((supposed) => `Is there funding if ${supposed}?`);
}

function oneProgram({ askedProgramId, programs }: Askable): readonly string[] {
  const next = programs.find(
    ({ programId, verdict }) =>
      verdict !== 'no' && programId !== askedProgramId && ASKED_BY_NAME.has(programId),
  );
  return next === undefined ? [] : [`Does ${next.shortName} funding apply?`];
}
