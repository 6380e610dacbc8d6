import { describe, expect, it } from 'vitest';
import { eventJson } from '#action-groups/kernel/announce.ts';
import type { AssistantEvent } from '#action-groups/kernel/events.ts';
import { AgentError } from '#agent/client/agent-client.ts';
import { allocate } from '#agent/releases/assignment.ts';
import { assign, type OnlineExperiment } from '#agent/releases/online-experiment.ts';
import { chunk, final, harness, scripted } from './turn.double.ts';
import type { TurnOptions } from './turn.ts';
import { resultOf } from './turn-result.ts';
import type { UserSession, UserSessions } from './user-sessions.ts';

function tone(state: 'running' | 'stopped' = 'running', alias = 'canary'): OnlineExperiment {
  const { candidate = [] } = allocate({ candidate: 100 });
  const buckets = candidate.map(([from, to]): [number, number] => [from, to]);
  return {
    id: 'tone',
    salt: 'tone',
    state,
    variants: { candidate: { alias, buckets }, base: { buckets: [] } },
  };
}

/** Sessions as the table keeps them: what they began with stays. */
function rememberedSessions(): UserSessions {
  const known = new Map<string, UserSession>();
  let turns = 0;
  return {
    async touch({ sessionId, ...begun }) {
      turns += 1;
      const at = `2026-11-25T09:00:0${turns}.000Z`;
      const session = known.get(sessionId) ?? {
        ...begun,
        sessionId,
        createdAt: at,
        artifactIds: [],
        topics: [],
        customers: [],
        figures: [],
        dataClass: 'public' as const,
        lastActivityAt: at,
      };
      known.set(sessionId, { ...session, lastActivityAt: at });
      return { ...session, lastActivityAt: at };
    },
    noteShown: async () => {},
  };
}

function experimenting(first: OnlineExperiment | undefined, options: Partial<TurnOptions> = {}) {
  let running = first;
  const events: AssistantEvent[] = [];
  const failures: string[] = [];
  const own = scripted(...Array.from({ length: 5 }, () => [chunk('own'), final('answered')]));
  const canary = scripted(...Array.from({ length: 5 }, () => [chunk('canary'), final('answered')]));
  const { run } = harness(own, {
    userSessions: rememberedSessions(),
    events: {
      publish: async (event) => {
        // As it is sent: nothing but what is declared.
        events.push(JSON.parse(eventJson(event)) as AssistantEvent);
        return true;
      },
    },
    onFailure: (where) => failures.push(where),
    experiments: {
      assignments: {
        assignmentOf: async ({ sellerId, tier }) =>
          running === undefined ? undefined : assign(running, sellerId, tier),
      },
      agentsOf: (alias) => (alias === 'canary' ? { standard: canary, enhanced: canary } : undefined),
    },
    ...options,
  });
  const ask = async (thread: string) => (await resultOf(run({ thread }))).answer;
  const told = () =>
    events.map(({ type, ...event }) => [type, 'arm' in event ? event.arm?.variant : undefined]);
  return {
    ask,
    told,
    events,
    failures,
    canary,
    own,
    set: (experiment: OnlineExperiment | undefined) => {
      running = experiment;
    },
  };
}

describe('a turn that is part of an experiment', () => {
  it('is answered by the variant’s alias, and says so in its session attributes and events', async () => {
    const { ask, canary, events } = experimenting(tone());
    expect(await ask('one')).toBe('canary');
    expect(canary.requests[0]?.sessionAttributes).toMatchObject({
      sellerId: 'nora',
      experiment: 'tone',
      experimentVariant: 'candidate',
    });
    expect(events).toMatchObject([
      {
        type: 'ExperimentExposed',
        sellerId: 'nora',
        channel: 'cli',
        alias: 'canary',
        arm: { experiment: 'tone', variant: 'candidate' },
        weights: { base: 0, candidate: 10_000 },
      },
      {
        type: 'TurnEnded',
        outcome: 'answered',
        tier: 'standard',
        costUsd: 0.00049,
        arm: { experiment: 'tone', variant: 'candidate' },
      },
    ]);
  });

  it('is exposed once a conversation, at its first turn', async () => {
    const { ask, told } = experimenting(tone());
    await ask('one');
    await ask('one');
    expect(told()).toEqual([
      ['ExperimentExposed', 'candidate'],
      ['TurnEnded', 'candidate'],
      ['TurnEnded', 'candidate'],
    ]);
  });

  it('leaves a conversation alone that began before, whose agent remembers it', async () => {
    const { ask, set, told } = experimenting(undefined);
    expect(await ask('one')).toBe('own');
    set(tone());
    expect(await ask('one')).toBe('own');
    expect(await ask('two')).toBe('canary');
    expect(told()).toEqual([
      ['TurnEnded', undefined],
      ['TurnEnded', undefined],
      ['ExperimentExposed', 'candidate'],
      ['TurnEnded', 'candidate'],
    ]);
  });

  it('goes back to the channel’s own agent as soon as the experiment is stopped', async () => {
    const { ask, set, own } = experimenting(tone());
    expect(await ask('one')).toBe('canary');
    set(tone('stopped'));
    expect(await ask('one')).toBe('own');
    expect(own.requests[0]?.sessionAttributes).not.toHaveProperty('experiment');
  });

  it('is answered by the channel’s own agent where the alias is not there, and is no exposure', async () => {
    const { ask, told, failures } = experimenting(tone('running', 'gone'));
    expect(await ask('one')).toBe('own');
    expect(told()).toEqual([['TurnEnded', undefined]]);
    expect(failures).toEqual(['online experiment']);
  });

  it('tells its variant in the lines of the log', async () => {
    const broken = scripted([new AgentError('agent-unavailable', 'gone')]);
    const { ask, failures, told } = experimenting(tone(), {
      experiments: {
        assignments: { assignmentOf: async ({ sellerId, tier }) => assign(tone(), sellerId, tier) },
        agentsOf: () => ({ standard: broken, enhanced: broken }),
      },
    });
    await ask('one');
    expect(failures).toEqual(['agent-unavailable [experiment tone, variant candidate]']);
    expect(told().map(([type]) => type)).toEqual(['ExperimentExposed', 'TurnFailed', 'TurnEnded']);
  });
});
