import { type DynamoDbTurnLedgerOptions, openLedgerItems, text } from './dynamodb-ledger-items.ts';
import type { TurnLedger } from './turn-ledger.ts';

/** What of the ledger a channel's door needs: which events it has handed on. */
export type HandedOn = Pick<TurnLedger, 'noteHandedOn' | 'wasHandedOn'>;

const HANDED_ON_PART = 'handed-on';

/** Which events were handed on, in the ledger's table; apart from the rest, so that a small Lambda can have it alone. */
export function createDynamoDbHandedOn(options: DynamoDbTurnLedgerOptions): HandedOn {
  const items = openLedgerItems(options);
  return {
    noteHandedOn: (key, { signal }) =>
      items.putNew({ turnId: text(`event#${key}`), part: text(HANDED_ON_PART) }, signal),
    async wasHandedOn(key, { signal }) {
      return (await items.find(`event#${key}`, HANDED_ON_PART, signal)) !== undefined;
    },
  };
}
