import type { FoundOpportunity } from '#action-groups/data-analysis/found-opportunity.ts';
import { LEGAL_FORMS } from '../facts/name-words.ts';

/** Names looked up at once. */
const MOST_NAMES = 4;

/**
 * The names in a name that nobody has, or of which somebody has only the beginning: `Acme and Globex`,
 * `Acme, Globex`; none where it is one name.
 */
export function namesTogether(
  found: Pick<FoundOpportunity, 'asked' | 'known' | 'candidates' | 'matched' | 'name'>,
): readonly string[] {
  const isPart = found.matched === 'short' && (found.name?.length ?? 0) < found.asked.length;
  if ((found.known && !isPart) || found.candidates.length > 0) return [];
  const names = found.asked
    .split(/\s*[,;]\s*(?:and |or )?|\s+(?:and|or|&|plus)\s+/i)
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const isOne =
    names.length < 2 || names.some((name) => LEGAL_FORMS.has(name.toLowerCase().replaceAll('.', '')));
  return isOne ? [] : names.slice(0, MOST_NAMES);
}
