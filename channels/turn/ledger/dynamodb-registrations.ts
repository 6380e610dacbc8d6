import { z } from 'zod';
import { writeJson } from './dynamodb-ledger-item.ts';
import { type LedgerItem, type LedgerItems, text } from './dynamodb-ledger-items.ts';
import type { Registration, TurnLedger } from './turn-ledger.ts';

const REQUEST_PART = 'request';

const stored = z.object({ S: z.string() }).transform(({ S }) => S);
const registrationItem = z.object({
  sellerId: stored,
  requestHash: stored,
  askedJson: stored.transform((json) => z.record(z.string(), z.unknown()).parse(JSON.parse(json))).optional(),
});

/** Who asked for a turn, in an item beside the turn's own, so that it stands before anybody takes the turn. */
export function createDynamoDbRegistrations(items: LedgerItems): Pick<TurnLedger, 'register' | 'registered'> {
  const registered: TurnLedger['registered'] = async (turnId, { signal }) => {
    const item = await items.find(turnId, REQUEST_PART, signal);
    return item === undefined ? undefined : readRegistration(item);
  };
  return {
    registered,
    async register(turnId, asked, call) {
      const item = {
        turnId: text(turnId),
        part: text(REQUEST_PART),
        sellerId: text(asked.sellerId),
        requestHash: text(asked.requestHash),
        ...(asked.asked === undefined ? {} : { askedJson: writeJson(asked.asked) }),
      };
      if (await items.putNew(item, call.signal)) return { ...asked, isNew: true };
      return { ...((await registered(turnId, call)) ?? asked), isNew: false };
    },
  };
}

function readRegistration(item: LedgerItem): Registration {
  const { askedJson: asked, ...registration } = registrationItem.parse(item);
  return asked === undefined ? registration : { ...registration, asked };
}
