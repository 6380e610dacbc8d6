import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FakeMessage } from '#channels/slack/fake/slack-state.ts';
import type { ApiCall } from '#channels/slack/fake/web-api.ts';
import { answerLines, markerOf } from './chaos-question.ts';
import { type AskedQuestion, checkHistory } from './check-history.ts';

const botUserId = 'U0BOT';

/** A workspace in which everything went well, for a test to spoil. */
function goodRun(count = 6) {
  let clock = 0;
  const nextTs = () => `1700000000.${String(++clock).padStart(6, '0')}`;
  const conversations = new Map<string, FakeMessage[]>();
  const calls: ApiCall[] = [];
  const add = (channelId: string, message: Partial<FakeMessage>): FakeMessage => {
    const added: FakeMessage = {
      ts: nextTs(),
      userId: botUserId,
      threadTs: undefined,
      text: '',
      blocks: [],
      metadata: undefined,
      stream: undefined,
      startedMs: 0,
      ...message,
    };
    conversations.set(channelId, [...(conversations.get(channelId) ?? []), added]);
    if (added.userId === botUserId)
      calls.push({
        method: 'chat.postMessage',
        args: { channel: channelId, text: added.text, ...(added.threadTs && { thread_ts: added.threadTs }) },
        token: '',
        outcome: 'ok',
        ts: added.ts,
      });
    return added;
  };
  const of = (turn_id: string, part: unknown) => ({
    metadata: { event_type: 'seller_turn', event_payload: { turn_id, part } },
  });
  const asked: AskedQuestion[] = [];
  let threadTs = '';
  for (let index = 0; index < count; index += 1) {
    const marker = markerOf(index);
    const { ts } = add('C1', {
      userId: 'U1',
      text: `What about ${marker}?`,
      threadTs: threadTs || undefined,
    });
    threadTs ||= ts;
    const isConfidential = index % 3 === 2;
    asked.push({
      marker,
      turnId: `turn-${marker}`,
      userId: 'U1',
      channelId: 'C1',
      ts,
      threadTs,
      isConfidential,
    });
  }
  const words = (index: number) => answerLines(markerOf(index), false).join('\n');
  const answers = asked.map(({ turnId, isConfidential }, index) => {
    if (!isConfidential) return add('C1', { threadTs, text: words(index), ...of(turnId, 0) });
    const root = add('D1', { text: 'About your question', ...of(turnId, 'root') });
    const answer = add('D1', { threadTs: root.ts, text: words(index), ...of(turnId, 0) });
    add('C1', { threadTs, text: 'elsewhere', ...of(`${turnId}-note`, 0) });
    return answer;
  });
  return {
    add,
    answers,
    asked,
    calls,
    of,
    threadTs,
    words,
    remove(wanted: FakeMessage | undefined) {
      for (const [id, messages] of conversations)
        conversations.set(
          id,
          messages.filter((each) => each !== wanted),
        );
    },
    check() {
      const { lost, duplicated, misrouted } = checkHistory(asked, {
        botUserId,
        calls,
        conversations: [...conversations].map(([id, messages]) => ({ id, messages })),
      });
      return { lost: [...lost.keys()], duplicated: [...duplicated.keys()], misrouted: [...misrouted.keys()] };
    },
  };
}

const NOTHING = { lost: [], duplicated: [], misrouted: [] };

