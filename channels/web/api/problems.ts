/** What went wrong with one part of a request. */
export interface FieldFault {
  /** The name of the field, a path with dots inside a body; empty for the whole of a part. */
  readonly field: string;
  readonly in: 'path' | 'query' | 'header' | 'body';
  /** `required`, `wrong-type`, `too-short`, `too-long`, `too-small`, `too-large`, `unknown-field`, `not-accepted`, `malformed`. */
  readonly code: string;
  /** What it is to be, in words; never the value that was sent. */
  readonly detail: string;
}

interface ProblemWords {
  readonly status: number;
  readonly title: string;
  /** What it means and the way out. */
  readonly detail: string;
}

/** Every code of a problem with its status and words. Codes stay what they are; words may change. */
export const PROBLEMS = {
  'invalid-request': {
    status: 400,
    title: 'A part of the request is not as it has to be',
    detail: 'A path, query or header value is wrong; `errors` names each and says what it has to be.',
  },
  'invalid-json': {
    status: 400,
    title: 'The body is not JSON',
    detail: 'Send one JSON object in UTF-8.',
  },
  'not-signed-in': {
    status: 401,
    title: 'It is not known who asks',
    detail: 'Send a token: `Authorization: Bearer …`.',
  },
  'token-invalid': {
    status: 401,
    title: 'The token is not valid',
    detail: 'It was issued by somebody else, for something else, or was altered. Sign in again.',
  },
  'token-expired': {
    status: 401,
    title: 'The token has expired',
    detail: 'Get a new one and send the request again; a stream goes on with `Last-Event-ID`.',
  },
  'cross-site': {
    status: 403,
    title: 'The request came from another site',
    detail: 'Send a token instead of a cookie, from an origin that this deployment allows.',
  },
  'unknown-host': {
    status: 421,
    title: 'The server does not answer to this name',
    detail: 'Use the address that the server was started with.',
  },
  'unknown-seller': {
    status: 403,
    title: 'Whoever asks is not in the directory of sellers',
    detail: 'An operator adds sellers to the directory.',
  },
  'email-not-verified': {
    status: 403,
    title: 'The e-mail address of the account is not verified',
    detail: 'Verify it at the issuer, or have the account’s id added to the directory of sellers.',
  },
  'sign-in-failed': {
    status: 400,
    title: 'Signing in did not work',
    detail: 'Begin again at /sign-in.',
  },
  'not-permitted': {
    status: 403,
    title: 'It is not yours to see',
    detail: 'It belongs to another seller, or was made from projects that you may not see.',
  },
  'route-not-found': {
    status: 404,
    title: 'There is nothing at this path',
    detail: 'The paths are in /v1/openapi.json, for reading at /v1/docs.',
  },
  'turn-not-found': {
    status: 404,
    title: 'There is no such turn',
    detail: 'Turns are kept for a day. Results of it are kept for seven.',
  },
  'session-not-found': {
    status: 404,
    title: 'There is no such conversation',
    detail: 'Conversations are kept for a day. Leave `sessionId` out to begin a new one.',
  },
  'artifact-not-found': {
    status: 404,
    title: 'There is no such result',
    detail: 'Results are kept for seven days.',
  },
  'batch-not-found': {
    status: 404,
    title: 'There is no such batch',
    detail: 'Batches are kept for seven days.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'This path does not take that method',
    detail: 'The header `Allow` names those it takes.',
  },
  'not-acceptable': {
    status: 406,
    title: 'The answer is not to be had in that form',
    detail: 'Send an `Accept` that names one of the forms in the description of the route, or none.',
  },
  'turn-not-ended': {
    status: 409,
    title: 'The turn has not ended',
    detail: 'Wait for its end; then it can be judged.',
  },
  'body-too-large': {
    status: 413,
    title: 'The body is too large',
    detail: 'At most 32 KB; a batch at most 5 MB.',
  },
  'unsupported-media-type': {
    status: 415,
    title: 'The body is of another type',
    detail: 'Name the type of the body in `Content-Type`; the description of the route names those it takes.',
  },
  'invalid-body': {
    status: 422,
    title: 'A field of the body is not as it has to be',
    detail: '`errors` names each field and says what it has to be.',
  },
  'idempotency-key-reused': {
    status: 422,
    title: 'The idempotency key was used for another question',
    detail: 'Use a new key for a new question; the same key repeats the same question.',
  },
  'api-key-unknown': {
    status: 403,
    title: 'The API key is not known',
    detail: 'Send one in `x-api-key` that is known, or none: a token says who asks, a key only meters.',
  },
  'invalid-batch': {
    status: 422,
    title: 'The file cannot be taken as it is',
    detail:
      '`reason` says why; `faults` names the line, the column, the value and the way out of each, `faultCount` how many there are.',
  },
  'too-many-batches': {
    status: 409,
    title: 'Too many batches of yours have not ended',
    detail: 'Wait for one to end, or cancel it.',
  },
  'rate-limited': {
    status: 429,
    title: 'Too many requests',
    detail: 'The header `Retry-After` says after how many seconds there is room again.',
  },
  busy: {
    status: 503,
    title: 'Too many questions wait',
    detail: 'Nothing was lost and nothing was taken. Send it again in a moment.',
  },
  internal: {
    status: 500,
    title: 'Something failed inside',
    detail: 'The fault is ours; the request id finds it in the log.',
  },
  'turns-unavailable': {
    status: 503,
    title: 'Questions cannot be taken or followed at the moment',
    detail: 'Send the same again in a moment, with the same `Idempotency-Key`: it is asked once.',
  },
  'issuer-unavailable': {
    status: 503,
    title: 'It cannot be told at the moment who asks',
    detail: 'The keys of the issuer or the directory of sellers cannot be reached. Try again in a moment.',
  },
  'batches-unavailable': {
    status: 503,
    title: 'Batches cannot be taken or read at the moment',
    detail: 'Send the same again in a moment, with the same `Idempotency-Key`: it is one batch.',
  },
  'artifact-store-unavailable': {
    status: 503,
    title: 'Results cannot be read at the moment',
    detail: 'Try again in a moment.',
  },
  'history-unavailable': {
    status: 503,
    title: 'The history cannot be read at the moment',
    detail: 'Try again in a moment.',
  },
  'feedback-not-taken': {
    status: 503,
    title: 'The feedback could not be passed on',
    detail: 'Send it again in a moment.',
  },
  'turn-failed': {
    status: 500,
    title: 'The turn failed',
    detail: 'Nothing was guessed instead of an answer; `cause` is the code of the failure.',
  },
  'not-ready': {
    status: 503,
    title: 'Something that answers need cannot be reached',
    detail: '`dependencies` names each with its state.',
  },
} as const satisfies Readonly<Record<string, ProblemWords>>;

