import { readKnowledgeBaseConfigurations } from './knowledge-bases/retrieval-settings.ts';
import { RuntimeError } from './runtime-error.ts';
import type { InvokeAgentRequest } from './runtime-ports.ts';

/** The message may have this many bytes, and so may the session attributes, and the prompt session attributes. */
export const MOST_INPUT_BYTES = 100_000;
export const MOST_ATTRIBUTE_BYTES = 100_000;

/**
 * Checks what the service's model says of a request; the SDK checks almost none of it.
 * @throws {RuntimeError} `ValidationException` naming each field that is wrong and what is accepted
 */
export function checkRequest(request: Omit<InvokeAgentRequest, 'signal'>): void {
  const faults = [
    ...(ID.test(request.agentId) ? [] : ['agentId: 1 to 10 letters and digits']),
    ...(ID.test(request.agentAliasId) ? [] : ['agentAliasId: 1 to 10 letters and digits']),
    ...(SESSION_ID.test(request.sessionId)
      ? []
      : ['sessionId: 2 to 100 letters, digits and the characters . _ : -']),
    ...(request.inputText.trim() === '' && !request.endSession && request.returned === undefined
      ? ['inputText: needed unless endSession is true or results of returned control are given']
      : []),
    ...tooLarge('inputText', request.inputText, MOST_INPUT_BYTES),
    ...tooLarge('sessionAttributes', JSON.stringify(request.sessionAttributes), MOST_ATTRIBUTE_BYTES),
    ...tooLarge(
      'promptSessionAttributes',
      JSON.stringify(request.promptSessionAttributes),
      MOST_ATTRIBUTE_BYTES,
    ),
  ];
  if (faults.length > 0) throw new RuntimeError('ValidationException', faults.join('; '));
  readKnowledgeBaseConfigurations(request.knowledgeBaseConfigurations);
}

const ID = /^[0-9a-zA-Z]{1,10}$/;
const SESSION_ID = /^[0-9a-zA-Z._:-]{2,100}$/;

function tooLarge(field: string, text: string, mostBytes: number): string[] {
  const bytes = Buffer.byteLength(text);
  return bytes > mostBytes ? [`${field}: ${bytes} bytes, at most ${mostBytes} are accepted`] : [];
}
