import type { EventPublisher } from './announce.ts';
import { type AssistantEvent, assistantEvent, type EventType } from './events.ts';

/** A publisher that keeps what it is given, for tests; it throws at an event that the declaration refuses. */
export function memoryEvents(): EventPublisher & {
  readonly sent: readonly AssistantEvent[];
  ofType<Type extends EventType>(type: Type): Extract<AssistantEvent, { type: Type }>[];
} {
  const sent: AssistantEvent[] = [];
  return {
    sent,
    ofType: <Type extends EventType>(type: Type) =>
      sent.filter((event): event is Extract<AssistantEvent, { type: Type }> => event.type === type),
    async publish(event) {
      sent.push(assistantEvent.parse(event));
      return true;
    },
  };
}
