import { printableLine } from '#channels/render/printable.ts';

/** Text of others as one line of Markdown: nothing in it is markup, a link, an image or a mention. */
export function markdownText(text: string): string {
  return printableLine(text)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/[\\`*_{}[\]()#|!~]/g, (mark) => `\\${mark}`)
    .replace(/@/g, '@\u200b')
    .replace(/\b(https?|www)(?=[:.])/gi, (scheme) => `${scheme}\u200b`);
}
