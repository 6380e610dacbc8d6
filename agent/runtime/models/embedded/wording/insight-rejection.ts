import type { Json } from '../../model.ts';
import { asObject } from '../conversation/history.ts';
import { joined, sentence } from './tone.ts';

const MOST_NAMED = 5;

/** Which value of a portfolio question no project has, with the nearest that one has. */
export function wordInsightRejection(reply: Readonly<Record<string, Json>>): string {
  const issues = Array.isArray(reply.issues) ? reply.issues.map((issue) => asObject(issue as Json)) : [];
  const lines = issues.map(({ problem, nearest, accepted }) => {
    const said = sentence(String(problem));
    if (typeof nearest === 'string') return `${said} The nearest is “${nearest}”: is that meant?`;
    const known = namesIn(accepted);
    return known.length === 0 ? said : `${said} There are, for example, ${joined(known)}.`;
  });
  return lines.length === 0
    ? sentence(String(reply.message ?? 'I could not ask the data this'))
    : lines.join(' ');
}

function namesIn(accepted: Json | undefined): readonly string[] {
  const text = typeof accepted === 'string' && accepted.startsWith('one of: ') ? accepted.slice(8) : '';
  return text === '' ? [] : text.split(' | ').slice(0, MOST_NAMED);
}
