import type { TurnArtifact, TurnStep } from './turn-result.ts';

/**
 * What a seller may want to ask next: computed from what the turn's analysis holds and what was not shown
 * yet, never written by a model. At most `limit`.
 */
export function nextQuestions(
  artifacts: readonly TurnArtifact[],
  steps: readonly TurnStep[],
  limit = 4,
): readonly string[] {
  const shown = new Set(steps.filter((step) => step.status === 'ok').map((step) => step.arguments.section));
  const analysis = artifacts.find((artifact) => artifact.type === 'analysis');
  const afterSection = steps.some((step) => step.operation === 'getAnalysisSection' && step.status === 'ok');
  if (analysis === undefined && !afterSection) return [];
  const thin = analysis?.outcome === 'not-enough-evidence';
  return QUESTIONS.filter(({ section, whenThin }) => !shown.has(section) && (!thin || whenThin))
    .map(({ text }) => text)
    .slice(0, limit);
}

const QUESTIONS = [
  { text: 'How sure is that?', section: 'confidence', whenThin: false },
  { text: 'Which projects is it based on?', section: 'similarProjects', whenThin: false },
  { text: 'What are the risks?', section: 'risks', whenThin: false },
  { text: 'Which services will it use?', section: 'services', whenThin: false },
  { text: 'How was this searched?', section: 'methodology', whenThin: true },
  { text: 'Show me the SQL.', section: 'evidence', whenThin: true },
] as const;
