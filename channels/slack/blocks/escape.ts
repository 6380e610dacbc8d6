import { printableLine, printableLines } from '#channels/render/printable.ts';

/**
 * Hosts that a message may link to: AWS's own estimates and pages, which the programs' sources and the projects'
 * estimates are on. An address on any other host is shown as text that no client makes a link of.
 */
export const LINK_HOSTS: ReadonlySet<string> = new Set([
  'aws.amazon.com',
  'calculator.aws',
  'docs.aws.amazon.com',
]);

/** Stands between two characters, shows nothing, and keeps a client from reading them as one token. */
const JOINER = '\u2060';

/**
 * Other people's text on one line, for places that know no markup (`plain_text`, cells, labels): control
 * characters gone, and nothing in it that a client could take for a mention or a link.
 */
export function plainText(text: string): string {
  return inert(printableLine(text));
}

/** Like {@link plainText}, with line breaks kept. */
export function plainLines(text: string): string {
  return inert(printableLines(text));
}

/** What is to be copied as it stands, such as a query: names with dots stay whole. */
export function codeLines(text: string): string {
  return inert(printableLines(text), { isCode: true });
}

/** Other people's text within Slack's own markup. Its marks (`*`, `_`, `~`, `` ` ``) stay what they look like. */
export function mrkdwnText(text: string): string {
  return entities(inert(printableLine(text))).replace(/[*_~`]/g, (mark) => `${JOINER}${mark}${JOINER}`);
}

/** Other people's text on one line within Markdown. */
export function markdownText(text: string): string {
  return entities(inert(printableLine(text).replace(/[\\`*_~[\]#|]/g, '\\$&')));
}

/**
 * An answer's words in Markdown, made safe: bold, lists, tables and code stay, while mentions, links, images and
 * HTML of its own become text. A bare address on a host of {@link LINK_HOSTS} stays one.
 */
export function answerMarkdown(answer: string): string {
  return outsideCode(
    printableLines(answer),
    (words) => entities(inert(words)),
    (code) => inert(code, { isCode: true }),
  );
}

/** A link of our own making in Slack's markup; the label alone where the address is on no host of the list. */
export function mrkdwnLink(url: string, label: string): string {
  const href = allowedLink(url);
  return href === undefined
    ? mrkdwnText(label)
    : `<${entities(href)}|${mrkdwnText(label).replaceAll('|', '¦')}>`;
}

/** The address as it may be linked; undefined where its host is not on the list, or it is none. */
export function allowedLink(url: string): string | undefined {
  if (!WRITTEN_OUT.test(url) || !URL.canParse(url)) return undefined;
  const { protocol, host, href, username, password } = new URL(url);
  const isPlain = protocol === 'https:' && username === '' && password === '';
  return isPlain && LINK_HOSTS.has(host) ? href : undefined;
}

/** Only signs that mean the same to every reader: a parser of addresses takes others and changes them. */
const WRITTEN_OUT = /^https:\/\/[\w\-.~/#?=&%+,]+$/;
const ADDRESS = /https:\/\/[\w\-.~/#?=&%+,]+/g;
const TRAILING_MARKS = /[.,?_~]+$/;
const BEFORE = /^[\s("“]?$/;
const AFTER = /^[\s)"”.,;!?]?$/;

/** Breaks what would be a mention or a link; addresses on the list stay whole. */
function inert(text: string, { isCode = false } = {}): string {
  let made = '';
  let from = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const url = match[0].replace(TRAILING_MARKS, '');
    const end = match.index + url.length;
    // What touches an address could make it a part of something else.
    const isAlone = BEFORE.test(text.charAt(match.index - 1)) && AFTER.test(text.charAt(end));
    if (!isAlone || allowedLink(url) === undefined) continue;
    made += broken(text.slice(from, match.index), isCode) + url;
    from = end;
  }
  return made + broken(text.slice(from), isCode);
}

function broken(text: string, isCode: boolean): string {
  const unlinked = text
    // <!channel>, <@U1>, <#C1>, <https://…>, <b>, </b>: whatever an angle bracket opens.
    .replace(/<(?=[!@#/?\p{L}])/gu, `<${JOINER}`)
    // @channel, and the at of an address of mail.
    .replace(/[@＠](?=[\p{L}\p{N}_!])/gu, `$&${JOINER}`)
    // [text](address), ![image](address), [name]: address.
    .replace(/\](?=[([:])/g, `]${JOINER}`)
    // https://…, mailto:…, slack:…
    .replace(/:(?=\/\/)/g, `:${JOINER}`)
    .replace(/(mailto|tel|slack|javascript|data|xmpp|skype|file|sms):(?=\S)/gi, `$1:${JOINER}`)
    .replace(/www\.(?=\S)/gi, `$&${JOINER}`);
  if (isCode) return unlinked;
  return (
    unlinked
      // #general.
      .replace(/(?<![\p{L}\p{N}&])#(?=[\p{L}\p{N}_-])/gu, `#${JOINER}`)
      // example.com.
      .replace(/(?<=[\p{L}\p{N}_-])\.(?=\p{L}{2})/gu, `.${JOINER}`)
  );
}

function entities(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Code is told apart: entities would be read as they stand there. */
function outsideCode(text: string, words: (text: string) => string, code: (text: string) => string): string {
  return text
    .split(/(^[ \t]*```[\s\S]*?(?:^[ \t]*```[ \t]*$|$(?![\s\S]))|`[^`\n]+`)/m)
    .map((part, index) => (index % 2 === 1 ? code(part) : words(part)))
    .join('');
}
