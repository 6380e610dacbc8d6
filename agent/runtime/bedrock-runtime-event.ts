import type {
  Attribution,
  Citation,
  Observation,
  OrchestrationTrace,
  ResponseStream,
  RetrievedReference,
  Trace,
  TracePart,
} from '@aws-sdk/client-bedrock-agent-runtime';

/**
 * What a turn yields: the members of the service's own ResponseStream, before they are encoded for the
 * wire. Exceptions are thrown, as RuntimeError.
 * @see https://docs.aws.amazon.com/bedrock/latest/APIReference/API_agent-runtime_ResponseStream.html
 */
export type RuntimeEvent =
  | ResponseStream.ChunkMember
  | ResponseStream.TraceMember
  | ResponseStream.ReturnControlMember;

export type {
  Attribution,
  Citation,
  Observation,
  OrchestrationTrace,
  ResponseStream,
  RetrievedReference,
  Trace,
  TracePart,
};
