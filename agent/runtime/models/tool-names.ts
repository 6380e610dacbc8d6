import { createHash } from 'node:crypto';

/** What Bedrock's Converse and the OpenAI-compatible APIs both accept as the name of a tool, and as an id. */
const ACCEPTED = /^[a-zA-Z0-9_-]{1,64}$/;

/**
 * A name or id as it may stand on the wire: itself where it is accepted, else its accepted characters, cut, and
 * eight digits of its hash. The same text gives the same name in every request, so history stays consistent.
 * @see https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ToolSpecification.html
 */
export function wireName(name: string): string {
  if (ACCEPTED.test(name)) return name;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return `${name.replace(/[^a-zA-Z0-9_-]/g, '_').slice(0, 55)}_${hash}`;
}

/** The way back for the tools of a request; a name that none of them has stays what the model wrote. */
export function namesOnWire(tools: readonly { readonly name: string }[]): (wire: string) => string {
  const names = new Map(tools.map(({ name }) => [wireName(name), name]));
  return (wire) => names.get(wire) ?? wire;
}
