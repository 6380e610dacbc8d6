import type { Delivery, DeliveryHandler, Handled } from './turn-queue.ts';

/** One kind of work, called what `kind` in its messages says. */
export interface WorkKind {
  handle(delivery: Delivery): Promise<Handled>;
  /** What the queue gave up: whoever waits for it is told. */
  giveUp(delivery: Delivery): Promise<Handled>;
}

/** Hands each delivery to its kind of work. A message that nobody can read fails until the queue gives it up. */
export function createWorker(
  kinds: Readonly<Record<string, WorkKind>>,
  onFailure: (where: string, error: unknown) => void,
): { readonly handle: DeliveryHandler; readonly handleDead: DeliveryHandler } {
  const kindOf = ({ body: { kind } }: Delivery) =>
    typeof kind === 'string' && Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  return {
    async handle(delivery) {
      const kind = kindOf(delivery);
      if (kind === undefined) throw new TypeError('a message of an unknown kind');
      return kind.handle(delivery);
    },
    async handleDead(delivery) {
      try {
        const kind = kindOf(delivery);
        if (kind === undefined) throw new TypeError('a message of an unknown kind');
        return await kind.giveUp(delivery);
      } catch (error) {
        onFailure('dead letter', error);
        // Nobody can be told of what cannot be read; anything else is tried again when its time is over.
        if (error instanceof TypeError || (error instanceof Error && error.name === 'ZodError'))
          return { outcome: 'done' };
        throw error;
      }
    },
  };
}
