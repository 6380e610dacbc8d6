/**
 * @typedef {object} SseEvent
 * @property {string} id of the last `id:` so far, empty before one
 * @property {string} event `message` where none is named
 * @property {string} data lines joined by line feeds
 */

/**
 * Reads `text/event-stream` cut at any place: give it pieces of decoded text, get the events that are whole with each.
 * Comments (heartbeats) are no events; an event without data is none; what is behind the last blank line waits.
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
 * @returns {{ push(text: string): SseEvent[] }}
 */
export function createSseReader() {
  let rest = '';
  let id = '';
  let event = '';
  /** @type {string[]} */
  let data = [];
  let isFirst = true;

  /** @param {string} line @param {SseEvent[]} found */
  function read(line, found) {
    if (line === '') {
      if (data.length > 0) found.push({ id, event: event || 'message', data: data.join('\n') });
      event = '';
      data = [];
      return;
    }
    const colon = line.indexOf(':');
    if (colon === 0) return;
    const field = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'data') data.push(value);
    else if (field === 'event') event = value;
    else if (field === 'id' && !value.includes('\0')) id = value;
  }

  return {
    push(text) {
      rest += text;
      if (isFirst && rest !== '') {
        rest = rest.replace(/^\ufeff/, '');
        isFirst = false;
      }
      /** @type {SseEvent[]} */
      const found = [];
      for (;;) {
        const end = /\r\n|\n|\r/.exec(rest);
        // A carriage return at the end may be half of a line break.
        if (end === null || (end[0] === '\r' && end.index === rest.length - 1)) return found;
        read(rest.slice(0, end.index), found);
        rest = rest.slice(end.index + end[0].length);
      }
    },
  };
}
