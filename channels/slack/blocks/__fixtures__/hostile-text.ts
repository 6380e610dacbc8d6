import fc from 'fast-check';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { LINK_HOSTS } from '../escape.ts';
import { type Fields, record, records } from '../validation.ts';

const FRAGMENTS = [
  '<!channel>',
  '<!here>',
  '<!everyone|everyone>',
  '<!subteam^S0123|@sales>',
  '<!date^1392734382^{date}^https://evil.example|x>',
  '<@U012AB3CD>',
  '<#C024BE7LR|general>',
  '@channel',
  '@here',
  '@everyone',
  '#general',
  '[a](http://evil.example)',
  '[a][b]',
  '\n[b]: http://evil.example\n',
  '![p](https://evil.example/p.png)',
  '<http://evil.example|click here>',
  '<https://evil.example>',
  'http://evil.example/a?b=c&d=e',
  'HTTPS://EVIL.EXAMPLE',
  'https://calculator.aws.evil.example/',
  'https://calculator.aws@evil.example/',
  'https://calculator.aws|http://evil.example',
  'https://calculator.aws/#/estimate?id=1',
  'https://aws.amazon.com/migration/',
  'www.evil.example',
  'evil.example/x',
  'mailto:a@evil.example',
  'a@evil.example',
  'javascript:alert(1)',
  '<img src=x onerror=alert(1)>',
  '&lt;!channel&gt;',
  '&amp;lt;!here&amp;gt;',
  '*x*',
  '**x**',
  '_x_',
  '~x~',
  '`',
  '```',
  '\n```\n',
  '\\',
  '|',
  '\n| a | b |\n| --- | --- |\n| 1 | 2 |\n',
  '\n# heading\n',
  '\n> quote\n',
  '\n- item\n',
  '<',
  '>',
  '&',
  '!',
  '[',
  '](',
  ')',
  ':',
  '//',
  ' ',
  '\u202e',
  '\ud800',
  '👩‍👩‍👧',
  '東京ガス',
  'Acme',
  '$1.2M',
];

/** Text that tries to mention, link, format or break out of where it stands. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...FRAGMENTS) }, fc.string({ maxLength: 6 })), {
    maxLength: 12,
  })
  .map((parts) => parts.join(''));

/** Keys of a payload whose strings nobody is shown. */
const UNSHOWN = new Set([
  'type',
  'action_id',
  'block_id',
  'value',
  'private_metadata',
  'callback_id',
  'style',
]);

/** Mentions and foreign links that are left in what a payload shows; none when it is safe. */
export function survivorsIn(payload: unknown): readonly string[] {
  if (typeof payload === 'string') return survivorsInText(payload);
  if (Array.isArray(payload)) return payload.flatMap(survivorsIn);
  if (typeof payload !== 'object' || payload === null) return [];
  const { type, text } = payload as { readonly type?: unknown; readonly text?: unknown };
  const parsed = type === 'markdown' && typeof text === 'string' ? survivorsInMarkdown(text) : [];
  const inside = Object.entries(payload).flatMap(([key, value]) =>
    UNSHOWN.has(key) ? [] : survivorsIn(value),
  );
  return [...parsed, ...inside];
}

function survivorsInText(text: string): readonly string[] {
  // A link as our own code writes it; what it points to is looked at below.
  const bare = text.replace(/<(https:\/\/[^\s<>|]+)\|[^<>|]*>/g, ' $1 ');
  return [
    ...(bare.match(/<[!@#][^>]*/g) ?? []),
    ...(bare.match(/<\/?[a-z][^>]*/gi) ?? []),
    ...(bare.match(/(?<![\p{L}\p{N}])@(?:channel|here|everyone)/giu) ?? []),
    ...(bare.match(/\]\(|\]\[|\]:/g) ?? []),
    ...(bare.match(/(?:mailto|javascript):[^\s\u2060]/gi) ?? []),
    ...(bare.match(/\bwww\.\w/gi) ?? []),
    ...(bare.match(/[a-z][a-z0-9+.-]*:\/\/[^\s<>|()[\]{}"'`\\^]*/gi) ?? []).filter((url) => !isAllowed(url)),
  ];
}

function isAllowed(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host, username, password } = new URL(url);
  return protocol === 'https:' && LINK_HOSTS.has(host) && username === '' && password === '';
}

const LINKING = new Set(['link', 'image', 'linkReference', 'imageReference', 'definition', 'html']);

/** As a reader of Markdown sees it. */
function survivorsInMarkdown(markdown: string): readonly string[] {
  return nodesOf(fromMarkdown(markdown))
    .map(({ type }) => String(type))
    .filter((type) => LINKING.has(type))
    .map((type) => `${type} in markdown`);
}

/** The words of Markdown as a reader sees them. */
export function readMarkdown(markdown: string): string {
  return nodesOf(fromMarkdown(markdown))
    .map(({ value }) => (typeof value === 'string' ? value : ''))
    .join('');
}

function nodesOf(node: unknown): readonly Fields[] {
  const fields = record(node);
  return [fields, ...records(fields.children).flatMap(nodesOf)];
}
