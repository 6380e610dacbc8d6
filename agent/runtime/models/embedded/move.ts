import type { ModelCitation } from '../model.ts';
import { ASK_USER_TOOL, type Json, type ModelRequest } from '../model.ts';
import { operationOf } from './conversation/history.ts';

/** What the model does in one call: says something, or calls tools. */
export type Move =
  | { readonly say: string; readonly citations?: readonly ModelCitation[] }
  | {
      readonly call: readonly {
        readonly operation: string;
        readonly input: Readonly<Record<string, Json>>;
      }[];
    };

export function ask(question: string, request: ModelRequest): Move {
  return offers(request, ASK_USER_TOOL) === undefined
    ? { say: question }
    : { call: [{ operation: ASK_USER_TOOL, input: { question } }] };
}

export function callOrSay(request: ModelRequest, calls: Extract<Move, { call: unknown }>['call']): Move {
  const absent = calls.find(({ operation }) => offers(request, operation) === undefined);
  return absent === undefined
    ? { call: calls }
    : { say: `I cannot do that here: the operation ${absent.operation} is not offered to me.` };
}

/** The offered tool of an operation. */
export function offers(
  { tools }: ModelRequest,
  operation: string,
): ModelRequest['tools'][number] | undefined {
  return tools.find(({ name }) => name === operation || operationOf(name) === operation);
}
