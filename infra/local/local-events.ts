import { join } from 'node:path';
import { createEventPublisher, type EventPublisher } from '#action-groups/kernel/announce.ts';
import { createFileEvents } from '#action-groups/kernel/file-events.ts';

/** The event bus of this machine: the files of `events/` in the data folder. */
export function localEvents(options: {
  readonly dataDir: string;
  readonly onFailure: (where: string, error: unknown) => void;
}): EventPublisher {
  const bus = createFileEvents({ dir: join(options.dataDir, 'events') });
  return createEventPublisher({ bus, onFailure: options.onFailure });
}
