import {
  argumentsOf,
  type LambdaEvent,
  type LambdaResponse,
  lambdaEvent,
  type ParsedLambdaEvent,
} from './lambda-event.ts';
import { type ActionGroup, apiPath, type Dependencies, OPERATION_VERB, type Operation } from './operation.ts';
import { OperationError } from './operation-error.ts';
import { createResolve, type HandlerOptions, type Resolution } from './resolve.ts';
import { parseWorkingSet, rememberIn, WORKING_SET_ATTRIBUTE } from './working-set.ts';

/** An action group's Lambda: the event in, the response out. Failures are responses with a code. */
export type ActionGroupHandler = (
  event: LambdaEvent,
  options?: { signal?: AbortSignal },
) => Promise<LambdaResponse>;

/** Makes the handler of one group for Bedrock Agents: the envelope of its OpenAPI action groups around `resolve`. */
export function createActionGroupHandler(
  group: ActionGroup,
  dependencies: Dependencies,
  options: HandlerOptions = {},
): ActionGroupHandler {
  const resolve = createResolve(group, dependencies, options);
  return async (rawEvent, call = {}) => {
    const event = lambdaEvent.parse(rawEvent);
    const resolution = await resolve(
      {
        name: event.apiPath,
        find: (own) => find(own, event),
        given: argumentsOf(event),
        attributes: event.sessionAttributes,
        sessionId: event.sessionId,
      },
      call,
    );
    return respond(event, resolution);
  };
}

function find(group: ActionGroup, event: ParsedLambdaEvent): Operation {
  const operation = group.operations.find((candidate) => apiPath(candidate) === event.apiPath);
  if (operation === undefined || event.httpMethod !== OPERATION_VERB || event.actionGroup !== group.name) {
    throw new OperationError(
      'unknown-operation',
      `${event.httpMethod} ${event.apiPath} is not in ${group.name}`,
      {
        details: { accepted: group.operations.map((candidate) => `${OPERATION_VERB} ${apiPath(candidate)}`) },
      },
    );
  }
  return operation;
}

/** The working set goes back in both kinds of attributes: the session keeps it, the prompt shows it. */
function respond(event: ParsedLambdaEvent, { status, body, changes }: Resolution): LambdaResponse {
  const before = event.sessionAttributes[WORKING_SET_ATTRIBUTE];
  const after =
    changes.length === 0 ? before : JSON.stringify(changes.reduce(rememberIn, parseWorkingSet(before)));
  const kept = after === undefined ? {} : { [WORKING_SET_ATTRIBUTE]: after };
  return {
    messageVersion: '1.0',
    response: {
      actionGroup: event.actionGroup,
      apiPath: event.apiPath,
      httpMethod: event.httpMethod,
      httpStatusCode: status,
      responseBody: { 'application/json': { body } },
    },
    sessionAttributes: { ...event.sessionAttributes, ...kept },
    promptSessionAttributes: { ...event.promptSessionAttributes, ...kept },
  };
}
