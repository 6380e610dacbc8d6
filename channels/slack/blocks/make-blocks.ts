import type {
  ActionsBlock,
  Button,
  ContextBlock,
  HeaderBlock,
  KnownBlock,
  MarkdownBlock,
  PlainTextElement,
  SectionBlock,
} from '@slack/types';
import { printableLine } from '#channels/render/printable.ts';
import { codeLines, mrkdwnText, plainText } from './escape.ts';
import { SLACK_LIMITS as LIMITS } from './slack-limits.ts';

/** Stands where there is no text: Slack refuses empty ones. */
const NOTHING = '—';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** At most `most` UTF-16 code units, cut between characters as a reader sees them, the last one `…` when cut. */
export function clip(text: string, most: number): string {
  if (text.length <= most) return text;
  let kept = '';
  for (const { segment } of graphemes.segment(text.slice(0, most))) {
    if (kept.length + segment.length > most - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/** Other people's text made safe and cut, in this order: an address that is cut is no address any more. */
export function clipText(text: string, most: number): string {
  // What is far too long is not looked at whole.
  let shown = plainText(clip(text, most * 4));
  for (let room = most; shown.length > most; room -= shown.length - most)
    shown = plainText(clip(printableLine(text.slice(0, most * 4)), Math.max(0, room)));
  return shown;
}

/** Text of anyone's as Slack's `plain_text`, on one line and never empty; `:smile:` stays as written. */
export function plain(text: string, most: number): PlainTextElement {
  return { type: 'plain_text', text: clipText(text, most) || NOTHING, emoji: false };
}

export function headerBlock(text: string): HeaderBlock {
  return { type: 'header', text: plain(text, LIMITS.header) };
}

/** A heading within a message. */
export function titleBlock(title: string): SectionBlock {
  return { type: 'section', text: { type: 'mrkdwn', text: `*${mrkdwnText(clip(title, LIMITS.header))}*` } };
}

/** Small grey lines, plain, each at most as long as Slack takes. */
export function contextBlock(lines: readonly string[]): ContextBlock {
  const elements = lines.slice(0, LIMITS.contextElements).map((line) => plain(line, LIMITS.sectionText));
  return { type: 'context', elements };
}

/** Lines of anyone's text, whole: as many sections as they need. */
export function lineSections(lines: readonly string[], mark = ''): readonly SectionBlock[] {
  const texts = chunkLines(
    lines.map((line) => `${mark}${plainText(line) || NOTHING}`),
    LIMITS.sectionText,
  );
  return texts.map((text) => ({ type: 'section', text: { type: 'plain_text', text, emoji: false } }));
}

/** What is set in one width, as it stands: as many blocks of code as it needs. */
export function codeSections(text: string): readonly SectionBlock[] {
  // Three backticks would end the block; entities are read as signs in it.
  const safe = codeLines(text)
    .replaceAll('```', '`\u2060`\u2060`')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
  return chunkLines(safe.split('\n'), LIMITS.sectionText - 8).map((part) => ({
    type: 'section',
    text: { type: 'mrkdwn', text: `\`\`\`\n${part === '' ? NOTHING : part}\n\`\`\`` },
  }));
}

export function markdownBlock(text: string): MarkdownBlock {
  return { type: 'markdown', text };
}

/** `id` is unique in its block. A value that is blank or too long makes no button. */
export function button(id: string, label: string, value: string): Button | undefined {
  if (value.trim() === '' || value.length > LIMITS.buttonValue || id.length > LIMITS.actionId)
    return undefined;
  return { type: 'button', action_id: id, text: plain(label, LIMITS.buttonText), value };
}

/** The buttons there are; nothing where there is none. */
export function actionsBlocks(buttons: readonly (Button | undefined)[]): readonly ActionsBlock[] {
  const elements = buttons.filter((each) => each !== undefined).slice(0, LIMITS.actions);
  return elements.length === 0 ? [] : [{ type: 'actions', elements }];
}

/** Lines joined to texts of at most `most` code units; a line that is longer goes on in the next. */
export function chunkLines(lines: readonly string[], most: number): readonly string[] {
  const chunks: string[] = [];
  let current: string | undefined;
  for (const line of lines.flatMap((each) => splitLine(each, most))) {
    if (current !== undefined && current.length + 1 + line.length <= most) current += `\n${line}`;
    else {
      if (current !== undefined) chunks.push(current);
      current = line;
    }
  }
  if (current !== undefined) chunks.push(current);
  return chunks;
}

/** Cut between characters, at a blank where there is one in the last quarter; an entity or an address stays whole. */
export function splitLine(line: string, most: number): readonly string[] {
  const parts: string[] = [];
  let rest = line;
  while (rest.length > most) {
    const head = rest.slice(0, most);
    const blank = head.lastIndexOf(' ');
    let end = blank > (most * 3) / 4 ? blank : most;
    if (/[\ud800-\udbff]$/.test(head.slice(0, end))) end -= 1;
    const begun = /(?:&[a-z]{0,4}|https:\/\/\S*)$/.exec(head.slice(0, end));
    if (begun !== null && begun.index > 0 && end === most) end = begun.index;
    parts.push(rest.slice(0, end));
    rest = rest.slice(end).replace(/^ /, '');
  }
  return [...parts, rest];
}

/** Blocks that stand together in one message, and what is shown instead where Slack lacks the newest kinds. */
export interface Piece {
  readonly blocks: readonly KnownBlock[];
  readonly plainBlocks?: readonly KnownBlock[];
  /** What a message that begins with it is called in notifications. */
  readonly title?: string;
}

/** A heading with what stands under it; what does not fit beside the heading may go into the next message. */
export function titled(title: string, [first, ...more]: readonly Piece[]): readonly Piece[] {
  if (first === undefined) return [];
  const heading = titleBlock(title);
  return [
    {
      blocks: [heading, ...first.blocks],
      plainBlocks: [heading, ...(first.plainBlocks ?? first.blocks)],
      title,
    },
    ...more.map((piece) => ({ title, ...piece })),
  ];
}

/** Each block a piece of its own. */
export function piecesOf(blocks: readonly KnownBlock[]): readonly Piece[] {
  return blocks.map((block) => ({ blocks: [block] }));
}
