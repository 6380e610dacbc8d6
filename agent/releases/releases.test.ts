import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { readCanaryPercent, setCanaryPercent } from './canary-share.ts';
import { setAccepting } from './kill-switch.ts';
import { versionBefore } from './pinned-version.ts';
import { promote } from './promote.ts';
import { prune } from './prune.ts';
import { ReleaseError, type ReleasePlane } from './release-plane.ts';
import { memoryReleases } from './release-services.double.ts';
import type { Gate } from './release-services.ts';
import { releaseStatus } from './release-status.ts';
import { rollBack } from './roll-back.ts';

const passes: Gate = async () => ({ passed: true, evalRun: 'run-1', summary: 'all pass' });

let releases: Awaited<ReturnType<typeof memoryReleases>>;
beforeEach(async () => {
  releases = await memoryReleases();
});

const toStaging = { from: 'dev', to: 'staging', gate: passes } as const;
const toProd = { from: 'staging', to: 'prod', gate: passes } as const;
const stands = async (services = releases) => {
  const { aliases } = await releaseStatus(services);
  return Object.fromEntries(aliases.map(({ name, version }) => [name, version]));
};
const outcomes = () => releases.record.entries.map(({ action, outcome }) => `${action} ${outcome}`);

/** The same releases with a plane that does something else in a place. */
function withPlane(change: Partial<ReleasePlane>) {
  return { ...releases, plane: { ...releases.plane, ...change } };
}

