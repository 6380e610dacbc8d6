/** An event of a stream as it is sent. */
export interface SseEvent {
  /** Goes back as `Last-Event-ID`; left out for what is no part of the answer. */
  readonly id?: number;
  readonly event: string;
  readonly data: unknown;
}

/**
 * A frame of an event stream: the same text for the same event, so that a stream that is gone on with is the same to
 * the byte. JSON has no line breaks of its own, so `data` is one line.
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export function sseFrame({ id, event, data }: SseEvent): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** A comment: it keeps a connection open and is no event. */
export function sseComment(words: string): string {
  return `: ${words.replace(/[\r\n]+/g, ' ')}\n\n`;
}
