import { setTimeout as wait } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { signedRequest, type Transport } from '#channels/slack/fake/deliveries.ts';
import { type FakeSlack, startFakeSlack } from '#channels/slack/fake/fake-slack.ts';
import { createIngress } from '#channels/slack/ingress/ingress.ts';
import { turnIdOf } from '#channels/slack/turn/slack-question.ts';
import { userSessionsTable } from '#channels/turn/dynamodb-user-sessions.ts';
import { createDynamoDbTurnLedger, turnLedgerTable } from '#channels/turn/ledger/dynamodb-turn-ledger.ts';
import { createSqsTurnQueue } from '#channels/turn/queue/sqs-turn-queue.ts';
import { resultsTable } from '#knowledge-base/artifacts/dynamodb-artifact-store.ts';
import { createRandom } from '#knowledge-base/projects/sample/seeded-random.ts';
import { startDynamoDb } from '../dynamodb.ts';
import { localClientOptions } from '../local-client-options.ts';
import { startSqs } from '../sqs/sqs-server.ts';
import { TABLE_NAMES } from '../table-names.ts';
import { chaosFaults } from './chaos-faults.ts';
import { type ChaosPlan, planChaos } from './chaos-plan.ts';
import { type AskedQuestion, checkHistory, type HistoryFaults } from './check-history.ts';
import { openWorkerPool, type WorkerPool } from './worker-pool.ts';

export interface ChaosOptions {
  readonly questions: number;
  readonly seed: number;
  /** Workers killed while the questions are answered. */
  readonly kills: number;
  /** The entry point of a worker, and Node's flags for it. */
  readonly worker: string;
  readonly execArgv: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** A run that takes longer is ended, and what is not answered by then is lost. */
  readonly timeoutMs: number;
  readonly onProgress: (message: string) => void;
  readonly onFailure: (where: string, error: unknown) => void;
}

export interface ChaosReport {
  readonly questions: number;
  readonly kills: number;
  readonly lost: number;
  readonly duplicated: number;
  readonly misrouted: number;
  readonly wallMs: number;
}

const WORKERS = 3;
/** Turns at once of each worker. */
const CONCURRENCY = 4;
const SHARES = { ambiguous: 0.1, rateLimited: 0.05, throttled: 0.2, lostAcks: 0.05 };
/** Leases and waits are shorter than in a deployment, so that a run takes minutes; their order stays as it is there. */
const LEASE_MS = 4_000;
const VISIBILITY_MS = 5_000;
const WAIT_FACTOR = 0.05;
/** A worker is killed far more often than anywhere else, so that one question may meet it more often. */
const MOST_RECEIVES = 25;
/** Questions that are asked and not answered, at most. */
const MOST_WAITING = 100;

/** The whole way of Slack's questions under faults, and what Slack saw of it. */
export async function runChaos(
  options: ChaosOptions,
): Promise<{ report: ChaosReport; faults: HistoryFaults }> {
  const startedAt = performance.now();
  const opened: { close(): unknown }[] = [];
  const closeAll = async () => {
    for (const each of opened.reverse()) await each.close();
  };
  const open = <Opened extends { close(): unknown }>(each: Opened): Opened => {
    opened.push(each);
    return each;
  };
  try {
    const plan = planChaos(options.questions, options.seed, 'U0BOT');
    const slack = open(
      await startFakeSlack({
        users: plan.users.map((user) => ({ ...user, teamId: 'T0FAKE' })),
        conversations: plan.conversations,
        retriesMs: [0, 50, 250],
      }),
    );
    const sqs = open(
      await startSqs({ queues: ['turns'], visibilityMs: VISIBILITY_MS, maxReceives: MOST_RECEIVES }),
    );
    const dynamodb = open(
      await startDynamoDb({
        tables: [
          turnLedgerTable(TABLE_NAMES.turnLedger),
          userSessionsTable(TABLE_NAMES.userSessions),
          resultsTable(TABLE_NAMES.results),
        ],
      }),
    );
    const queues = openQueues(sqs, dynamodb.endpoint, options);
    open(queues);
    slack.connect(ingressTransport(slack, queues.ingress, options.seed));
    slack.setFaults(chaosFaults(options.seed, SHARES));
    const pool = open(
      openWorkerPool({
        ...options,
        size: WORKERS,
        order: {
          seed: options.seed,
          apiUrl: slack.apiUrl,
          botToken: slack.botToken,
          botId: slack.state.botId,
          botUserId: slack.state.botUserId,
          dynamodb: dynamodb.endpoint,
          sqs: sqs.endpoint,
          turnsUrl: sqs.queueUrl('turns'),
          deadTurnsUrl: sqs.queueUrl('turns-dead'),
          leaseMs: LEASE_MS,
          waitFactor: WAIT_FACTOR,
          throttledShare: SHARES.throttled,
          concurrency: CONCURRENCY,
        },
      }),
    );
    const { asked, kills } = await askAndKill(slack, plan, pool, { ...options, isQuiet: queues.isQuiet });
    options.onProgress(describeCalls(slack.calls));
    const faults = checkHistory(asked, {
      botUserId: slack.state.botUserId,
      calls: slack.calls,
      conversations: slack.state.conversations.values(),
    });
    const { lost, duplicated, misrouted } = faults;
    return {
      faults,
      report: {
        questions: options.questions,
        kills,
        lost: lost.size,
        duplicated: duplicated.size,
        misrouted: misrouted.size,
        wallMs: Math.round(performance.now() - startedAt),
      },
    };
  } finally {
    await closeAll();
  }
}

function describeCalls(calls: FakeSlack['calls']): string {
  const count = (wanted: string) => calls.filter(({ outcome }) => outcome === wanted).length;
  return `${calls.length} calls at Slack: ${count('drop-before')} dropped before and ${count('drop-after')} after the work, ${count('ratelimited')} limited`;
}

