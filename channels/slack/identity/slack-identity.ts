import { createVisibilityGate, type VisibilityPolicy } from '#channels/turn/visibility.ts';
import type { SlackConversations, SlackPeople, VisibilityGate } from '../turn/slack-ports.ts';
import { createSlackConversations } from './conversations.ts';
import { createSlackPeople, type SlackPeopleOptions } from './people.ts';

export interface SlackIdentityOptions extends SlackPeopleOptions {
  /** Who may see what where; {@link DEFAULT_POLICY} when left out. */
  readonly policy?: VisibilityPolicy;
}

/** Who asks, where, and what may be shown there: what a Slack turn needs to know of people. */
export interface SlackIdentity {
  readonly people: SlackPeople;
  readonly conversations: SlackConversations;
  readonly visibility: VisibilityGate;
}

export function createSlackIdentity(options: SlackIdentityOptions): SlackIdentity {
  return {
    people: createSlackPeople(options),
    conversations: createSlackConversations(options),
    visibility: createVisibilityGate(options.policy),
  };
}
