/** A piece of work for a worker. */
export interface QueueMessage {
  /** Messages of one group are worked on one after another, in order: a conversation. At most 128 characters. */
  readonly group: string;
  /** Sent again within five minutes under the same key, it is queued once. At most 128 characters. */
  readonly key: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Port: hands work to a worker, at least once. */
export interface TurnQueue {
  /** @throws {QueueError} */
  send(message: QueueMessage, call: { readonly signal: AbortSignal }): Promise<void>;
}

export type QueueErrorCode = 'queue-unavailable' | 'message-too-large';

export class QueueError extends Error {
  override readonly name = 'QueueError';
  readonly code: QueueErrorCode;
  constructor(code: QueueErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** What a worker is given. */
export interface Delivery {
  readonly body: Readonly<Record<string, unknown>>;
  /** How often it was delivered, this one counted. */
  readonly attempt: number;
  /** Aborts when the worker is to end. */
  readonly signal: AbortSignal;
}

/** What a worker says of a delivery: `again` leaves it in the queue, to be delivered once more after `afterMs`. */
export type Handled = { readonly outcome: 'done' } | { readonly outcome: 'again'; readonly afterMs: number };

/** A worker's whole work on one delivery. What it throws is as `again` at the end of the delivery's time. */
export type DeliveryHandler = (delivery: Delivery) => Promise<Handled>;
