import type { Feedback, FeedbackOutcome } from '#channels/turn/feedback.ts';
import type { Seller } from '#channels/turn/seller-directory.ts';
import { type Verdict, WEB_CHANNEL, type WebTurn, type WebTurnCall, type WebTurns } from './web-turns.ts';

/** Passes on what a seller thinks of an answer, and keeps it once that was taken. The same said again says nothing new. */
export async function giveVerdict(
  given: { readonly turn: WebTurn; readonly verdict: Verdict; readonly reason?: string | undefined },
  reader: Seller,
  { turns, feedback }: { readonly turns: WebTurns; readonly feedback: Feedback },
  call: WebTurnCall,
): Promise<FeedbackOutcome> {
  const { turn, verdict, reason } = given;
  if (turn.verdict === verdict && reason === undefined) return { taken: true };
  const outcome = await feedback.give({
    sellerId: reader.sellerId,
    channel: WEB_CHANNEL,
    thread: turn.thread,
    turnId: turn.turnId,
    verdict,
    ...(reason === undefined ? {} : { reason }),
  });
  if (outcome.taken) await turns.noteVerdict(turn.turnId, verdict, reader, call);
  return outcome;
}
