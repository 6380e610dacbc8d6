import type { AnalysisHistory, HistoryEntry } from '#knowledge-base/artifacts/analysis-history.ts';
import { callSlack, type SlackCallOptions } from '../api/slack-call.ts';
import type { ListenerOptions } from '../listeners/listener-options.ts';
import type { HomeContents, SlackViews } from '../listeners/slack-views.ts';
import type { SlackPeople } from '../turn/slack-ports.ts';
import { REFUSAL_WORDS } from '../turn/turn-words.ts';

export interface PublishHomeOptions {
  readonly people: SlackPeople;
  readonly history: Pick<AnalysisHistory, 'recent'>;
  /** The data that answers come from now. */
  readonly dataVersion: (call: { readonly signal: AbortSignal }) => Promise<string>;
  /** Which release of the agent answers. */
  readonly agentAlias: string;
  readonly views: Pick<SlackViews, 'home'>;
  readonly pause: SlackCallOptions['pause'];
  readonly onFailure: (where: string, error: unknown) => void;
}

/** How many analyses the Home tab shows, and how many it looks through for somebody's own. */
const MOST_SHOWN = 5;
const LOOKED_THROUGH = 100;

/** What the Home tab shows: to a seller their own latest analyses, to others why they are not served. */
export function createPublishHome(options: PublishHomeOptions): ListenerOptions['publishHome'] {
  const { dataVersion, history, people, views, onFailure, pause } = options;

  async function contentsFor(
    who: Parameters<ListenerOptions['publishHome']>[0],
    signal: AbortSignal,
  ): Promise<HomeContents | undefined> {
    const person = await people.find(who, { signal });
    if (person.status === 'refused')
      return person.reason === 'bot' ? undefined : { refusal: REFUSAL_WORDS[person.reason], recent: [] };
    const { name, scope, sellerId } = person.seller;
    // What cannot be told is left out: the tab shows the rest.
    const [recent, version] = await Promise.all([
      orElse<readonly HistoryEntry[]>(history.recent({ limit: LOOKED_THROUGH }, scope, { signal }), []),
      orElse<string | undefined>(dataVersion({ signal }), undefined),
    ]);
    return {
      sellerName: name,
      recent: recent
        .filter((entry) => entry.sellerId === sellerId && entry.result === undefined)
        .slice(0, MOST_SHOWN),
      ...(version === undefined ? {} : { dataVersion: version }),
      agentAlias: options.agentAlias,
    };
  }

  async function orElse<Value>(work: Promise<Value>, other: Value): Promise<Value> {
    try {
      return await work;
    } catch (error) {
      onFailure('slack home', error);
      return other;
    }
  }

  return async (who, client, signal) => {
    const contents = await contentsFor(who, signal);
    if (contents === undefined) return;
    const view = views.home(contents);
    await callSlack(() => client.views.publish({ user_id: who.userId, view }), {
      isIdempotent: true,
      pause,
      signal,
    });
  };
}
