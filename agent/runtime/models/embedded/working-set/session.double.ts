import type { AnalysisSummary } from '#action-groups/data-analysis/analysis.ts';
import { examplePlan } from '#action-groups/funding/__fixtures__/example-plan.ts';
import { summarizeFunding } from '#action-groups/funding/summarize-funding.ts';
import {
  EMPTY_WORKING_SET,
  entryNamed,
  type Remembered,
  rememberIn,
  type WorkingSet,
} from '#action-groups/kernel/working-set.ts';
import type { Json, Model } from '../../model.ts';
import { converseWith, OFFERED, type Operations, scriptedOperations } from '../embedded-model.double.ts';

/**
 * A conversation with operations that keep a working set as `resolve` does: in the prompt session attributes
 * that any model gets. Analyses are scripted; a customer's segment and size of the wish move the figures a little.
 */
export function converseInSession(model: Model, options: { readonly offered?: readonly string[] } = {}) {
  let set: WorkingSet = EMPTY_WORKING_SET;
  const attributes: Record<string, string> = {};
  const keep = (change: Remembered) => {
    set = rememberIn(set, change);
    attributes.workingSet = JSON.stringify(set);
  };
  const conversation = converseWith(model, {
    operations: sessionOperations(() => set, keep),
    attributes,
    offered: options.offered ?? [...OFFERED, 'POST__data-analysis__findOpportunity'],
  });
  return { ...conversation, workingSet: () => set };
}

function sessionOperations(set: () => WorkingSet, keep: (change: Remembered) => void): Operations {
  const scripted = scriptedOperations();
  const opportunities = new Map<string, Readonly<Record<string, Json>>>();
  return (operation, input) => {
    if (operation === 'findOpportunity') return find(set(), keep, input);
    if (operation === 'recommendFunding') return recommend(keep, input);
    const reply = scripted(operation, input);
    if (operation !== 'analyzeOpportunity') return reply;
    const summary = reply.result as unknown as AnalysisSummary;
    const { whatIfOf, ...opportunity } = input;
    opportunities.set(summary.analysisId, opportunity);
    if (typeof whatIfOf === 'string')
      return {
        ...reply,
        result: {
          ...summary,
          whatIf: whatIf(whatIfOf, opportunities.get(whatIfOf) ?? {}, opportunity, summary),
        } as unknown as Json,
      };
    const { arrUsd, launchMonth } = summary.metrics;
    keep({
      kind: 'opportunity',
      analysisId: summary.analysisId,
      opportunity: opportunity as Record<string, string | number>,
      headline: { arrUsd, launchMonth, confidence: summary.confidence.level },
      label: String(opportunity.description ?? '')
        .split(' ')
        .slice(0, 2)
        .join(' '),
    });
    return reply;
  };
}

function recommend(
  keep: (change: Remembered) => void,
  input: Readonly<Record<string, Json>>,
): Readonly<Record<string, Json>> {
  const { fundingPlanId, ...summary } = summarizeFunding(examplePlan());
  keep({
    kind: 'call',
    operation: 'recommendFunding',
    id: fundingPlanId,
    arguments: input as Record<string, string>,
  });
  return { code: 'ok', artifacts: [], result: { fundingPlanId, ...summary } as unknown as Json };
}

function whatIf(
  whatIfOf: string,
  base: Readonly<Record<string, Json>>,
  changed: Readonly<Record<string, Json>>,
  { metrics, confidence }: AnalysisSummary,
) {
  const same = <Value>(value: Value) => ({ base: value, changed: value, same: true });
  const fields = [...new Set([...Object.keys(changed), ...Object.keys(base)])];
  return {
    whatIfOf,
    differs: fields
      .filter((field) => base[field] !== changed[field])
      .map((field) => ({ field, base: base[field] ?? null, changed: changed[field] ?? null })),
    metrics: Object.fromEntries(Object.entries(metrics).map(([name, value]) => [name, same(value)])),
    confidence: { base: confidence.level, changed: confidence.level, same: true },
    sameData: true,
  };
}

function find(
  set: WorkingSet,
  keep: (change: Remembered) => void,
  { name, makeCurrent, renameTo, forget }: Readonly<Record<string, Json>>,
): Readonly<Record<string, Json>> {
  const entry = entryNamed(set, String(name));
  if (entry === undefined) return { code: 'not-found', message: `no ${String(name)}` };
  if (makeCurrent === true) keep({ kind: 'current', name: entry.name });
  if (typeof renameTo === 'string') keep({ kind: 'renamed', name: entry.name, to: renameTo });
  if (forget === true) keep({ kind: 'forgotten', name: entry.name });
  return { code: 'ok', artifacts: [], result: { name: entry.name, analysisId: entry.analysisId } };
}