describe('promote', () => {
  it('makes a version of DRAFT, moves the alias, pins it, and writes down who did it after which run', async () => {
    expect(await promote(releases, toStaging)).toEqual({
      alias: 'staging',
      from: '1',
      to: '2',
      changed: true,
      cut: '2',
      verdict: { passed: true, evalRun: 'run-1', summary: 'all pass' },
    });
    expect(await promote(releases, toProd)).toMatchObject({ from: '1', to: '2', changed: true });
    expect(await promote(releases, toProd)).toMatchObject({ changed: false });
    const { aliases, latest } = await releaseStatus(releases);
    expect(aliases.map(({ name, version, pinned, before }) => [name, version, pinned, before])).toEqual([
      ['dev', 'DRAFT', undefined, undefined],
      ['prod', '2', '2', '1'],
      ['staging', '2', '2', '1'],
    ]);
    expect(latest[0]).toMatchObject({ who: 'ada', alias: 'prod', from: '1', to: '2', evalRun: 'run-1' });
  });

  it('changes nothing, and makes no version, when the gate does not pass', async () => {
    const gate: Gate = async () => ({ passed: false, evalRun: 'run-2', summary: '2 critical cases fail' });
    await expect(promote(releases, { ...toStaging, gate })).rejects.toMatchObject({
      code: 'release-gate',
      message: expect.stringContaining('2 critical cases fail (run run-2)'),
    });
    expect(await stands()).toEqual({ dev: 'DRAFT', staging: '1', prod: '1' });
    expect(await releases.plane.versions(releases)).toHaveLength(1);
    expect(outcomes()).toEqual([]);
  });

  it('goes without a gate for a reason, which is written down', async () => {
    await promote(releases, { ...toStaging, gate: { noGateReason: 'evals are down, hotfix 7' } });
    expect(releases.record.entries.at(-1)).toMatchObject({ noGateReason: 'evals are down, hotfix 7' });
  });

  it.for([
    [
      { from: 'dev', to: 'prud' },
      'release-unknown-alias',
      'there is no alias prud; there are: dev, prod, staging',
    ],
    [{ from: 'dev', to: 'dev' }, 'release-refused', 'are the same alias'],
  ] as const)('refuses %j', async ([names, code, message]) => {
    await expect(promote(releases, { ...names, gate: passes })).rejects.toMatchObject({
      code,
      message: expect.stringContaining(message),
    });
  });

  it('lets one of two at once win', async () => {
    const ended = await Promise.allSettled([promote(releases, toStaging), promote(releases, toStaging)]);
    expect(ended.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(ended.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'release-locked' },
    });
    expect(await releases.plane.versions(releases)).toHaveLength(2);
  });

  it('goes back when the pin cannot be written after the alias has moved', async () => {
    await promote(releases, toStaging);
    let writes = 0;
    const pins = {
      ...releases.pins,
      write: async (...given: Parameters<typeof releases.pins.write>) => {
        writes += 1;
        if (writes > 1) throw new Error('the parameters cannot be reached');
        return releases.pins.write(...given);
      },
    };
    await expect(promote({ ...releases, pins }, toProd)).rejects.toMatchObject({
      code: 'release-failed',
      message: 'the parameters cannot be reached. prod stands on 1 again',
    });
    expect(await stands()).toMatchObject({ prod: '1' });
    expect(outcomes().slice(-2)).toEqual(['promote begun', 'promote restored']);
  });

  it('goes back when the alias fails', async () => {
    await promote(releases, toStaging);
    let isFailed = false;
    const services = withPlane({
      point: async (alias, to, call) => {
        await releases.plane.point(alias, to, call);
        isFailed = to.version === '2';
      },
      aliases: async (call) =>
        (await releases.plane.aliases(call)).map((alias) =>
          isFailed && alias.name === 'prod' ? { ...alias, state: 'failed' as const } : alias,
        ),
    });
    await expect(promote(services, toProd)).rejects.toMatchObject({
      code: 'release-failed',
      message: 'prod did not come to version 2: it failed. prod stands on 1 again',
    });
    expect(await stands()).toMatchObject({ prod: '1' });
  });

  it('says that it cannot know when the control plane is gone in the middle', async () => {
    await promote(releases, toStaging);
    let gone = false;
    const services = withPlane({
      point: async () => {
        gone = true;
        throw new ReleaseError('release-unavailable', 'the control plane cannot be reached');
      },
      aliases: async (call) => {
        if (gone) throw new ReleaseError('release-unavailable', 'the control plane cannot be reached');
        return releases.plane.aliases(call);
      },
    });
    await expect(promote(services, toProd)).rejects.toMatchObject({
      code: 'release-uncertain',
      message: expect.stringContaining('npm run release -- status'),
    });
    expect(outcomes().slice(-2)).toEqual(['promote begun', 'promote uncertain']);
    // Whoever comes next is not locked out.
    expect(await promote(releases, toProd)).toMatchObject({ changed: true });
  });

  it('gives up on an alias that never settles, at the deadline', async () => {
    await promote(releases, toStaging);
    let moving = 0;
    const services = withPlane({
      point: async (alias, to, call) => {
        moving += 1;
        await releases.plane.point(alias, to, call);
      },
      aliases: async (call) =>
        (await releases.plane.aliases(call)).map((alias) =>
          moving === 1 && alias.name === 'prod' && alias.version === '2'
            ? { ...alias, state: 'settling' as const }
            : alias,
        ),
    });
    await expect(promote(services, toProd)).rejects.toMatchObject({
      message: expect.stringContaining('still settling at the deadline'),
    });
  });

  it('does not begin what cannot be written down', async () => {
    const record = { ...releases.record, append: () => Promise.reject(new Error('the record is down')) };
    await expect(promote({ ...releases, record }, toStaging)).rejects.toThrow('the record is down');
    expect(await stands()).toMatchObject({ staging: '1' });
  });
});

describe('rollBack', () => {
  it('goes back step by step, and never forth', async () => {
    for (let at = 0; at < 2; at += 1) await promote(releases, toStaging);
    expect(await stands()).toMatchObject({ staging: '3' });
    expect(await rollBack(releases, 'staging')).toEqual({ alias: 'staging', from: '3', to: '2' });
    expect(await rollBack(releases, 'staging')).toEqual({ alias: 'staging', from: '2', to: '1' });
    await expect(rollBack(releases, 'staging')).rejects.toMatchObject({ code: 'release-refused' });
    await expect(rollBack(releases, 'prod')).rejects.toThrow('no version before 1 is known for prod');
  });
});

