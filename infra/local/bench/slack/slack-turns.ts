import { SLACK_PATH } from '#channels/slack/doors/http-door.ts';
import { httpTransport } from '#channels/slack/fake/deliveries.ts';
import { startFakeSlack } from '#channels/slack/fake/fake-slack.ts';
import type { Assistant } from '../../assistant.ts';
import type { LocalEndpoints } from '../../local-file.ts';
import { openSlackService } from '../../slack-service.ts';
import { startSqs } from '../../sqs/sqs-server.ts';
import { sampleQuestion } from '../sample-questions.ts';

/** In milliseconds from a message to what Slack shows of its answer. */
export interface SlackTurnTimes {
  readonly firstWords: readonly number[];
  readonly totals: readonly number[];
}

export interface SlackTurnsOptions {
  readonly assistant: Assistant;
  readonly endpoints: LocalEndpoints;
  readonly dataDir: string;
  readonly runs: number;
  readonly onFailure: (where: string, error: unknown) => void;
}

const WARM_UP = 5;

/**
 * Asks one analysis after another in direct messages. @throws when one did not end in an answer
 */
export async function timeSlackTurns(options: SlackTurnsOptions): Promise<SlackTurnTimes> {
  const { assistant, endpoints, onFailure, runs } = options;
  const [seller] = await assistant.sellers.list();
  let firstWordsAt: number | undefined;
  let shownAt = 0;
  let ended: (outcome: string) => void = () => {};
  const slack = await startFakeSlack({
    firstId: Math.floor(Date.now() / 1000) % 1_000_000_000,
    users: [
      {
        id: 'U100',
        teamId: 'T0FAKE',
        name: 'Bench',
        ...(seller?.email === undefined ? {} : { email: seller.email }),
      },
    ],
    conversations: [{ id: 'D100', name: 'bench', kind: 'im', userId: 'U100' }],
    onCall({ method }) {
      if (method === 'chat.startStream') firstWordsAt ??= performance.now();
      if (method === 'chat.update' || method === 'chat.postMessage') shownAt = performance.now();
    },
  });
  const sqs = await startSqs({ queues: ['slack'] });
  const service = await openSlackService({
    assistant,
    endpoints: {
      ...endpoints,
      sqs: sqs.endpoint,
      queues: { ...endpoints.queues, slack: sqs.queueUrl('slack'), deadSlack: sqs.queueUrl('slack-dead') },
    },
    dataDir: options.dataDir,
    botToken: slack.botToken,
    door: { kind: 'http', port: 0, signingSecret: slack.signingSecret },
    apiUrl: slack.apiUrl,
    log: {
      turn: ({ outcome }) => ended(outcome),
      acknowledged: () => {},
      feedback: () => {},
      failure: onFailure,
    },
    onFailure,
  });
  const url = `http://127.0.0.1:${service.port}${SLACK_PATH}`;
  slack.connect(httpTransport(url, { signingSecret: slack.signingSecret, nowMs: Date.now }));
  const firstWords: number[] = [];
  const totals: number[] = [];
  try {
    for (let index = -WARM_UP; index < runs; index += 1) {
      firstWordsAt = undefined;
      const outcome = new Promise<string>((resolve) => {
        ended = resolve;
      });
      const askedAt = performance.now();
      await slack.people.say('U100', 'D100', sampleQuestion(index + WARM_UP));
      const how = await outcome;
      if (how !== 'answered') throw new Error(`a question of the bench ended ${how}`);
      if (index < 0) continue;
      firstWords.push((firstWordsAt ?? shownAt) - askedAt);
      totals.push(shownAt - askedAt);
    }
  } finally {
    await service.close();
    await Promise.all([sqs.close(), slack.close()]);
  }
  return { firstWords, totals };
}
