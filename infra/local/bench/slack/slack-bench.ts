import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { type Percentiles, percentiles, tenths } from '../percentiles.ts';
import { loadDoor } from './ack-load.ts';
import { type BundleSize, measureBundles } from './measure-bundles.ts';
import type { BenchServices } from './slack-door.ts';
import type { SlackTurnTimes } from './slack-turns.ts';

export interface SlackBench {
  /** Acknowledgements in HTTP mode, from when an event was due. */
  readonly ack: {
    readonly events: number;
    readonly perSecond: number;
    readonly refused: number;
    readonly p50Ms: number;
    readonly p99Ms: number;
  };
  readonly ingress: BundleSize;
  readonly interactive: BundleSize;
  /** Analyses asked in direct messages, over the fake of Slack: from the message to the first words, and to the whole. */
  readonly turns: number;
  readonly firstWords: Percentiles;
  readonly total: Percentiles;
}

export interface SlackBenchOptions {
  /** The entry point of the process with the door. */
  readonly worker: string;
  readonly runs: number;
  readonly timeTurns: (runs: number) => Promise<SlackTurnTimes>;
  readonly onProgress: (message: string) => void;
}

const EVENTS = 2_000;
const PER_SECOND = 100;
/** Sent before what counts. */
const WARM_UP = 200;
const SIGNING_SECRET = 'of the bench';

/** @throws when the door refuses an event: a fast refusal is no result */
export async function slackBench(options: SlackBenchOptions): Promise<SlackBench> {
  const { onProgress, runs, timeTurns, worker } = options;
  onProgress(`${EVENTS} events, ${PER_SECOND} a second …`);
  const ack = await measureAcks(worker);
  onProgress('bundles …');
  const { ingress, interactive } = await measureBundles();
  onProgress(`${runs} questions over the fake of Slack …`);
  const { firstWords, totals } = await timeTurns(runs);
  return {
    ack,
    ingress,
    interactive,
    turns: totals.length,
    firstWords: percentiles(firstWords),
    total: percentiles(totals),
  };
}

async function measureAcks(worker: string): Promise<SlackBench['ack']> {
  const services = fork(worker);
  const door = fork(worker, [SIGNING_SECRET]);
  try {
    const [where] = (await once(services, 'message')) as [BenchServices];
    door.send(where);
    const [url] = (await once(door, 'message')) as [string];
    const { times, refused } = await loadDoor({
      url,
      signingSecret: SIGNING_SECRET,
      events: WARM_UP + EVENTS,
      perSecond: PER_SECOND,
      wait,
    });
    if (refused > 0) throw new Error(`the door refused ${refused} of ${WARM_UP + EVENTS} events`);
    const sorted = times.slice(WARM_UP).sort((a, b) => a - b);
    const at = (share: number) => tenths(sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN);
    return { events: EVENTS, perSecond: PER_SECOND, refused, p50Ms: at(0.5), p99Ms: at(0.99) };
  } finally {
    door.disconnect();
    services.disconnect();
  }
}
