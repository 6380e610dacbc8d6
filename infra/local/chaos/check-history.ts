import type { FakeMessage } from '#channels/slack/fake/slack-state.ts';
import type { ApiCall } from '#channels/slack/fake/web-api.ts';
import { beginningOf, endingOf, markersIn } from './chaos-question.ts';

/** A question as it was asked in Slack. */
export interface AskedQuestion {
  readonly marker: string;
  /** By which messages of the app say whose they are. */
  readonly turnId: string;
  readonly userId: string;
  readonly channelId: string;
  readonly ts: string;
  /** The first message of the thread. */
  readonly threadTs: string;
  /** The answer belongs into the asker's direct messages, a note into the thread. */
  readonly isConfidential: boolean;
}

/** What Slack saw: every call in its order, and what is there at the end. */
export interface SlackHistory {
  readonly botUserId: string;
  readonly calls: readonly ApiCall[];
  readonly conversations: Iterable<{ readonly id: string; readonly messages: readonly FakeMessage[] }>;
}

/** Faults by the question's marker, each with what was seen. */
export interface HistoryFaults {
  /** No whole answer in its own place. */
  readonly lost: ReadonlyMap<string, string>;
  /** More than one whole answer, a preview that was left, a stream that is open beside it, a note or a root twice. */
  readonly duplicated: ReadonlyMap<string, string>;
  /** Words of it in another place at any time, or an answer before one of an earlier question of its thread. */
  readonly misrouted: ReadonlyMap<string, string>;
}

interface Shown {
  readonly channelId: string;
  readonly threadTs: string | undefined;
  readonly ts: string;
  readonly content: string;
  /** The questions that it has words of. */
  readonly markers: readonly string[];
  readonly turnId: string | undefined;
  readonly part: unknown;
  readonly isOpen: boolean;
}

/** Holds what Slack saw against what was asked; nothing of our own stores is looked at. */
export function checkHistory(questions: readonly AskedQuestion[], history: SlackHistory): HistoryFaults {
  const lost = new Map<string, string>();
  const duplicated = new Map<string, string>();
  const misrouted = new Map<string, string>();
  const shown = shownMessages(history);
  const roots = new Map(
    shown.filter(({ part }) => part === 'root').map((each) => [`${each.channelId} ${each.ts}`, each.turnId]),
  );
  const belongs = (
    question: AskedQuestion,
    { channelId, threadTs }: Pick<Shown, 'channelId' | 'threadTs'>,
  ) =>
    question.isConfidential
      ? channelId === directOf(question) && roots.get(`${channelId} ${threadTs ?? ''}`) === question.turnId
      : channelId === question.channelId && threadTs === question.threadTs;
  const aboutMarker = grouped(shown, ({ markers }) => markers);
  const ofTurn = grouped(shown, ({ turnId }) => (turnId === undefined ? [] : [turnId]));
  const byMarker = new Map(questions.map((question) => [question.marker, question]));
  const claimed = new Set<Shown>();

  for (const question of questions) {
    const { isConfidential, marker, turnId } = question;
    const about = aboutMarker.get(marker) ?? [];
    const own = about.filter((each) => belongs(question, each));
    const whole = own.filter(({ content, isOpen }) => !isOpen && isWhole(content, marker));
    if (whole.length === 0)
      lost.set(marker, own.length === 0 ? 'no answer' : `not whole: ${own.map(({ content }) => content)}`);
    if (own.length > 1) duplicated.set(marker, `${own.length} messages, ${whole.length} of them whole`);
    if (own.some(({ content }) => content.split(endingOf(marker)).length > 2))
      duplicated.set(marker, 'its words twice in one message');
    for (const each of about)
      if (!own.includes(each)) misrouted.set(marker, `in ${each.channelId} ${each.threadTs ?? ''}`);
    const notes = ofTurn.get(`${turnId}-note`) ?? [];
    const first = (ofTurn.get(turnId) ?? []).filter(({ part }) => part === 'root');
    const wanted = isConfidential ? 1 : 0;
    if (notes.length > wanted) duplicated.set(marker, `${notes.length} notes`);
    if (first.length > wanted) duplicated.set(marker, `${first.length} roots`);
    if (isConfidential && notes.length === 0) lost.set(marker, 'no note in its thread');
    for (const each of notes)
      if (each.channelId !== question.channelId || each.threadTs !== question.threadTs)
        misrouted.set(marker, `its note in ${each.channelId} ${each.threadTs ?? ''}`);
    for (const each of [...about, ...notes, ...first]) claimed.add(each);
  }

  for (const each of shown) {
    if (claimed.has(each)) continue;
    const marker = questions.find(({ turnId }) => turnId === each.turnId)?.marker;
    const words = `something else: ${each.content}`;
    // Of a question without an answer: that it has none is said.
    if (marker !== undefined && lost.has(marker)) lost.set(marker, words);
    else duplicated.set(marker ?? `${each.channelId} ${each.ts}`, words);
  }
  for (const [marker, where] of wrongPlaces(history.calls, byMarker, belongs)) misrouted.set(marker, where);
  for (const marker of outOfOrder(questions, shown)) misrouted.set(marker, 'before an earlier one');
  return { lost, duplicated, misrouted };
}

