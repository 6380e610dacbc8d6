import { isStated } from './facts/fact.ts';
import { withoutOrders } from './facts/orders.ts';
import { type MessageReading, readMessage } from './read-message.ts';
import { separateDeals } from './separate-deals.ts';
import { withoutWrapping } from './text/letters.ts';
import { tokenize } from './text/tokens.ts';
import type { Understanding } from './understanding.ts';

export type { Understanding } from './understanding.ts';

/** Reads one message as seen on `today` (YYYY-MM-DD); pure, linear in its length, and never throws. */
export function understand(source: string, { today }: { readonly today: string }): Understanding {
  const said = withoutWrapping(tokenize(source));
  const data = withoutOrders(said);
  const { understanding, customerStarts } =
    data === said ? readMessage(source, said, today) : withData(source, said, data, today);
  const { tokens } = understanding;
  const deals = separateDeals(customerStarts, source.length, (from, to) => {
    const part = tokens.filter(({ start }) => start >= from && start < to);
    return readMessage(source, part, today).understanding;
  });
  return deals.length === 0 ? understanding : { ...understanding, deals };
}

/** Fewer facts are no note that holds an order, but an order with some words around it. */
const FEWEST_FACTS = 2;

type Tokens = Parameters<typeof readMessage>[1];

/** Without the orders in it, where what is left describes a deal; else as it stands, for it to be refused. */
function withData(source: string, said: Tokens, data: Tokens, today: string): MessageReading {
  const read = readMessage(source, data, today);
  const { facts } = read.understanding;
  const describes = facts.some(({ field }) => field === 'description');
  return describes && facts.filter(isStated).length >= FEWEST_FACTS ? read : readMessage(source, said, today);
}
