import { createRandom } from '#knowledge-base/projects/sample/seeded-random.ts';
import { CONFIDENTIAL, markerOf } from './chaos-question.ts';

/** A question somebody is going to ask. */
export interface PlannedQuestion {
  readonly marker: string;
  readonly userId: string;
  readonly channelId: string;
  /** Questions of one number are asked in one thread, in their order. */
  readonly thread: number;
  readonly text: string;
  /** The answer may not be shown in the channel. */
  readonly isConfidential: boolean;
  /** Further events that tell of the same message, under ids of their own. */
  readonly repeats: number;
}

export interface ChaosPlan {
  readonly users: readonly { readonly id: string; readonly name: string }[];
  readonly conversations: readonly {
    readonly id: string;
    readonly name: string;
    readonly kind: 'im' | 'public' | 'private';
    readonly userId?: string;
  }[];
  readonly questions: readonly PlannedQuestion[];
}

const USERS = 12;
const CHANNELS = 5;
/** Threads that go on at once. */
const MOST_OPEN = 40;

/** Who asks what, where, and in which order; threads go on while others begin. */
export function planChaos(count: number, seed: number, botUserId: string): ChaosPlan {
  const random = createRandom(seed, 1);
  const number = (index: number) => String(index + 1).padStart(2, '0');
  const users = Array.from({ length: USERS }, (_, index) => ({
    id: `U${number(index)}`,
    name: `Seller ${number(index)}`,
  }));
  const direct = users.map(({ id, name }) => ({
    id: `D${id.slice(1)}`,
    name,
    kind: 'im' as const,
    userId: id,
  }));
  const channels = Array.from({ length: CHANNELS }, (_, index) => ({
    id: `C${number(index)}`,
    name: `deals-${number(index)}`,
    kind: index % 2 === 0 ? ('public' as const) : ('private' as const),
  }));
  const questions: PlannedQuestion[] = [];
  /** Threads that go on, with the questions they are still to have. */
  const open: { thread: number; channelId: string; left: number; isBegun: boolean }[] = [];
  for (let thread = 0; questions.length < count; ) {
    if (open.length < MOST_OPEN && (open.length === 0 || random.chance(0.5))) {
      const { id: channelId } = random.pick([...direct, ...channels, ...channels]);
      open.push({ thread, channelId, left: random.int(2, 6), isBegun: false });
      thread += 1;
    }
    const place = random.pick(open);
    place.left -= 1;
    if (place.left === 0) open.splice(open.indexOf(place), 1);
    const isDirect = place.channelId.startsWith('D');
    const userId = isDirect ? `U${place.channelId.slice(1)}` : random.pick(users).id;
    const isConfidential = !isDirect && random.chance(0.2);
    // In a thread where the app has a part, it need not be called.
    const isMention = !isDirect && (!place.isBegun || random.chance(0.5));
    place.isBegun = true;
    const marker = markerOf(questions.length);
    questions.push({
      marker,
      userId,
      channelId: place.channelId,
      thread: place.thread,
      isConfidential,
      text: `${isMention ? `<@${botUserId}> ` : ''}What about ${marker}${isConfidential ? `, ${CONFIDENTIAL}` : ''}?`,
      repeats: random.chance(0.3) ? random.int(1, 2) : 0,
    });
  }
  return { users, conversations: [...direct, ...channels], questions };
}
