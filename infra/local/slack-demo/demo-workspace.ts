import type { FakeSlackOptions } from '#channels/slack/fake/fake-slack.ts';
import type { Seller } from '#channels/turn/seller-directory.ts';

const TEAM = 'T0FAKE';

/** Somebody one can be in the demo. */
export interface DemoPerson {
  readonly userId: string;
  /** What one types to be them. */
  readonly key: string;
  readonly name: string;
  readonly about: string;
}

export interface DemoWorkspace extends Required<Pick<FakeSlackOptions, 'users' | 'conversations'>> {
  readonly people: readonly DemoPerson[];
  readonly channels: readonly { readonly id: string; readonly name: string; readonly about: string }[];
}

/** A workspace with the directory's sellers, people who are not served, and one channel of each kind. */
export function demoWorkspace(sellers: readonly Seller[]): DemoWorkspace {
  const known = sellers.map((seller) => ({
    key: seller.sellerId,
    name: seller.name,
    about: seller.about ?? 'a seller',
    account: seller.email === undefined ? {} : { email: seller.email },
  }));
  const others = [
    {
      key: 'uma',
      name: 'Uma',
      about: 'a colleague who is not in the list of sellers',
      account: { email: 'uma@example.com' },
    },
    {
      key: 'gil',
      name: 'Gil',
      about: 'a guest of the workspace',
      account: { email: 'gil@example.com', isRestricted: true },
    },
    {
      key: 'sam',
      name: 'Sam',
      about: 'of another company that shares a channel',
      account: { email: 'sam@example.org', isStranger: true, teamId: 'T0OTHER' },
    },
  ];
  const all = [...known, ...others].map((person, index) => ({ ...person, userId: `U${100 + index}` }));
  const channels = [
    { id: 'C100', name: 'deals', kind: 'public' as const, about: 'public' },
    { id: 'C200', name: 'deal-desk', kind: 'private' as const, about: 'private' },
    {
      id: 'C300',
      name: 'with-partner',
      kind: 'private' as const,
      isExternallyShared: true,
      about: 'shared with another company',
    },
  ];
  return {
    people: all.map(({ about, key, name, userId }) => ({ about, key, name, userId })),
    channels,
    users: all.map(({ account, name, userId }) => ({ id: userId, teamId: TEAM, name, ...account })),
    conversations: [
      ...channels.map(({ about: _, ...channel }) => channel),
      ...all.map(({ name, userId }) => ({
        id: `D${userId.slice(1)}`,
        name: `direct messages of ${name}`,
        kind: 'im' as const,
        userId,
      })),
    ],
  };
}
