import { ControlPlaneError } from './control-plane-error.ts';

export interface PageRequest {
  readonly maxResults?: number | undefined;
  readonly nextToken?: string | undefined;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextToken?: string | undefined;
}

const DEFAULT_RESULTS = 100;

/**
 * One page of a list that is sorted by `keyOf`. A token says after which key to go on, so nothing is shown
 * twice or left out when the list changes in between. It belongs to one list.
 * @throws {ControlPlaneError} `ValidationException` for a token of something else.
 */
export function pageOf<Item>(
  list: string,
  items: readonly Item[],
  keyOf: (item: Item) => string,
  { maxResults = DEFAULT_RESULTS, nextToken }: PageRequest,
): Page<Item> {
  const after = nextToken === undefined ? undefined : readToken(list, nextToken);
  const rest = after === undefined ? items : items.filter((item) => keyOf(item) > after);
  const page = rest.slice(0, maxResults);
  const last = page.at(-1);
  return rest.length > page.length && last !== undefined
    ? { items: page, nextToken: Buffer.from(JSON.stringify([list, keyOf(last)])).toString('base64url') }
    : { items: page };
}

function readToken(list: string, token: string): string {
  try {
    const [of, after] = JSON.parse(Buffer.from(token, 'base64url').toString('utf8')) as unknown[];
    if (of === list && typeof after === 'string') return after;
  } catch {
    // Answered below: whatever it is, it is no token of ours.
  }
  throw new ControlPlaneError('ValidationException', 'nextToken: not a token of this list', {
    fields: [{ name: 'nextToken', message: 'not a token of this list' }],
  });
}
