import { ModelError } from './model.ts';

/** Longest event, in characters: a stream that never ends a line is no event stream. */
export const MOST_EVENT_CHARACTERS = 1_000_000;

/**
 * The data of each event in a stream of server-sent events. Lines may end in CRLF, LF or CR, a character may be
 * cut between two pieces of bytes, comments and other fields are left out, a line that the stream ends in is
 * dropped: it may be half of one.
 * @throws {ModelError} `model-failed` when an event is longer than `MOST_EVENT_CHARACTERS`
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export async function* eventData(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let data: string[] = [];
  let length = 0;
  for await (const line of linesOf(bytes)) {
    if (line === '') {
      if (data.length > 0) yield data.join('\n');
      data = [];
      length = 0;
    } else if (line.startsWith('data:')) {
      data.push(line.slice(line.startsWith('data: ') ? 6 : 5));
      length += line.length;
      if (length > MOST_EVENT_CHARACTERS) throw tooLong();
    }
  }
  if (data.length > 0) yield data.join('\n');
}

async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  // The decoder also drops a byte order mark.
  const decoder = new TextDecoder('utf-8');
  let pending: string[] = [];
  let length = 0;
  let afterReturn = false;
  for await (const piece of bytes) {
    let text = decoder.decode(piece, { stream: true });
    if (text === '') continue;
    // The line feed of a CRLF that was cut in two ends no line of its own.
    if (afterReturn && text.startsWith('\n')) text = text.slice(1);
    afterReturn = text.endsWith('\r');
    const lines = text.split(/\r\n|\r|\n/);
    const rest = lines.pop() ?? '';
    for (const line of lines) {
      yield pending.join('') + line;
      pending = [];
      length = 0;
    }
    if (rest !== '') pending.push(rest);
    length += rest.length;
    if (length > MOST_EVENT_CHARACTERS) throw tooLong();
  }
}

function tooLong(): ModelError {
  return new ModelError(
    'model-failed',
    `the model’s server sent an event of over ${MOST_EVENT_CHARACTERS} characters`,
  );
}
