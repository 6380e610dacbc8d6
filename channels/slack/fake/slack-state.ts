/** People, conversations and messages of a pretended workspace. */
export interface FakeUser {
  readonly id: string;
  readonly teamId: string;
  readonly name: string;
  /** Left out for one whose address the app may not see. */
  readonly email?: string;
  readonly isBot?: boolean;
  readonly isDeleted?: boolean;
  /** A guest of the workspace, with some channels or one. */
  readonly isRestricted?: boolean;
  readonly isUltraRestricted?: boolean;
  /** Belongs to another company that shares a channel. */
  readonly isStranger?: boolean;
  readonly isEmailConfirmed?: boolean;
  readonly timeZone?: string;
}

export type ConversationKind = 'im' | 'public' | 'private' | 'mpim';

export interface FakeConversation {
  readonly id: string;
  readonly name: string;
  readonly kind: ConversationKind;
  /** The person of a direct conversation. */
  readonly userId?: string;
  /** Shared with another company. */
  readonly isExternallyShared?: boolean;
  isArchived: boolean;
  readonly messages: FakeMessage[];
}

export interface FakeMessage {
  readonly ts: string;
  readonly userId: string;
  readonly threadTs: string | undefined;
  text: string;
  blocks: readonly unknown[];
  metadata: { readonly event_type: string; readonly event_payload: unknown } | undefined;
  /** `streaming` until it is stopped or expires; undefined for a message that never was a stream. */
  stream: 'streaming' | 'stopped' | 'expired' | undefined;
  /** Milliseconds of the fake's clock. */
  readonly startedMs: number;
  /** Shown to one person only. */
  readonly onlyFor?: string;
}

export interface FakeFile {
  readonly id: string;
  readonly name: string;
  content: string;
  channelId?: string;
  threadTs?: string;
}

export interface SlackState {
  readonly teamId: string;
  readonly botUserId: string;
  readonly botId: string;
  readonly users: Map<string, FakeUser>;
  readonly conversations: Map<string, FakeConversation>;
  readonly files: Map<string, FakeFile>;
  /** Home tabs by user, and modals by view id, as the app gave them. */
  readonly homes: Map<string, unknown>;
  readonly views: Map<string, unknown>;
  /** By channel and thread. */
  readonly statuses: Map<string, string>;
  readonly prompts: Map<string, readonly unknown[]>;
  nextTs(): string;
  nextId(prefix: string): string;
  nowMs(): number;
}

export interface SlackStateOptions {
  readonly nowMs: () => number;
  /** Issued ids and the last digits of instants rise from here; 0 when left out. */
  readonly firstId?: number;
}

export function createSlackState(options: SlackStateOptions): SlackState {
  let count = options.firstId ?? 0;
  let lastTs = '';
  return {
    teamId: 'T0FAKE',
    botUserId: 'U0BOT',
    botId: 'B0BOT',
    users: new Map(),
    conversations: new Map(),
    files: new Map(),
    homes: new Map(),
    views: new Map(),
    statuses: new Map(),
    prompts: new Map(),
    nowMs: options.nowMs,
    nextTs() {
      count += 1;
      const seconds = Math.floor(options.nowMs() / 1000);
      lastTs = `${seconds}.${String(count % 1_000_000).padStart(6, '0')}`;
      return lastTs;
    },
    nextId(prefix) {
      count += 1;
      return `${prefix}${String(count).padStart(6, '0')}`;
    },
  };
}

export function findMessage(
  conversation: FakeConversation | undefined,
  ts: unknown,
): FakeMessage | undefined {
  return conversation?.messages.find((message) => message.ts === ts);
}
