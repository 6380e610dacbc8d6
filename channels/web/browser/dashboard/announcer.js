/** Between two announcements, so that a reader is not talked over. */
export const GAP_MS = 4_000;

/**
 * Says things to assistive technology, the latest only, at most once every {@link GAP_MS}; `final` ones at once.
 * @param {(text: string) => void} say
 * @param {{ now: () => number, later: (run: () => void, ms: number) => () => void }} clock
 * @returns {{ say(text: string): void, end(text: string): void }}
 */
export function createAnnouncer(say, clock) {
  let saidAt = Number.NEGATIVE_INFINITY;
  /** @type {string | undefined} */
  let waiting;
  /** @type {(() => void) | undefined} */
  let cancel;
  const speak = () => {
    if (waiting === undefined) return;
    const text = waiting;
    waiting = undefined;
    cancel = undefined;
    saidAt = clock.now();
    say(text);
  };
  return {
    say(text) {
      waiting = text;
      if (cancel !== undefined) return;
      const left = saidAt + GAP_MS - clock.now();
      if (left <= 0) speak();
      else cancel = clock.later(speak, left);
    },
    end(text) {
      cancel?.();
      cancel = undefined;
      waiting = text;
      speak();
    },
  };
}
