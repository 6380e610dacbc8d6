import type { Token } from '../text/tokens.ts';
import { readAttributes } from '../values/attributes.ts';
import { dateShape } from '../values/date-shapes.ts';
import { readMoney } from '../values/money.ts';
import { readPlaces } from '../values/places.ts';

/** `Deal: Acme / Canada / close 3 May / 250k`: what follows what a deal is called may be all of it, and is read as prose. */
export function listsFacts(tokens: readonly Token[], valueFrom: number): boolean {
  let facts = 0;
  let begins = true;
  for (let at = valueFrom; at < tokens.length && at - valueFrom < LONGEST_LIST; at += 1) {
    const token = tokens[at];
    if (token === undefined || token.kind === 'line') break;
    if (isListMark(tokens, at)) begins = true;
    else if (begins) {
      begins = LIST_LEADS.has(token.fold);
      if (!begins && isFact(tokens, at)) facts += 1;
    }
  }
  return facts >= 2;
}

const LONGEST_LIST = 80;
const LIST_LEADS: ReadonlySet<string> = new Set(
  'close closes closing sign signing signed by on in due expected based about around ~ the end'.split(' '),
);

function isListMark(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token?.fold === ',' || token?.fold === ';' || token?.fold === '|')
    return !token.glued || tokens[at + 1]?.glued !== true;
  // `deal: Lyon. Acme Foods. SAP to EC2. close 3 May`
  if (token?.fold === '.') return tokens[at + 1]?.glued !== true;
  return (token?.fold === '/' || token?.fold === '-') && !token.glued;
}

export function isFact(tokens: readonly Token[], at: number): boolean {
  return (
    dateShape(tokens, at) !== null ||
    placeAt(tokens, at) ||
    readMoney(tokens.slice(at, at + 8))[0]?.from === 0 ||
    readAttributes(tokens.slice(at, at + 4))[0]?.from === 0
  );
}

/** Whether a place begins here. */
export function placeAt(tokens: readonly Token[], at: number): boolean {
  return readPlaces(tokens.slice(at, at + 4))[0]?.from === 0;
}
