import type { Scope } from '#knowledge-base/artifacts/artifact.ts';
import { createActionGroupHandler } from '../../kernel/action-group-handler.ts';
import { encodeIdentity } from '../../kernel/identity.ts';
import type { ActionGroup, Dependencies } from '../../kernel/operation.ts';

/** Calls an operation as Bedrock does: a Lambda event with text arguments in, the parsed reply out. */
export async function askOperation(
  group: ActionGroup,
  operationId: string,
  given: Readonly<Record<string, string>>,
  dependencies: Dependencies,
  who: {
    readonly scope?: Scope;
    readonly today?: string;
    /** Further session attributes, for example `workingSet`. */
    readonly attributes?: Readonly<Record<string, string>>;
  } = {},
) {
  const response = await createActionGroupHandler(
    group,
    dependencies,
  )({
    messageVersion: '1.0',
    agent: { name: 'a', id: 'A', alias: 'dev', version: '1' },
    inputText: '',
    sessionId: '0'.repeat(64),
    actionGroup: group.name,
    apiPath: `/${operationId}`,
    httpMethod: 'POST',
    requestBody: {
      content: {
        'application/json': {
          properties: Object.entries(given).map(([name, value]) => ({ name, type: 'string', value })),
        },
      },
    },
    sessionAttributes: {
      ...who.attributes,
      ...encodeIdentity({
        sellerId: 'seller-1',
        scope: who.scope ?? { kind: 'organisation' },
        today: who.today ?? '2026-11-23',
      }),
    },
  });
  const { body } = response.response.responseBody['application/json'];
  return {
    bytes: Buffer.byteLength(body),
    reply: JSON.parse(body) as Readonly<Record<string, unknown>>,
    sessionAttributes: response.sessionAttributes,
  };
}
