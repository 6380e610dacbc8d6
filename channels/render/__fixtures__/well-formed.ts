/** What is wrong with markup in which every element is closed or `/>`, or undefined when nothing is. */
export function markupFault(markup: string): string | undefined {
  const open: string[] = [];
  let at = 0;
  for (const tag of markup.matchAll(TAG)) {
    const fault = textFault(markup.slice(at, tag.index));
    if (fault !== undefined) return fault;
    at = tag.index + tag[0].length;
    const [, closing, name = '', attributes = '', selfClosing] = tag;
    if (/&(?!(amp|lt|gt|quot|#39);)/.test(attributes)) return `bare & in ${tag[0]}`;
    if (closing === '/' && open.pop() !== name) return `unexpected ${tag[0]}`;
    if (closing === '' && selfClosing !== '/') open.push(name);
  }
  return textFault(markup.slice(at)) ?? (open.length === 0 ? undefined : `left open: ${open.join(' ')}`);
}

const TAG = /<(\/?)([a-z][a-z0-9]*)((?:\s+[a-zA-Z0-9:-]+="[^"<]*")*)\s*(\/?)>/g;

function textFault(text: string): string | undefined {
  if (/[<>]/.test(text)) return `bare < or > in ${JSON.stringify(text)}`;
  if (/&(?!(amp|lt|gt|quot|#39);)/.test(text)) return `bare & in ${JSON.stringify(text)}`;
  if (/[^\P{Cc}\t\n\r]|[\p{Surrogate}\ufffe\uffff]/u.test(text))
    return `a character XML refuses in ${JSON.stringify(text)}`;
  return undefined;
}
