/** Slack's own marks in a message: `<@U1|nora>`, `<#C1|deals>`, `<!here>`, `<https://…|label>`. */
const MARK = /<([^<>\n]{1,4000})>/g;
const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

/**
 * What somebody wrote, as they would read it: the app's own mention left out, links by their words, channels by
 * their names, `&amp;` as `&`.
 */
export function questionText(text: string, botUserId: string): string {
  return text
    .replace(MARK, (_, mark: string) => readMark(mark, botUserId))
    .replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity] ?? entity)
    .replace(/[^\S\n]+/g, ' ')
    .trim();
}

function readMark(mark: string, botUserId: string): string {
  const bar = mark.indexOf('|');
  const target = bar < 0 ? mark : mark.slice(0, bar);
  const label = bar < 0 ? '' : mark.slice(bar + 1);
  if (target === `@${botUserId}`) return ' ';
  if (target.startsWith('@')) return label === '' ? target : `@${label}`;
  if (target.startsWith('#')) return label === '' ? target : `#${label}`;
  if (target.startsWith('!')) return label === '' ? `@${target.slice(1).split('^')[0] ?? ''}` : label;
  return label === '' ? target.replace(/^(?:mailto|tel):/, '') : label;
}

/** The people whom a message names. */
export function mentionedUsers(text: string): readonly string[] {
  return [...text.matchAll(/<@([A-Z0-9]{2,32})(?:\|[^<>]*)?>/g)].map(([, userId = '']) => userId);
}

/** A message that says nothing but that the answer on its way is to stop. */
export function isStopWord(text: string): boolean {
  return /^(?:please )?(?:stop|cancel|abort)(?: (?:it|that|this))?(?:,? please)?[.!]*$/i.test(text);
}
