import { type NormalisedProject, normaliseProject, type RawProject } from '../normalise-project.ts';
import { columnOf } from '../project-columns.ts';
import { SERVICE_SLOTS } from '../project-record.ts';
import type { SampleRow } from './generate-sample-projects.ts';

/** Chooses, of rows that pass by, the few that are worth a write-up, in the memory of those few. */
export interface NotableProjects {
  see(row: SampleRow): void;
  /** In the order of their ids. */
  projects(): NormalisedProject[];
}

/**
 * Of each kind of project the largest that was launched, the latest, and the largest that was lost; of each partner
 * the largest that was launched. Only rows that nothing was done to, so that a write-up says what the data says.
 */
export function createNotableProjects(): NotableProjects {
  const best = new Map<string, { readonly rank: number | string; readonly raw: RawProject }>();
  const offer = (place: string, rank: number | string, raw: RawProject) => {
    const held = best.get(place);
    if (held === undefined || rank > held.rank) best.set(place, { rank, raw });
  };
  return {
    see({ raw, dirt }) {
      if (dirt !== null) return;
      const annualUsd = annualOf(raw);
      if (annualUsd === 0) return;
      const [kind, partner] = [String(raw.project_type), String(raw.partner_id)];
      if (raw.stage === 'Closed Lost') offer(`lost ${kind}`, annualUsd, raw);
      if (raw.stage !== 'Launched') return;
      offer(`largest ${kind}`, annualUsd, raw);
      offer(`latest ${kind}`, String(raw.close_date), raw);
      offer(`partner ${partner}`, annualUsd, raw);
    },
    projects() {
      const chosen = new Set([...best.values()].map(({ raw }) => raw));
      return [...chosen]
        .map((raw) => normaliseProject(raw))
        .flatMap((kept) => (typeof kept === 'string' ? [] : [kept.project]))
        .sort((a, b) => (a.opportunityId < b.opportunityId ? -1 : 1));
    },
  };
}

const COST_CELLS = SERVICE_SLOTS.map((slot) => [
  columnOf(`${slot}MonthlyUsd`),
  columnOf(`${slot}UpfrontUsd`),
]) as readonly (readonly [monthly: string, upfront: string])[];

function annualOf(raw: RawProject): number {
  let sum = 0;
  for (const [monthly, upfront] of COST_CELLS)
    sum += 12 * Number(raw[monthly] ?? 0) + Number(raw[upfront] ?? 0);
  return Number.isFinite(sum) ? sum : 0;
}
