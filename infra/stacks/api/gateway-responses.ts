import { CfnGatewayResponse } from 'aws-cdk-lib/aws-apigateway';
import type { Construct } from 'constructs';
import { PROBLEMS, type ProblemCode } from '#channels/web/api/problems.ts';

/** What the gateway refuses by itself, as the problem that the application would have answered with. */
const REFUSALS: Readonly<Record<string, ProblemCode>> = {
  BAD_REQUEST_BODY: 'invalid-body',
  BAD_REQUEST_PARAMETERS: 'invalid-request',
  UNAUTHORIZED: 'token-invalid',
  REQUEST_TOO_LARGE: 'body-too-large',
  THROTTLED: 'rate-limited',
  QUOTA_EXCEEDED: 'rate-limited',
};

/** A program reads the same problems of RFC 9457, whoever refuses; the gateway alone does not name each field. */
export function gatewayResponses(scope: Construct, restApiId: string): CfnGatewayResponse[] {
  return Object.entries(REFUSALS).map(([responseType, code]) => {
    const { status, title } = PROBLEMS[code];
    const problem = {
      type: `/v1/docs#${code}`,
      title,
      status,
      // Already in quotes: the message of the gateway.
      detail: '$context.error.messageString',
      code,
      requestId: '$context.requestId',
    };
    return new CfnGatewayResponse(scope, `Refused-${responseType}`, {
      restApiId,
      responseType,
      statusCode: String(status),
      responseParameters: {
        'gatewayresponse.header.Cache-Control': "'no-store'",
        ...(status === 429 ? { 'gatewayresponse.header.Retry-After': "'5'" } : {}),
      },
      responseTemplates: {
        'application/json': JSON.stringify(problem).replace(
          '"$context.error.messageString"',
          '$context.error.messageString',
        ),
      },
    });
  });
}
