import type { Given, Request, RequestKind } from './request.ts';

/** A request that was made, and whom it was about. */
export interface MadeRequest {
  readonly request: Request;
  /** `analysisId` of the opportunity, a customer's name, or null for none. */
  readonly of: string | null;
}

/** The requests of a conversation. */
export interface RequestTalk {
  /** The latest of each kind and subject, latest first. */
  readonly made: readonly MadeRequest[];
  /** Whether the first of them is what was talked about last. */
  readonly isLatest: boolean;
  /** How many of them were asked for in the same message as the first. */
  readonly batch: number;
  /** Asked for before there was an opportunity to do it with. */
  readonly waiting: readonly Request[];
  /** What the last answer was about that has a document; left out when nothing has. */
  readonly described?: readonly Described[];
}

/** Something that a document describes. */
export interface Described {
  readonly name: string;
  readonly documentId: string;
}

export const NO_REQUESTS: RequestTalk = { made: [], isLatest: false, batch: 0, waiting: [] };

/** With what was just asked for. */
export function withMade(
  { made }: RequestTalk,
  requests: readonly Request[],
  of: string | null,
): RequestTalk {
  const latest = [...requests].reverse().map((request) => ({ request, of }));
  const others = made.filter(
    (each) => !latest.some(({ request }) => request.kind === each.request.kind && each.of === of),
  );
  return {
    made: [...latest, ...others].slice(0, MOST_KEPT),
    isLatest: true,
    batch: latest.length,
    waiting: [],
  };
}

const MOST_KEPT = 40;

/** The last request of a kind about somebody. */
export function madeOf({ made }: RequestTalk, kind: RequestKind, of: string | null): Request | null {
  return made.find((each) => each.request.kind === kind && each.of === of)?.request ?? null;
}

/** A call that only the working set knows, as the request it was. */
export function requestOf(kind: RequestKind, sent: Given): Request {
  const { analysisId: _, customerName: __, fundingPlanId, ...given } = sent;
  return { kind, given, aspect: null, withFunding: fundingPlanId !== undefined, notes: [] };
}
