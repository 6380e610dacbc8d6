import { analysis as analysisSchema } from '#action-groups/data-analysis/analysis.ts';
import { insight as insightSchema } from '#action-groups/data-analysis/insight.ts';
import { followOn as followOnSchema } from '#action-groups/follow-on/follow-on.ts';
import { roadmap as roadmapSchema } from '#action-groups/follow-on/roadmap.ts';
import { fundingPlan as fundingPlanSchema } from '#action-groups/funding/funding-plan.ts';
import { returnOnInvestment as returnSchema } from '#action-groups/funding/return/return-on-investment.ts';
import { html, type Markup } from '#channels/render/html.ts';
import type { TurnArtifact } from '#channels/turn/turn-result.ts';
import { TEXTS } from '../texts.ts';
import { analysisView } from './analysis-view.ts';
import { followOnView } from './follow-on-view.ts';
import { fundingView } from './funding-view.ts';
import { insightView } from './insight-view.ts';
import { returnView } from './return-view.ts';
import { roadmapView } from './roadmap-view.ts';

interface Schema<Body> {
  safeParse(value: unknown): { readonly success: true; readonly data: Body } | { readonly success: false };
}

function viewer<Body>(schema: Schema<Body>, view: (body: Body) => Markup) {
  return (artifact: TurnArtifact): Markup | undefined => {
    const parsed = schema.safeParse(artifact);
    return parsed.success ? view(parsed.data) : undefined;
  };
}

const VIEWERS: Readonly<Record<string, (artifact: TurnArtifact) => Markup | undefined>> = {
  analysis: viewer(analysisSchema, analysisView),
  insight: viewer(insightSchema, insightView),
  'funding-plan': viewer(fundingPlanSchema, fundingView),
  'return-on-investment': viewer(returnSchema, returnView),
  'follow-on': viewer(followOnSchema, followOnView),
  roadmap: viewer(roadmapSchema, roadmapView),
};

/** Whether a result of this type has a view; queries and the like have none. */
export function isShown({ type }: { readonly type: string }): boolean {
  return Object.hasOwn(VIEWERS, type);
}

/** A result as the page shows it; one that this version cannot read says so. */
export function artifactView(artifact: TurnArtifact): Markup {
  const view = isShown(artifact) ? VIEWERS[artifact.type]?.(artifact) : undefined;
  return view ?? html`<p class="notice" role="alert">${TEXTS.answer.unreadable}</p>`;
}
