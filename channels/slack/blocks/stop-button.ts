import type { KnownBlock } from '@slack/types';
import { z } from 'zod';

/** Stops an answer on its way: its value is a {@link StopReference}. */
export const STOP_ACTION = 'stop';

/** Which answer, and whose: only the asker stops it. */
export const stopReference = z.object({ turnId: z.string(), userId: z.string() });
export type StopReference = z.infer<typeof stopReference>;

/** Stands under an answer as long as it is on its way. */
export function stopBlocks(reference: StopReference): readonly KnownBlock[] {
  return [
    {
      type: 'actions',
      elements: [
        {
          type: 'button',
          action_id: STOP_ACTION,
          text: { type: 'plain_text', text: 'Stop', emoji: false },
          value: JSON.stringify(reference),
        },
      ],
    },
  ];
}
