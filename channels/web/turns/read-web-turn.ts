import type { LedgerEvent, StoredResult, TurnLedger } from '#channels/turn/ledger/turn-ledger.ts';
import type { Seller } from '#channels/turn/seller-directory.ts';
import type { TurnArtifact } from '#channels/turn/turn-result.ts';
import { ArtifactError } from '#knowledge-base/artifacts/artifact-store.ts';
import type { Asked } from './asked.ts';
import type { WebTurnsOptions } from './create-web-turns.ts';
import { foldTurn } from './fold-turn.ts';
import { type WebTurn, WebTurnError } from './web-turns.ts';

interface Reading {
  readonly turnId: string;
  readonly request: Asked;
  readonly reader: Seller;
  readonly signal: AbortSignal;
}

/** What is known of a turn: its result with artifacts once there is one, else what its events have said so far. */
export async function readWebTurn(
  { turnId, request, reader, signal }: Reading,
  { artifacts, ledger, notes }: WebTurnsOptions,
): Promise<WebTurn> {
  const entry = await ledger.find(turnId, { signal });
  const { text, thread, createdAt } = request;
  const turn = { turnId, sellerId: reader.sellerId, thread, text, createdAt, missing: [] } as const;
  if (entry === undefined) return { ...turn, ...foldTurn([]), state: 'waiting' };
  const [folded, verdict] = await Promise.all([
    foldTurn(await eventsOf(turnId, ledger, signal)),
    notes.verdictOf(turnId, { signal }),
  ]);
  if (entry.result === undefined) return { ...turn, ...folded, state: 'running' };
  const { loaded, missing } = await load(entry.result);
  return {
    ...turn,
    ...folded,
    words: entry.result.answer,
    state: 'ended',
    result: { ...entry.result, artifacts: loaded },
    missing,
    ...(verdict === undefined ? {} : { verdict }),
  };

  async function load(result: StoredResult) {
    const loaded: TurnArtifact[] = [];
    const missing: { type: string; id: string; code: string }[] = [];
    const found = await Promise.all(
      result.artifacts.map(async ({ type, id }) => {
        try {
          const { body } = await artifacts.get(id, reader.scope, { signal });
          return { type, id, ...body };
        } catch (error) {
          if (!(error instanceof ArtifactError)) throw error;
          if (error.code === 'artifact-store-unavailable')
            throw new WebTurnError('turns-unavailable', error.message, { cause: error });
          missing.push({ type, id, code: error.code });
          return undefined;
        }
      }),
    );
    for (const artifact of found) if (artifact !== undefined) loaded.push(artifact);
    return { loaded, missing };
  }
}

async function eventsOf(
  turnId: string,
  ledger: Pick<TurnLedger, 'events'>,
  signal: AbortSignal,
): Promise<readonly LedgerEvent[]> {
  const events: LedgerEvent[] = [];
  for (;;) {
    const page = await ledger.events(turnId, events.at(-1)?.sequence ?? 0, { signal });
    if (page.length === 0) return events;
    events.push(...page);
  }
}