const directOf = ({ userId }: AskedQuestion) => `D${userId.slice(1)}`;

function isWhole(content: string, marker: string): boolean {
  return content.includes(beginningOf(marker)) && content.includes(endingOf(marker));
}

/** What the app has in Slack at the end. */
function shownMessages({ botUserId, conversations }: SlackHistory): readonly Shown[] {
  return [...conversations].flatMap(({ id, messages }) =>
    messages
      .filter(({ userId }) => userId === botUserId)
      .map((message): Shown => {
        const payload = message.metadata?.event_payload as
          | { readonly turn_id?: string; readonly part?: unknown }
          | undefined;
        return {
          channelId: id,
          threadTs: message.threadTs,
          ts: message.ts,
          ...contentOf(message),
          turnId: payload?.turn_id,
          part: payload?.part,
          isOpen: message.stream === 'streaming' || message.stream === 'expired',
        };
      }),
  );
}

function contentOf({ blocks, text }: FakeMessage): Pick<Shown, 'content' | 'markers'> {
  const content = blocks.length === 0 ? text : JSON.stringify(blocks);
  return { content, markers: markersIn(content) };
}

function grouped(shown: readonly Shown[], keysOf: (each: Shown) => readonly string[]) {
  const groups = new Map<string, Shown[]>();
  for (const each of shown)
    for (const key of keysOf(each)) groups.set(key, [...(groups.get(key) ?? []), each]);
  return groups;
}

/** Calls that showed words of a question where they do not belong, even if that was taken back. */
function* wrongPlaces(
  calls: readonly ApiCall[],
  questions: ReadonlyMap<string, AskedQuestion>,
  belongs: (question: AskedQuestion, place: Pick<Shown, 'channelId' | 'threadTs'>) => boolean,
): Iterable<readonly [string, string]> {
  const threads = new Map<string, string | undefined>();
  for (const { method, args, outcome, ts } of calls) {
    if (!method.startsWith('chat.') || (outcome !== 'ok' && outcome !== 'drop-after')) continue;
    const channelId = String(args.channel);
    const key = `${channelId} ${ts ?? String(args.ts)}`;
    if (method === 'chat.postMessage' || method === 'chat.startStream')
      threads.set(key, args.thread_ts === undefined ? undefined : String(args.thread_ts));
    const { text, blocks, chunks, markdown_text } = args;
    for (const marker of markersIn(JSON.stringify([text, blocks, chunks, markdown_text]))) {
      const question = questions.get(marker);
      const place = { channelId, threadTs: threads.get(key) };
      if (question !== undefined && !belongs(question, place))
        yield [marker, `${method} in ${channelId} ${place.threadTs ?? ''}`];
    }
  }
}

/** Questions whose answer (or note) stands above one of an earlier question of the same thread. */
function* outOfOrder(questions: readonly AskedQuestion[], shown: readonly Shown[]): Iterable<string> {
  const latest = new Map<string, string>();
  const inThread = grouped(shown, ({ channelId, threadTs }) => [`${channelId} ${threadTs ?? ''}`]);
  const asked = [...questions].sort((one, other) => (one.ts < other.ts ? -1 : 1));
  for (const question of asked) {
    const { channelId, isConfidential, marker, threadTs, turnId } = question;
    const key = `${channelId} ${threadTs}`;
    const places = (inThread.get(key) ?? []).filter((each) =>
      isConfidential ? each.turnId === `${turnId}-note` : each.markers.includes(marker),
    );
    const before = latest.get(key) ?? '';
    const [ts = ''] = places.map((each) => each.ts).sort();
    if (ts !== '' && ts < before) yield marker;
    if (ts > before) latest.set(key, ts);
  }
}
