import { z } from 'zod';
import { formatCount } from '#action-groups/kernel/format.ts';
import { doingWords } from '#channels/turn/doing-words.ts';
import type { TurnArtifact, TurnEvent } from '#channels/turn/turn-result.ts';

/** Before anything of the agent has come. */
export const FIRST_STATUS = 'is reading your message…';

/**
 * The words that Slack shows behind the app's name while it works (`assistant.threads.setStatus`): what the agent's
 * trace has just said, counts from the results themselves; undefined where an event changes nothing. No names: a
 * status is shown to all in the conversation.
 */
export function stepStatus(event: TurnEvent): string | undefined {
  switch (event.type) {
    case 'step':
      return event.phase === 'started'
        ? `is ${doingWords(event.operation) ?? 'working on it'}…`
        : endedWords(event.code);
    case 'artifact':
      return artifactStatus(event.artifact);
    case 'chunk':
      return 'is writing…';
    default:
      return undefined;
  }
}

/** A step that went well is followed by its result, or by the next. */
function endedWords(code: string): string | undefined {
  return code === 'ok' ? undefined : 'is looking for another way…';
}

const count = z.number().int().nonnegative();
const COUNTED = z.union([
  z
    .object({
      type: z.literal('analysis'),
      evidence: z.object({ rowsRead: count, rowsMatched: count }),
    })
    .transform(
      ({ evidence: { rowsRead, rowsMatched } }) =>
        `is looking at ${rowsRead === rowsMatched ? '' : `${rowsRead.toLocaleString('en-US')} of `}${formatCount(rowsMatched, 'similar project')}…`,
    ),
  z
    .object({ type: z.literal('insight'), evidence: z.object({ rowsCounted: count }) })
    .transform(({ evidence }) => `has counted ${formatCount(evidence.rowsCounted, 'project')}…`),
  z
    .object({ type: z.literal('funding-plan'), programs: z.array(z.unknown()) })
    .transform(({ programs }) => `has checked ${formatCount(programs.length, 'funding program')}…`),
  z
    .object({ type: z.literal('return-on-investment'), horizonMonths: count })
    .transform(({ horizonMonths }) => `has computed ${formatCount(horizonMonths, 'month')}…`),
  z
    .object({ type: z.literal('follow-on'), evidence: z.object({ customers: count }) })
    .transform(({ evidence }) => `has compared ${formatCount(evidence.customers, 'customer')}…`),
  z
    .object({ type: z.literal('roadmap'), steps: z.array(z.unknown()) })
    .transform(({ steps }) => `has planned ${formatCount(steps.length, 'step')}…`),
]);

function artifactStatus(artifact: TurnArtifact): string | undefined {
  return COUNTED.safeParse(artifact).data;
}
