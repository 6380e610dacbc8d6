import type { DataClass } from '../data-class.ts';
import type { ArtifactType } from './artifact.ts';

/**
 * The class of a stored result: the highest of the fields its body holds, as `project-record.ts` classes them. All but
 * an insight are about one customer's deal: its name, its words, its amounts, or those of similar deals. What an
 * insight holds depends on what was asked: `insightClass` reads it.
 */
export const ARTIFACT_CLASSES = {
  analysis: 'confidential',
  query: 'confidential',
  insight: 'by-content',
  'funding-plan': 'confidential',
  'return-on-investment': 'confidential',
  'follow-on': 'confidential',
  roadmap: 'confidential',
} as const satisfies Readonly<Record<ArtifactType, DataClass | 'by-content'>>;
