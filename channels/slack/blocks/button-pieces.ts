import type { ContextActionsBlock, KnownBlock } from '@slack/types';
import type { TurnResult } from '#channels/turn/turn-result.ts';
import { ACTIONS, type FeedbackReference } from './actions.ts';
import { actionsBlocks, button, type Piece } from './make-blocks.ts';

/** What to ask next, and what the seller thinks of the answer. */
export function buttonPieces(result: TurnResult, turnId: string): readonly Piece[] {
  const questions = result.nextQuestions.map((question, at) =>
    button(`${ACTIONS.ask}:${at}`, question, question),
  );
  return [
    ...actionsBlocks(questions).map((block) => ({ blocks: [block] })),
    ...(result.outcome === 'answered' ? [feedbackPiece(turnId)] : []),
  ];
}

const PLAIN = { type: 'plain_text', emoji: false } as const;

/** Thumbs; two ordinary buttons where Slack lacks them. */
export function feedbackPiece(turnId: string): Piece {
  const value = (verdict: FeedbackReference['verdict']) =>
    JSON.stringify({ turnId: turnId.slice(0, 256), verdict } satisfies FeedbackReference);
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
