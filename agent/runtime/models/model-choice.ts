/** Which model stands behind the agents: configuration, one word of the environment. */
export type ModelChoice =
  | { readonly kind: 'embedded' }
  /** Without an id, each agent has the model of its own definition. */
  | { readonly kind: 'bedrock'; readonly modelId: string | null }
  | { readonly kind: 'openai'; readonly baseUrl: string; readonly model: string };

/** How a choice may be written. */
export const MODEL_FORMS =
  'embedded; bedrock (each tier’s own model); bedrock:MODEL_ID, as bedrock:us.amazon.nova-2-lite-v1:0; openai:URL#MODEL, as openai:http://localhost:11434#llama3.2';

/**
 * Reads a choice, or says in words what is wrong with it. The text after the first `#` of an address is the model's
 * name, which may hold any character but blanks.
 */
export function parseModelChoice(text: string): ModelChoice | { readonly fault: string } {
  const [kind = '', ...rest] = text.trim().split(':');
  const value = rest.join(':');
  if (kind === 'embedded' && rest.length === 0) return { kind };
  if (kind === 'bedrock' && rest.length === 0) return { kind, modelId: null };
  if (kind === 'bedrock')
    return MODEL_ID.test(value)
      ? { kind, modelId: value }
      : fault(`no model id of Bedrock: “${shown(value)}”`);
  if (kind === 'openai') return openAi(value);
  return fault(`no model: “${shown(text)}”`);
}

/** A choice as it is written. */
export function writeModelChoice(choice: ModelChoice): string {
  if (choice.kind === 'openai') return `openai:${choice.baseUrl}#${choice.model}`;
  return choice.kind === 'bedrock' && choice.modelId !== null ? `bedrock:${choice.modelId}` : choice.kind;
}

/** Ids, profiles' ids and ARNs. @see https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ConverseStream.html */
const MODEL_ID = /^[a-zA-Z0-9][a-zA-Z0-9:./_-]{0,2047}$/;

function openAi(value: string): ReturnType<typeof parseModelChoice> {
  const hash = value.indexOf('#');
  const model = hash === -1 ? '' : value.slice(hash + 1);
  const address = hash === -1 ? value : value.slice(0, hash);
  if (!/^\S{1,200}$/.test(model)) return fault(`no name of a model behind # in “${shown(value)}”`);
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || (url.protocol !== 'http:' && url.protocol !== 'https:'))
    return fault(`no address of a server, http or https: “${shown(address)}”`);
  if (url.username !== '' || url.password !== '')
    return fault('a key does not belong into the address, it is MODEL_API_KEY');
  return { kind: 'openai', baseUrl: address, model };
}

function fault(what: string): { readonly fault: string } {
  return { fault: `${what}; accepted: ${MODEL_FORMS}` };
}

function shown(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
