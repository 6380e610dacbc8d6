import type { Button, ContextActionsBlock, KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { TurnArtifact, TurnResult } from '#channels/turn/turn-result.ts';
import { ACTIONS, type ArtifactReference, type FeedbackReference } from './actions.ts';
import { actionsBlocks, button, type Piece } from './make-blocks.ts';

/** How results were made and as files, what to ask next, and what the seller thinks of the answer. */
export function buttonPieces(result: TurnResult, turnId: string): readonly Piece[] {
  const offers = [...result.nextQuestions.map((text) => ({ label: text, text })), ...standingOffers(result)];
  const questions = offers
    .filter(({ text }, at) => offers.findIndex((other) => other.text === text) === at)
    .map(({ label, text }, at) => button(`${ACTIONS.ask}:${at}`, label, text));
  // Who is asked for several things may rather fill them in.
  const form = result.outcome === 'asked' ? [button(ACTIONS.opportunity, 'Use the form', 'asked')] : [];
  return [
    ...actionsBlocks(resultButtons(result.artifacts, turnId)),
    ...actionsBlocks([...questions, ...form]),
  ]
    .map((block): Piece => ({ blocks: [block] }))
    .concat(result.outcome === 'answered' ? [feedbackPiece(turnId)] : []);
}

const NAMES: ReadonlyMap<string, string> = new Map([
  ['analysis', 'analysis'],
  ['insight', 'portfolio'],
  ['funding-plan', 'funding'],
  ['return-on-investment', 'return'],
  ['follow-on', 'what to sell next'],
  ['roadmap', 'roadmap'],
]);

/** Of more results than this the first have buttons: the others were made on the way to them. */
const MOST_RESULTS = 6;

function resultButtons(artifacts: readonly TurnArtifact[], turnId: string): readonly (Button | undefined)[] {
  const shown = artifacts.filter(({ type }) => NAMES.has(type)).slice(0, MOST_RESULTS);
  return shown.flatMap(({ type, id }, at) => {
    const of = shown.length === 1 ? '' : `: ${NAMES.get(type)}`;
    const value = JSON.stringify({ type, id, turnId } satisfies ArtifactReference);
    return [
      button(`${ACTIONS.method}:${at}`, `How I got this${of}`, value),
      button(`${ACTIONS.csv}:${at}`, `Export CSV${of}`, value),
    ];
  });
}

const analysed = z.object({
  analysisId: z.string(),
  risks: z.array(z.unknown()),
  opportunity: z.object({ customerName: z.string() }),
});
const found = z.object({ customer: z.object({ name: z.string() }) });

interface Offer {
  readonly label: string;
  readonly text: string;
}

/** The ways on that every seller looks for, said so that the customer is named: others may be asked about between. */
function standingOffers({ artifacts, nextQuestions, steps }: TurnResult): readonly Offer[] {
  const { data: analysis } = analysed.safeParse(artifacts.findLast(({ type }) => type === 'analysis'));
  const { data: next } = found.safeParse(artifacts.findLast(({ type }) => type === 'follow-on'));
  const offers: Offer[] = [];
  // Not where the same is offered already in other words.
  const offer = (label: string, text: string, others = '') => {
    if (!nextQuestions.includes(others)) offers.push({ label, text });
  };
  if (analysis !== undefined) {
    const { customerName } = analysis.opportunity;
    const isSection = steps.some(({ operation }) => operation === 'getAnalysisSection');
    offer('Funding', `Which funding programs fit ${customerName}?`, 'Is there funding for this?');
    offer('What to sell next', `What could we sell ${customerName} next?`);
    if (analysis.risks.length > 0 && !isSection)
      offer('Risks', `What are the risks of ${customerName}?`, 'What are the risks?');
  }
  if (next !== undefined) offer('Roadmap', `Build a roadmap for ${next.customer.name}.`);
  return offers;
}

const PLAIN = { type: 'plain_text', emoji: false } as const;

/** Thumbs; two ordinary buttons where Slack lacks them. */
export function feedbackPiece(turnId: string): Piece {
  const value = (verdict: FeedbackReference['verdict']) =>
    JSON.stringify({ turnId, verdict } satisfies FeedbackReference);
  const up = {
    text: { ...PLAIN, text: 'Helpful' },
    accessibility_label: 'This answer is helpful',
    value: value('up'),
  };
  const down = {
    text: { ...PLAIN, text: 'Not helpful' },
    accessibility_label: 'This answer is not helpful',
    value: value('down'),
  };
  const thumbs: ContextActionsBlock = {
    type: 'context_actions',
    elements: [
      { type: 'feedback_buttons', action_id: ACTIONS.feedback, positive_button: up, negative_button: down },
    ],
  };
  const plainButtons: KnownBlock = {
    type: 'actions',
    elements: [
      { type: 'button', action_id: `${ACTIONS.feedback}:up`, ...up },
      { type: 'button', action_id: `${ACTIONS.feedback}:down`, ...down },
    ],
  };
  return { blocks: [thumbs], plainBlocks: [plainButtons] };
}
