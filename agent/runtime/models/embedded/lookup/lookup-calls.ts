import type { FoundOpportunity } from '#action-groups/data-analysis/found-opportunity.ts';
import type { Json } from '../../model.ts';
import { asObject, type ToolReply, type Turn } from '../conversation/history.ts';
import { namesTogether } from './names-together.ts';
import type { Lookup } from './read-lookup.ts';

interface Call {
  readonly operation: string;
  readonly input: Readonly<Record<string, Json>>;
}

export function lookupCall({ name, period }: Pick<Lookup, 'name' | 'period'>): Call {
  return { operation: 'findOpportunity', input: { name, ...period } };
}

/** The names of a lookup that found nobody by all of them together, to be looked up one by one. */
export function lookupsApart({ replies, decision: { plan } }: Turn): readonly Call[] {
  const [only, ...others] = replies;
  if (plan.kind !== 'find' || only?.reply.code !== 'ok' || others.length > 0) return [];
  const found = asObject(only.reply.result) as unknown as FoundOpportunity;
  return namesTogether(found).map((name) => lookupCall({ ...plan.lookup, name }));
}

/** The replies that are told: of names together and then apart, those of each. */
export function lookupsTold({ replies, decision: { plan } }: Turn): readonly ToolReply[] {
  return plan.kind === 'find' && replies.length > 1 ? replies.slice(1) : replies;
}
