import type { FactField } from '../facts/fact.ts';
import type { Understanding } from '../understand.ts';

/** What the seller asks to hear back of the facts: some fields, or all of them. */
export type Recalled = readonly FactField[] | 'all';

const FIELD_NOUNS: Readonly<Record<string, readonly FactField[]>> = {
  customer: ['customerName'],
  client: ['customerName'],
  account: ['customerName'],
  date: ['targetCloseDate'],
  close: ['targetCloseDate'],
  closing: ['targetCloseDate'],
  closes: ['targetCloseDate'],
  deadline: ['targetCloseDate'],
  industry: ['industry'],
  sector: ['industry'],
  vertical: ['industry'],
  segment: ['customerSegment'],
  country: ['country', 'region'],
  region: ['country', 'region'],
  where: ['country', 'region'],
  partner: ['partnerName'],
  description: ['description'],
  wish: ['description'],
  scope: ['description'],
  workload: ['description'],
  want: ['description'],
  wants: ['description'],
  phase: ['migrationPhase'],
  expected: ['expectedAnnualUsd'],
  expect: ['expectedAnnualUsd'],
  budget: ['expectedAnnualUsd'],
};
const ALL =
  /^(?:know|known|far|facts?|understood|understand|noted|recorded|captured|stored|everything|inputs?)$/;
const FILLERS: ReadonlySet<string> = new Set(
  'who what which whats when is are was were be the a an do does did you u have has got get for this that it its they them their he she me my we us our now right then currently current again so i say said told tell show please remind give about of on in deal opportunity opp name called based located remember did and ok okay hm all to be use used using set down put list'.split(
    ' ',
  ),
);

/** Which facts a question asks back (`who is the customer?`, `industry?`); null when it asks for anything else. */
export function readRecall({ tokens, source }: Understanding): Recalled | null {
  const words = tokens.filter(({ kind }) => kind !== 'mark' && kind !== 'line').map(({ fold }) => fold);
  if (words.length === 0 || words.length > 14) return null;
  const isAsked =
    /\?\s*$/.test(source) ||
    /^(?:who|what|whats|which|when|where|tell|show|remind|list|give)$/.test(words[0] ?? '');
  if (!isAsked) return null;
  const fields = words.flatMap((word) => FIELD_NOUNS[word] ?? []);
  const isAll = words.some((word) => ALL.test(word));
  if (!words.every((word) => FILLERS.has(word) || FIELD_NOUNS[word] !== undefined || ALL.test(word)))
    return null;
  if (fields.length > 0) return [...new Set(fields)];
  return isAll ? 'all' : null;
}
