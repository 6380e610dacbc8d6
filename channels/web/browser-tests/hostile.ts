import fc from 'fast-check';
import type { z } from 'zod';
import { analysis as analysisSchema } from '#action-groups/data-analysis/analysis.ts';
import { insight as insightSchema } from '#action-groups/data-analysis/insight.ts';
import { followOn as followOnSchema } from '#action-groups/follow-on/follow-on.ts';
import { roadmap as roadmapSchema } from '#action-groups/follow-on/roadmap.ts';
import { fundingPlan as fundingPlanSchema } from '#action-groups/funding/funding-plan.ts';
import { returnOnInvestment as returnSchema } from '#action-groups/funding/return/return-on-investment.ts';
import { anyFollowOn, anyRoadmap } from '#channels/render/__fixtures__/arbitrary-follow-on.ts';
import { exampleAnalysis, exampleSensitivity } from '#channels/render/__fixtures__/example-analysis.ts';
import { exampleFundingPlan } from '#channels/render/__fixtures__/example-funding-plan.ts';
import { exampleInsight } from '#channels/render/__fixtures__/example-insight.ts';
import { exampleReturn } from '#channels/render/__fixtures__/example-return.ts';
import type { TurnArtifact } from '#channels/turn/turn-result.ts';

/** Where a text that is not inert would lead: nothing is ever to be asked of it. */
export const ELSEWHERE = 'https://elsewhere.example';

/** What a script in a text would do. */
const DEED = 'window.ran=1';

/** Markup and Markdown that would load something, run something or lead away, if it were taken for more than text. */
export const PAYLOADS = {
  script: `<script>${DEED}</script><script src="${ELSEWHERE}/a.js"></script>`,
  image: `<img src="${ELSEWHERE}/a.png" onerror="${DEED}"><img src=x onerror=${DEED}>`,
  breakout: `"'></title></textarea></style></script></noscript>--><svg onload=${DEED}><image href="${ELSEWHERE}/a.svg"/></svg>`,
  attribute: `x" autofocus onfocus="${DEED}" style="background:url(${ELSEWHERE}/a)" x="' onmouseover='${DEED}`,
  frame: `<iframe srcdoc="<script>parent.ran=1</script>"></iframe><object data="${ELSEWHERE}/o"></object><embed src="${ELSEWHERE}/e">`,
  head: `<base href="${ELSEWHERE}/"><meta http-equiv="refresh" content="0;url=${ELSEWHERE}"><link rel="stylesheet" href="${ELSEWHERE}/a.css">`,
  style: `<style>@import "${ELSEWHERE}/a.css";*{background:url(${ELSEWHERE}/b)}</style>`,
  markdownImage: `![a](${ELSEWHERE}/a.png) ![b][c]\n\n[c]: ${ELSEWHERE}/b.png`,
  markdownLink: `[press](javascript:${DEED}) [away](${ELSEWHERE}) <${ELSEWHERE}> ${ELSEWHERE} <a href="javascript:${DEED}">x</a>`,
  markdownMarkup: `**<img src=x onerror=${DEED}>** \`<script>${DEED}</script>\`\n\n| <svg onload=${DEED}> | b |\n|---|---|\n| <img src=x onerror=${DEED}> | ![x](${ELSEWHERE}/t.png) |`,
  template: `{{constructor.constructor('${DEED}')()}} \${${DEED}} <%= ${DEED} %>`,
  form: `<form action="${ELSEWHERE}"><button formaction="javascript:${DEED}" autofocus>x</button></form><input onfocus=${DEED} autofocus>`,
  math: `<math><mtext></form><form><mglyph><style></math><img src onerror=${DEED}>`,
  vector: `<svg><animate onbegin=${DEED} attributeName=x dur=1s><a xlink:href="javascript:${DEED}"><text>x</text></a></svg>`,
  controls: `\u202e<script>${DEED}</script>\u0000\u001b]8;;${ELSEWHERE}\u0007x`,
} as const;

/** One of each result that has a view; every text in it that is free to be anything is one of the payloads, in turn. */
export function hostileArtifacts(...payloads: readonly string[]): readonly TurnArtifact[] {
  const [found] = fc.sample(anyFollowOn, { numRuns: 1, seed: 4 });
  const [plan] = fc.sample(anyRoadmap, { numRuns: 1, seed: 4 });
  return [
    hostile(
      'analysis',
      'hostile-1',
      analysisSchema,
      exampleAnalysis({ sensitivity: exampleSensitivity() }),
      payloads,
    ),
    hostile('insight', 'hostile-2', insightSchema, exampleInsight(), payloads),
    hostile('funding-plan', 'hostile-3', fundingPlanSchema, exampleFundingPlan(), payloads),
    hostile('return-on-investment', 'hostile-4', returnSchema, exampleReturn(), payloads),
    hostile('follow-on', 'hostile-5', followOnSchema, found, payloads),
    hostile('roadmap', 'hostile-6', roadmapSchema, plan, payloads),
  ];
}

function hostile(
  type: string,
  id: string,
  schema: z.ZodType,
  body: unknown,
  payloads: readonly string[],
): TurnArtifact {
  let count = 0;
  const payload = () => payloads[count++ % payloads.length] ?? '';
  let tried = replaced(body, payload);
  for (let round = 0; round < 5; round += 1) {
    const parsed = schema.safeParse(tried);
    if (parsed.success) return { ...(parsed.data as object), type, id };
    // What may not be anything stays as it was.
    const fixed = new Set(parsed.error.issues.map(({ path }) => path.join('/')));
    const before = tried;
    count = 0;
    tried = replaced(body, (text, path) => (fixed.has(path) || at(before, path) === text ? text : payload()));
  }
  throw new Error(`no hostile ${type}: ${schema.safeParse(tried).error?.issues[0]?.message}`);
}

function replaced(value: unknown, of: (text: string, path: string) => string, path = ''): unknown {
  const inner = (key: string | number) => (path === '' ? String(key) : `${path}/${key}`);
  if (typeof value === 'string') return of(value, path);
  if (Array.isArray(value)) return value.map((each, index) => replaced(each, of, inner(index)));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, replaced(each, of, inner(key))]),
  );
}

function at(value: unknown, path: string): unknown {
  return path
    .split('/')
    .reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], value);
}
