import { formatDate } from '#action-groups/kernel/format.ts';
import type { Citation } from '#agent/client/agent-client.ts';

/**
 * What an answer says at its end of the expired documents that it cites, by code, so that no model can leave it
 * out; undefined when it cites none.
 */
export function expiredNotice(citations: readonly Citation[]): string | undefined {
  const bySource = new Map(
    citations.flatMap(({ expired, source, title }) =>
      expired === undefined ? [] : [[title ?? source, expired.on] as const],
    ),
  );
  if (bySource.size === 0) return undefined;
  const named = [...bySource].map(([title, on]) =>
    on === undefined ? `“${title}”` : `“${title}”, which held until ${formatDate(on)}`,
  );
  const rests =
    bySource.size === 1 ? 'a document that is no longer valid' : 'documents that are no longer valid';
  return `Please note: this rests on ${rests}: ${named.join('; ')}.`;
}