describe('checkHistory', () => {
  it('finds nothing where each question has its answer in its place', () => {
    expect(goodRun(9).check()).toEqual(NOTHING);
  });

  it('finds each answer that is missing, cut short, or still open', () => {
    fc.assert(
      fc.property(fc.nat(5), fc.constantFrom('gone', 'cut', 'open', 'note'), (index, how) => {
        const run = goodRun();
        const answer = run.answers[index];
        if (answer === undefined || (how === 'note' && index % 3 !== 2)) return;
        if (how === 'gone') run.remove(answer);
        if (how === 'cut') answer.text = answer.text.slice(0, -10);
        if (how === 'open') answer.stream = 'streaming';
        if (how === 'note') run.asked[index] = { ...(run.asked[index] as AskedQuestion), turnId: 'another' };
        expect(run.check().lost).toEqual([markerOf(index)]);
      }),
    );
  });

  it('finds an answer given twice, in one message or two, a preview left behind, and a note given twice', () => {
    const twice = goodRun();
    twice.add('C1', { threadTs: twice.threadTs, text: twice.words(1), ...twice.of('turn-deal-aaab', 1) });
    expect(twice.check()).toEqual({ ...NOTHING, duplicated: ['deal-aaab'] });
    const within = goodRun();
    if (within.answers[1]) within.answers[1].text += within.words(1);
    expect(within.check()).toEqual({ ...NOTHING, duplicated: ['deal-aaab'] });
    const preview = goodRun();
    preview.add('C1', { threadTs: preview.threadTs, text: 'About deal-aaad, as you', stream: 'streaming' });
    expect(preview.check()).toEqual({ ...NOTHING, duplicated: ['deal-aaad'] });
    const note = goodRun();
    note.add('C1', { threadTs: note.threadTs, text: 'elsewhere', ...note.of('turn-deal-aaac-note', 0) });
    expect(note.check()).toEqual({ ...NOTHING, duplicated: ['deal-aaac'] });
    const stray = goodRun();
    const { ts } = stray.add('C1', { threadTs: stray.threadTs, text: 'Hm?' });
    expect(stray.check()).toEqual({ ...NOTHING, duplicated: [`C1 ${ts}`] });
  });

  it('tells that a question was given up as lost, not as doubled', () => {
    const run = goodRun();
    run.remove(run.answers[0]);
    run.add('C1', { threadTs: run.threadTs, text: 'I could not', ...run.of('turn-deal-aaaa', 0) });
    expect(run.check()).toEqual({ ...NOTHING, lost: ['deal-aaaa'] });
  });

  it('finds words in another thread, in another channel, or before the answer to an earlier question', () => {
    const elsewhere = goodRun();
    elsewhere.add('C2', { text: elsewhere.words(0) });
    expect(elsewhere.check()).toEqual({ ...NOTHING, misrouted: ['deal-aaaa'] });
    const moved = goodRun();
    moved.remove(moved.answers[1]);
    moved.add('C1', { text: moved.words(1), ...moved.of('turn-deal-aaab', 0) });
    expect(moved.check()).toEqual({ ...NOTHING, lost: ['deal-aaab'], misrouted: ['deal-aaab'] });
    const shownToAll = goodRun();
    shownToAll.remove(shownToAll.answers[2]);
    shownToAll.add('C1', { threadTs: shownToAll.threadTs, text: shownToAll.words(2) });
    expect(shownToAll.check()).toMatchObject({ lost: ['deal-aaac'], misrouted: ['deal-aaac'] });
    const late = goodRun(3);
    late.remove(late.answers[0]);
    late.add('C1', { threadTs: late.threadTs, text: late.words(0), ...late.of('turn-deal-aaaa', 0) });
    expect(late.check()).toEqual({ ...NOTHING, misrouted: ['deal-aaab', 'deal-aaac'] });
  });

  it('finds words that were shown in a wrong place and taken back', () => {
    const run = goodRun();
    const preview = run.add('C1', { threadTs: run.threadTs, text: 'About deal-aaac, as you asked.' });
    run.remove(preview);
    const streamed = run.add('C2', { text: '' });
    run.remove(streamed);
    run.calls.push({
      method: 'chat.appendStream',
      args: { channel: 'C2', ts: streamed.ts, markdown_text: run.words(4) },
      token: '',
      outcome: 'drop-after',
    });
    expect(run.check()).toEqual({ ...NOTHING, misrouted: ['deal-aaac', 'deal-aaae'] });
  });

  it('does not count a call that was not done', () => {
    const run = goodRun();
    run.calls.push({
      method: 'chat.postMessage',
      args: { channel: 'C2', text: run.words(0) },
      token: '',
      outcome: 'drop-before',
    });
    expect(run.check()).toEqual(NOTHING);
  });
});

describe('markerOf', () => {
  it('is another for each number', () => {
    const markers = Array.from({ length: 30_000 }, (_, index) => markerOf(index));
    expect(new Set(markers).size).toBe(markers.length);
  });
});