function openQueues(
  sqs: Awaited<ReturnType<typeof startSqs>>,
  dynamodbEndpoint: string,
  { onFailure }: Pick<ChaosOptions, 'onFailure'>,
) {
  const client = new SQSClient({ ...localClientOptions, endpoint: sqs.endpoint });
  const dynamodb = new DynamoDBClient({ ...localClientOptions, endpoint: dynamodbEndpoint });
  const clock = () => new Date();
  const countOf = async (name: string) => {
    const { Attributes: counts } = await client.send(
      new GetQueueAttributesCommand({ QueueUrl: sqs.queueUrl(name), AttributeNames: ['All'] }),
    );
    return (
      Number(counts?.ApproximateNumberOfMessages) + Number(counts?.ApproximateNumberOfMessagesNotVisible)
    );
  };
  return {
    ingress: createIngress({
      signingSecret: 'fake-signing-secret',
      queue: createSqsTurnQueue({ client, queueUrl: sqs.queueUrl('turns') }),
      ledger: createDynamoDbTurnLedger({ client: dynamodb, tableName: TABLE_NAMES.turnLedger, clock }),
      clock,
      onFailure,
    }),
    /** Nothing waits and nobody works. */
    isQuiet: async () => (await countOf('turns')) + (await countOf('turns-dead')) === 0,
    close() {
      client.destroy();
      dynamodb.destroy();
    },
  };
}

/** Slack's signed events to the door; of some the acknowledgement is lost, so that they come again. */
function ingressTransport(
  slack: FakeSlack,
  ingress: ReturnType<typeof openQueues>['ingress'],
  seed: number,
): Transport {
  const random = createRandom(seed, 3);
  return async (delivery, attempt) => {
    const { body, headers } = signedRequest(delivery, {
      signingSecret: slack.signingSecret,
      nowMs: Date.now(),
      attempt,
    });
    const { status } = await ingress.handle({ headers, body: Buffer.from(body) });
    return status === 200 && !random.chance(SHARES.lostAcks) ? { answer: undefined } : undefined;
  };
}

/** Asks everything as the plan has it, kills workers on the way, and waits until nothing is left to do. */
async function askAndKill(
  slack: FakeSlack,
  plan: ChaosPlan,
  pool: WorkerPool,
  options: ChaosOptions & { readonly isQuiet: () => Promise<boolean> },
): Promise<{ readonly asked: readonly AskedQuestion[]; readonly kills: number }> {
  const random = createRandom(options.seed, 4);
  const deadline = performance.now() + options.timeoutMs;
  const asked: AskedQuestion[] = [];
  const roots = new Map<number, string>();
  const progress = answeredTurns(slack);
  // A worker is killed whenever so many more were answered, give or take.
  const killAt = Array.from(
    { length: options.kills },
    (_, index) => ((index + random.next()) / options.kills) * options.questions * 0.97,
  );
  let kills = 0;
  let told = 0;
  for (;;) {
    pool.check();
    const answered = progress();
    if (answered >= told + Math.max(20, options.questions / 20)) {
      told = answered;
      options.onProgress(`${answered} of ${options.questions} answered, ${kills} workers killed …`);
    }
    if (answered >= (killAt[kills] ?? Number.POSITIVE_INFINITY)) {
      if (pool.kill(random.int(0, 99))) kills += 1;
    }
    const next = plan.questions[asked.length];
    if (next !== undefined && asked.length - answered < MOST_WAITING) {
      asked.push(await ask(slack, next, roots));
      continue;
    }
    if (next === undefined && answered >= options.questions && (await options.isQuiet())) break;
    if (performance.now() > deadline) {
      options.onProgress(`ended after ${options.timeoutMs} ms with ${answered} answered`);
      break;
    }
    await wait(5);
  }
  return { asked, kills };
}

async function ask(
  slack: FakeSlack,
  { channelId, isConfidential, marker, repeats, text, thread, userId }: ChaosPlan['questions'][number],
  roots: Map<number, string>,
): Promise<AskedQuestion> {
  const root = roots.get(thread);
  const { ts } = await slack.people.say(
    userId,
    channelId,
    text,
    root === undefined ? {} : { threadTs: root },
  );
  const threadTs = root ?? ts;
  roots.set(thread, threadTs);
  const teamId = slack.state.teamId;
  const isMention = text.includes(`<@${slack.state.botUserId}>`);
  const event = {
    type: isMention ? 'app_mention' : 'message',
    channel_type: channelId.startsWith('D') ? 'im' : 'channel',
    user: userId,
    channel: channelId,
    text,
    ts,
    event_ts: ts,
    ...(root === undefined ? {} : { thread_ts: root }),
  };
  for (let count = 0; count < repeats; count += 1) await slack.people.event(event);
  const turnId = turnIdOf({ teamId, channelId, userId, ts, text, source: 'message', receivedMs: 0 });
  return { marker, turnId, userId, channelId, ts, threadTs, isConfidential };
}

/** Counts turns that have a message which says that it is theirs, whole or not. */
function answeredTurns(slack: FakeSlack): () => number {
  const turns = new Set<string>();
  let read = 0;
  return () => {
    for (; read < slack.calls.length; read += 1) {
      const { args, outcome, ts } = slack.calls[read] ?? {};
      const metadata = args?.metadata as { event_payload?: { turn_id?: string; part?: unknown } } | undefined;
      const turnId = metadata?.event_payload?.turn_id;
      if (turnId === undefined || ts === undefined || outcome === undefined) continue;
      if (typeof metadata?.event_payload?.part === 'number') turns.add(turnId.replace('-note', ''));
    }
    return turns.size;
  };
}