describe('versionBefore', () => {
  it('is never the present one, and one that stood before it', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[1-4]$/), { maxLength: 12 }), (values) => {
        const history = values
          .map((value, at) => ({ value, revision: at + 1, writtenAt: '2026-11-25T12:00:00.000Z' }))
          .toReversed();
        const before = versionBefore(history);
        if (before === undefined) return;
        expect(before).not.toBe(values.at(-1));
        expect(values.indexOf(before)).toBeLessThan(values.lastIndexOf(values.at(-1) ?? ''));
      }),
    );
  });
});

describe('setAccepting', () => {
  it('stops and resumes an alias, even while somebody releases, and a promotion does not lift it', async () => {
    await releases.lock.take('standard', { who: 'bea', since: 'noon' }, releases);
    expect(await setAccepting(releases, 'prod', false)).toBe(true);
    expect(await setAccepting(releases, 'prod', false)).toBe(false);
    await releases.lock.giveBack('standard', releases);
    await promote(releases, toStaging);
    await promote(releases, toProd);
    const { aliases } = await releaseStatus(releases);
    expect(aliases.find(({ name }) => name === 'prod')).toMatchObject({ version: '2', accepts: false });
    expect(await setAccepting(releases, 'prod', true)).toBe(true);
    expect(outcomes().filter((line) => /stop|resume/.test(line))).toEqual([
      'stop begun',
      'stop done',
      'resume begun',
      'resume done',
    ]);
  });

  it('stops though the record is down, and does not resume then', async () => {
    const record = { ...releases.record, append: () => Promise.reject(new Error('the record is down')) };
    expect(await setAccepting({ ...releases, record }, 'prod', false)).toBe(true);
    await expect(setAccepting({ ...releases, record }, 'prod', true)).rejects.toThrow('the record is down');
  });
});

describe('setCanaryPercent', () => {
  it('pins the share, and refuses what is none', async () => {
    expect(await readCanaryPercent(releases)).toBe(0);
    expect(await setCanaryPercent(releases, 10)).toEqual({ from: 0, to: 10 });
    expect(await readCanaryPercent(releases)).toBe(10);
    for (const percent of [-1, 101, 1.5, Number.NaN])
      await expect(setCanaryPercent(releases, percent)).rejects.toMatchObject({ code: 'release-refused' });
  });
});

describe('prune', () => {
  it('deletes what no alias, no pin and no way back needs, once it is confirmed', async () => {
    for (let at = 0; at < 4; at += 1) await promote(releases, toStaging);
    await releases.plane.cut(releases);
    const expected = {
      versions: ['3', '2'],
      kept: [
        { version: '6', because: 'it is one of the 2 latest' },
        { version: '5', because: 'staging stands on it' },
        { version: '4', because: 'a rollback of staging goes to it' },
        { version: '1', because: 'prod stands on it' },
      ],
    };
    expect(await prune(releases, { isConfirmed: false })).toEqual(expected);
    expect(await releases.plane.versions(releases)).toHaveLength(6);
    expect(await prune(releases, { isConfirmed: true })).toEqual(expected);
    expect((await releases.plane.versions(releases)).map(({ version }) => version)).toEqual([
      '6',
      '5',
      '4',
      '1',
    ]);
  });
});

describe('releaseStatus', () => {
  it('names an alias that stands elsewhere than it is pinned to, and a change that never ended', async () => {
    await promote(releases, toStaging);
    const [staging] = (await releases.plane.aliases(releases)).filter(({ name }) => name === 'staging');
    if (staging === undefined) throw new TypeError('no staging');
    await releases.plane.point(staging, { version: '1' }, releases);
    await releases.record.append(
      {
        changeId: 'dead',
        at: '2026-11-25T13:00:00.000Z',
        who: 'bea',
        tier: 'standard',
        action: 'promote',
        outcome: 'begun',
        alias: 'prod',
      },
      releases,
    );
    const status = await releaseStatus(releases);
    expect(status.aliases.filter(({ drifted }) => drifted).map(({ name }) => name)).toEqual(['staging']);
    expect(status.unfinished.map(({ changeId }) => changeId)).toEqual(['dead']);
  });
});
