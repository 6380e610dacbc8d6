import { LEGAL_FORMS } from '#knowledge-base/projects/customer-name.ts';

/** What a partner's name is told by: its words, lower case, without legal forms and single letters where others are left. */
export function partnerWords(name: string): readonly string[] {
  const words = name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const telling = words.filter((word) => word.length > 1 && !LEGAL_FORMS.has(word));
  return telling.length > 0 ? telling : words;
}

/** Whether a past project's partner is the one that is asked for: `Northwind` and `Northwind Cloudworks Ltd` are. */
export function isPartner(partnerName: string | null, asked: string): boolean {
  const name = partnerName?.toLowerCase();
  const words = partnerWords(asked);
  if (name === undefined) return false;
  return words.length === 0 ? name === asked.toLowerCase() : words.every((word) => name.includes(word));
}
