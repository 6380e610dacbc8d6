import { createHash } from 'node:crypto';

/** The key of the results table: a hash of the normalised inputs, and what kind of result it is. */
export interface ArtifactKey {
  /** 32 hex digits. */
  readonly opportunityId: string;
  /** `standard`, `enhanced`, `query`, … */
  readonly analysisType: string;
}

/** An artifact's id names its key, so that an id is all that travels. */
export function artifactId(key: ArtifactKey): string {
  return `${key.opportunityId}-${key.analysisType}`;
}

/** The key an id names, or undefined for a text that is no id. */
export function parseArtifactId(id: string): ArtifactKey | undefined {
  const match = /^([0-9a-f]{32})-([a-z][a-z-]{0,30})$/.exec(id);
  if (match === null) return undefined;
  const [, opportunityId = '', analysisType = ''] = match;
  return { opportunityId, analysisType };
}

/** The hash of inputs that have been normalised already; object keys may come in any order. */
export function hashInputs(inputs: Readonly<Record<string, unknown>>): string {
  return createHash('sha256').update(canonicalJson(inputs)).digest('hex').slice(0, 32);
}

function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}