export type ProblemCode = keyof typeof PROBLEMS;

/** The body of `application/problem+json`, as RFC 9457 has it. */
export interface Problem {
  /** Where the code is described. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: ProblemCode;
  /** Finds the request in the log. */
  readonly requestId: string;
  readonly errors?: readonly FieldFault[];
  readonly [extension: string]: unknown;
}

export interface ApiProblemOptions extends ErrorOptions {
  /** Instead of the code's own words. */
  readonly detail?: string;
  readonly errors?: readonly FieldFault[];
  readonly headers?: Readonly<Record<string, string>>;
  /** Further members of the body. */
  readonly members?: Readonly<Record<string, unknown>>;
}

/** Thrown where a request of the API ends in no answer. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly code: ProblemCode;
  readonly detail: string | undefined;
  readonly errors: readonly FieldFault[] | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly members: Readonly<Record<string, unknown>>;
  constructor(code: ProblemCode, options: ApiProblemOptions = {}) {
    super(options.detail ?? code, options);
    this.code = code;
    this.detail = options.detail;
    this.errors = options.errors;
    this.headers = options.headers ?? {};
    this.members = options.members ?? {};
  }

  get status(): number {
    return PROBLEMS[this.code].status;
  }

  body(requestId: string): Problem {
    const { status, title, detail } = PROBLEMS[this.code];
    return {
      ...this.members,
      type: `/v1/docs#${this.code}`,
      title,
      status,
      detail: this.detail ?? detail,
      code: this.code,
      requestId,
      ...(this.errors === undefined ? {} : { errors: this.errors }),
    };
  }
}
