import { z } from 'zod';
import type { ResponseStream } from './bedrock-runtime-event.ts';
import type { ContentBlock, ModelMessage } from './models/model.ts';
import { RuntimeError } from './runtime-error.ts';
import type { OperationCall } from './tool-call.ts';

/** At most this many calls are handed to the caller at once; so many results the service takes. */
export const MOST_RETURNED_CALLS = 5;

/** A call that the caller of the agent is to carry out, or to have confirmed. */
export interface WaitingCall {
  readonly toolUseId: string;
  readonly call: OperationCall;
}

/** An unfinished turn: what a session keeps until the caller brings the results. Plain JSON. */
export interface ReturnedControl {
  readonly invocationId: string;
  readonly inputText: string;
  /** The turn so far, the message with the waiting calls last. */
  readonly messages: readonly ModelMessage[];
  /** Results of calls of that message that were carried out here. */
  readonly results: readonly ContentBlock[];
  readonly waiting: readonly WaitingCall[];
}

/** The event that hands control back, in the service's shape. */
export function returnControlEvent(
  { invocationId, waiting }: Pick<ReturnedControl, 'invocationId' | 'waiting'>,
  agentId: string,
): ResponseStream.ReturnControlMember {
  return {
    returnControl: {
      invocationId,
      invocationInputs: waiting.map(({ call }) => ({
        apiInvocationInput: {
          actionGroup: call.actionGroup,
          apiPath: call.apiPath,
          httpMethod: call.verb,
          parameters: [],
          requestBody: { content: { 'application/json': { properties: [...call.properties] } } },
          actionInvocationType: call.returnsControl ?? 'RESULT',
          agentId,
        },
      })),
    },
  };
}

/** The key of a body is its content type; the service's reference names TEXT, its guide application/json. */
const responseBody = z
  .union([
    z.strictObject({ 'application/json': z.object({ body: z.string() }) }),
    z.strictObject({ TEXT: z.object({ body: z.string() }) }),
  ])
  .transform((content) => Object.values(content)[0]?.body ?? '');

/** One result as the caller sends it. */
export const invocationResult = z.strictObject({
  apiResult: z.object(
    {
      actionGroup: z.string(),
      apiPath: z.string().nullish(),
      httpMethod: z.string().nullish(),
      agentId: z.string().nullish(),
      confirmationState: z.enum(['CONFIRM', 'DENY']).nullish(),
      responseState: z.enum(['FAILURE', 'REPROMPT']).nullish(),
      httpStatusCode: z.number().int().nullish(),
      responseBody: responseBody.nullish(),
    },
    'needed; no action group here has functions',
  ),
});

export type ApiResult = z.output<typeof invocationResult>['apiResult'];

/** What the caller brings back. */
export interface ReturnedResults {
  readonly invocationId: string;
  readonly results: readonly ApiResult[];
}

/**
 * Each waiting call with its result. Every one must be answered, in the way it was asked, and nothing else:
 * a model that was told half would answer from half.
 * @throws {RuntimeError} `ValidationException` naming what does not match
 */
export function matchResults(
  control: ReturnedControl | undefined,
  given: ReturnedResults,
  agentId: string,
): readonly { readonly waiting: WaitingCall; readonly result: ApiResult }[] {
  if (control === undefined || control.invocationId !== given.invocationId) {
    throw invalid(
      'sessionState.invocationId: no invocation of this session with this id is waiting for results',
    );
  }
  const left = [...given.results];
  const matched = control.waiting.map((waiting) => {
    const index = left.findIndex((result) => answers(result, waiting.call, agentId));
    const [result] = index < 0 ? [] : left.splice(index, 1);
    if (result === undefined) throw invalid(`${where(waiting.call)}: its result is missing`);
    checkAnswer(waiting.call, result);
    return { waiting, result };
  });
  const [extra] = left;
  if (extra !== undefined) {
    throw invalid(`${extra.actionGroup} ${extra.apiPath ?? ''}: no such call is waiting for a result`);
  }
  return matched;
}

function answers(result: ApiResult, call: OperationCall, agentId: string): boolean {
  return (
    result.actionGroup === call.actionGroup &&
    result.apiPath === call.apiPath &&
    (result.httpMethod ?? call.verb).toUpperCase() === call.verb &&
    (result.agentId ?? agentId) === agentId
  );
}

function checkAnswer(
  call: OperationCall,
  { confirmationState, responseBody: body, responseState }: ApiResult,
): void {
  const asksConfirmation = call.returnsControl !== 'RESULT';
  if (asksConfirmation && confirmationState == null)
    throw invalid(`${where(call)}: confirmationState is needed`);
  if (!asksConfirmation && confirmationState != null)
    throw invalid(`${where(call)}: no confirmation was asked for`);
  const asksResult = call.returnsControl !== 'USER_CONFIRMATION' && confirmationState !== 'DENY';
  if (asksResult && body == null && responseState !== 'FAILURE')
    throw invalid(`${where(call)}: responseBody is needed`);
  if (!asksResult && body != null) throw invalid(`${where(call)}: no responseBody was asked for`);
}

function where(call: OperationCall): string {
  return `sessionState.returnControlInvocationResults: ${call.actionGroup}, ${call.verb} ${call.apiPath}`;
}

function invalid(message: string): RuntimeError {
  return new RuntimeError('ValidationException', message);
}
