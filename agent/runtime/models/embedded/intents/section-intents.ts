import type { AnalysisSection } from '#action-groups/data-analysis/analysis.ts';
import type { IntentId } from './intent-cues.ts';
import type { ScoredIntent } from './intents.ts';

/** A part of an analysis that was asked for, and what about it. */
export interface SectionWish {
  readonly section: AnalysisSection;
  readonly aspect:
    | 'worth'
    | 'monthly'
    | 'launch'
    | 'duration'
    | 'sql'
    | 'rows'
    | 'why'
    | 'partner'
    | 'verdict'
    | 'together'
    | 'narrow'
    | null;
  /** Of a list: 1 is the first, -1 the last. */
  readonly place?: number;
}

const WISHES: Readonly<Partial<Record<IntentId, readonly SectionWish[]>>> = {
  why: [
    { section: 'rationale', aspect: 'why' },
    { section: 'methodology', aspect: 'why' },
    { section: 'evidence', aspect: 'why' },
  ],
  sure: [{ section: 'confidence', aspect: null }],
  sql: [{ section: 'evidence', aspect: 'sql' }],
  evidence: [{ section: 'evidence', aspect: 'rows' }],
  services: [{ section: 'services', aspect: null }],
  together: [{ section: 'services', aspect: 'together' }],
  sensitivity: [{ section: 'sensitivity', aspect: null }],
  enhanced: [
    { section: 'sensitivity', aspect: null },
    { section: 'risks', aspect: null },
    { section: 'rationale', aspect: 'why' },
  ],
  narrowing: [{ section: 'sensitivity', aspect: 'narrow' }],
  architecture: [{ section: 'architecture', aspect: null }],
  projects: [{ section: 'similarProjects', aspect: null }],
  risks: [{ section: 'risks', aspect: null }],
  launch: [{ section: 'metrics', aspect: 'launch' }],
  duration: [{ section: 'metrics', aspect: 'duration' }],
  worth: [{ section: 'metrics', aspect: 'worth' }],
  monthly: [{ section: 'metrics', aspect: 'monthly' }],
  summary: [{ section: 'summary', aspect: null }],
  methodology: [{ section: 'methodology', aspect: null }],
  findings: [{ section: 'findings', aspect: null }],
  partner: [{ section: 'findings', aspect: 'partner' }],
  deliverers: [{ section: 'similarProjects', aspect: 'partner' }],
  verdict: [
    { section: 'metrics', aspect: null },
    { section: 'confidence', aspect: 'verdict' },
  ],
};

const SUBJECTS: ReadonlySet<IntentId> = new Set(['services', 'projects', 'risks', 'sure']);

/** How far below the surest intent another may lie and still be meant as well. */
const NEAR = 0.5;

/** The parts of the analysis that a message asks for; several only when it joins them (`services and risks`). */
export function sectionWishes(intents: readonly ScoredIntent[], joins: boolean): readonly SectionWish[] {
  const about = intents.filter(({ id }) => WISHES[id] !== undefined);
  // `why those projects` asks for the projects and their reasons.
  const subject =
    about[0]?.id === 'why' ? about.find(({ id, score }) => SUBJECTS.has(id) && score >= 2) : undefined;
  const top = subject ?? about[0];
  if (top === undefined) return [];
  const chosen = joins
    ? about.filter(({ score }) => score >= 3 || top.score - score <= NEAR).sort((a, b) => a.at - b.at)
    : [top];
  const wishes = chosen.flatMap(({ id }) => WISHES[id] ?? []);
  return wishes
    .filter((wish, index) => wishes.findIndex(({ section }) => section === wish.section) === index)
    .slice(0, 4);
}
