import type { AssistantEvent } from '#action-groups/kernel/events.ts';
import type { UserTotals } from '#evals/statistics/user-difference.ts';

type Ended = Extract<AssistantEvent, { type: 'TurnEnded' }>;

export interface OnlineMetric {
  readonly name:
    | 'completed'
    | 'failed'
    | 'follow-up'
    | 'thumbs-up'
    | 'first-words-ms'
    | 'time-ms'
    | 'cost-usd';
  readonly isHigherBetter: boolean;
  /** Indexes the events once; then what one user did at instants that count. */
  readonly perUser: (
    events: readonly AssistantEvent[],
  ) => (sellerId: string, counts: (at: string) => boolean) => UserTotals;
}

/** What a turn came to, as a number; null where it has none. */
function ofTurns(value: (turn: Ended) => number | null): OnlineMetric['perUser'] {
  return (events) => {
    const turns = bySeller(events, (event) => event.type === 'TurnEnded');
    return (sellerId, counts) =>
      sum(
        (turns.get(sellerId) ?? [])
          .filter(isEnded)
          .filter(({ at }) => counts(at))
          .map(value),
      );
  };
}

/** Of conversations, whether another turn followed the first. */
const followUps: OnlineMetric['perUser'] = (events) => {
  const turns = bySeller(events, (event) => event.type === 'TurnEnded');
  return (sellerId, counts) => {
    const held = new Map<string, number>();
    for (const turn of turns.get(sellerId) ?? [])
      if (isEnded(turn) && counts(turn.at)) held.set(turn.sessionId, (held.get(turn.sessionId) ?? 0) + 1);
    return sum([...held.values()].map((count) => (count > 1 ? 1 : 0)));
  };
};

/** Of feedback, how much is good. */
const thumbsUp: OnlineMetric['perUser'] = (events) => {
  const given = bySeller(events, (event) => event.type === 'FeedbackGiven');
  return (sellerId, counts) =>
    sum(
      (given.get(sellerId) ?? []).flatMap((event) =>
        event.type === 'FeedbackGiven' && counts(event.at) ? [event.verdict === 'up' ? 1 : 0] : [],
      ),
    );
};

/** What an experiment is read by. Asked for something is half-way, so that only answers complete a turn. */
export const ONLINE_METRICS: readonly OnlineMetric[] = [
  {
    name: 'completed',
    isHigherBetter: true,
    perUser: ofTurns(({ outcome }) => (outcome === 'answered' ? 1 : 0)),
  },
  {
    name: 'failed',
    isHigherBetter: false,
    perUser: ofTurns(({ outcome }) => (outcome === 'failed' ? 1 : 0)),
  },
  { name: 'follow-up', isHigherBetter: true, perUser: followUps },
  { name: 'thumbs-up', isHigherBetter: true, perUser: thumbsUp },
  { name: 'first-words-ms', isHigherBetter: false, perUser: ofTurns(({ firstTokenMs }) => firstTokenMs) },
  { name: 'time-ms', isHigherBetter: false, perUser: ofTurns(({ totalMs }) => totalMs) },
  { name: 'cost-usd', isHigherBetter: false, perUser: ofTurns(({ costUsd }) => costUsd) },
];

function isEnded(event: AssistantEvent): event is Ended {
  return event.type === 'TurnEnded';
}

function bySeller(
  events: readonly AssistantEvent[],
  isWanted: (event: AssistantEvent) => boolean,
): ReadonlyMap<string, readonly AssistantEvent[]> {
  const found = new Map<string, AssistantEvent[]>();
  for (const event of events) {
    if (!isWanted(event)) continue;
    const own = found.get(event.sellerId);
    if (own === undefined) found.set(event.sellerId, [event]);
    else own.push(event);
  }
  return found;
}

function sum(values: readonly (number | null)[]): UserTotals {
  const known = values.filter((value) => value !== null);
  return { total: known.reduce((total, value) => total + value, 0), count: known.length };
}
