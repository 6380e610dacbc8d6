import { STOP_WORDS, searchWords } from '#knowledge-base/projects/search-text.ts';

/**
 * The quantities of things that a description states, as written: `40 Sybase ASE databases`, `300 VMs`, `12 TB`.
 * Amounts of money, shares, times and versions are none.
 */
export function statedQuantities(description: string): string[] {
  const found = [...description.matchAll(QUANTITY)].flatMap(([quantity, between = '']) =>
    searchWords(between).some((word) => STOP_WORDS.has(word) || TIMES.has(word))
      ? []
      : quantity.replace(/\s+/g, ' '),
  );
  return [...new Set(found)];
}

const TIMES: ReadonlySet<string> = new Set(
  'day days hour hours minute minutes month months percent quarter quarters usd week weeks year years'.split(
    ' ',
  ),
);

const THINGS =
  `accounts? agents? applications? apps? buckets? clusters? cores? databases? datasets? desktops? devices?
  documents? employees? endpoints? files? gb gigabytes? hosts? hypervisors? images? instances? jobs? licen[cs]es?
  locations? machines? mailboxes pb petabytes? pipelines? pods? programs? reports? seats? sensors? servers?
  services? shares? sites? stores? systems? tables? tb terabytes? users? virtual\\s+machines? vms? workloads?
  workstations?`
    .trim()
    .split(/\s+/)
    .join('|');

/** A number that is no year, amount, share, part of a name or decimal's tail, up to three words, and the thing. */
const QUANTITY = new RegExp(
  String.raw`(?<![\p{L}\p{N}$€£.,/-])(?!(?:19[89]\d|20(?!00)[0-4]\d)\b)\d[\d,.]*(?:k|m)?(?:\s+|-)?((?:(?!(?:${THINGS})\b)[\p{L}][\p{L}\p{N}/-]*\s+){0,3}?)(?:${THINGS})\b`,
  'giu',
);
