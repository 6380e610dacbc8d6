import { OPERATION_CODES, statusOfCode } from '#action-groups/kernel/operation-error.ts';
import type { Json } from '../../model.ts';
import { FIELD_WORDS } from '../conversation/draft.ts';
import { asObject } from '../conversation/history.ts';
import { wordRefusal } from './talk.ts';
import { sentence } from './tone.ts';

/** A reply that is no result, in one plain sentence with its code; nothing is guessed in its place. */
export function wordFailure(
  reply: Readonly<Record<string, Json>>,
  operation: string,
  declinedBefore = false,
): string {
  const code = typeof reply.code === 'string' ? reply.code : 'internal';
  const message = typeof reply.message === 'string' ? reply.message : '';
  switch (code) {
    case 'out-of-scope': {
      // Once in a conversation is enough for the list of what can be done.
      if (declinedBefore) return wordRefusal(sentence(message), []);
      const canDo = Array.isArray(reply.canDo)
        ? reply.canDo.filter((each): each is string => typeof each === 'string')
        : undefined;
      return wordRefusal(sentence(message), canDo);
    }
    case 'not-identified':
      return `I could not tell who is asking: ${sentence(message === '' ? 'no reason was given' : message)} Nothing was shown (${code}).`;
    case 'not-permitted':
      return `You are not permitted to see this: it exists and belongs to somebody else (${code}).`;
    case 'not-found':
      return `There is no such result, or it has expired: describe the opportunity again and I will analyse it anew (${code}).`;
    case 'invalid-arguments':
      return wordRejection(reply);
    case 'no-data':
      return `There is no project data to answer from yet (${code}). I do not guess a figure.`;
    case 'unknown-operation':
      return `This assistant cannot do that: the operation ${operation} does not exist here (${code}).`;
    default:
      return `${REASONS[code] ?? (statusOfCode(code) === 'failed' && code in OPERATION_CODES ? 'The project data could not be reached' : 'This request failed')} (${code}). Nothing is guessed in its place; “try again” repeats the request.`;
  }
}

const REASONS: Readonly<Record<string, string>> = {
  'warehouse-timeout': 'The project data did not answer in time',
  'deadline-exceeded': 'The project data did not answer in time',
  'warehouse-throttled': 'The project data is busy',
  'artifact-store-unavailable': 'The store of results could not be reached',
  'reply-too-large': 'The result was too large to hand over',
  'unsafe-query': 'The query was refused by its safety check',
  internal: 'Something failed inside the operation',
};

/** Which argument was refused, and what would be accepted. */
export function wordRejection(reply: Readonly<Record<string, Json>>): string {
  const issues = Array.isArray(reply.issues) ? reply.issues.map((issue) => asObject(issue as Json)) : [];
  const lines = issues.map(({ field, value, problem, accepted }) => {
    const name = FIELD_WORDS[String(field) as keyof typeof FIELD_WORDS] ?? String(field);
    const shown = typeof value === 'string' ? ` “${value}”` : '';
    const wanted =
      typeof accepted === 'string' ? accepted : Array.isArray(accepted) ? accepted.join(', ') : '';
    return `${name}${shown}: ${String(problem)}${wanted === '' ? '' : ` (accepted: ${wanted})`}`;
  });
  return lines.length === 0
    ? `I could not use that: ${sentence(String(reply.message ?? 'an argument is not accepted'))}`
    : `I could not use this: ${lines.join('; ')}. What should it be?`;
}
