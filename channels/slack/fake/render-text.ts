import { record, records } from '../blocks/validation.ts';
import { chartLines, tableLines } from './render-figures.ts';

/** Something a person may press. */
export interface ShownButton {
  readonly actionId: string;
  readonly label: string;
  readonly value: string | undefined;
}

export interface TextOptions {
  /** Told of each button; the number under which it is shown. */
  readonly numbered: (button: ShownButton) => number;
  /** Names of people and channels by their ids. */
  readonly nameOf: (id: string) => string | undefined;
}

type Block = Readonly<Record<string, unknown>>;

/** Blocks about as Slack would show them, in lines of text. A kind that is not known is named, not left out. */
export function blocksAsText(blocks: readonly unknown[], options: TextOptions): readonly string[] {
  return records(blocks).flatMap((block) => blockLines(block, options));
}

function blockLines(block: Block, options: TextOptions): readonly string[] {
  const text = () => linesOf(textOf(block.text, options));
  switch (block.type) {
    case 'header':
      return text().flatMap((line) => ['', line, '='.repeat(line.length)]);
    case 'section': {
      const fields = records(block.fields).flatMap((field) => linesOf(textOf(field, options)));
      return [...text(), ...fields, ...buttonLine([record(block.accessory)], options)];
    }
    case 'markdown':
      return linesOf(String(block.text));
    case 'context':
      return records(block.elements).flatMap((each) =>
        linesOf(textOf(each, options)).map((line) => `  ${line}`),
      );
    case 'divider':
      return ['─'.repeat(40)];
    case 'actions':
    case 'context_actions':
      return buttonLine(records(block.elements), options);
    case 'data_table':
      return tableLines(block);
    case 'data_visualization':
      return chartLines(block);
    case 'input':
      return [`${textOf(block.label, options)}: ${shownValue(record(block.element))}`];
    default:
      return [`(${String(block.type)})`];
  }
}

function buttonLine(elements: readonly Block[], options: TextOptions): readonly string[] {
  const buttons = elements.flatMap((element) => buttonsOf(element, options));
  return buttons.length === 0
    ? []
    : [buttons.map((button) => `[${options.numbered(button)}] ${button.label}`).join('   ')];
}

function buttonsOf(element: Block, options: TextOptions): readonly ShownButton[] {
  const actionId = String(element.action_id ?? '');
  const one = (part: unknown) => {
    const { text, value } = record(part);
    return {
      actionId,
      label: textOf(text, options),
      value: typeof value === 'string' ? value : undefined,
    };
  };
  if (element.type === 'button') return [one(element)];
  if (element.type === 'feedback_buttons')
    return [one(element.positive_button), one(element.negative_button)];
  return [];
}

function shownValue(element: Block): string {
  const { initial_date, initial_option, initial_value } = element;
  return String(initial_value ?? initial_date ?? record(record(initial_option).text).text ?? '');
}

/** A text object's words, without Slack's marks. */
export function textOf(text: unknown, { nameOf }: Pick<TextOptions, 'nameOf'>): string {
  if (typeof text === 'string') return text;
  const { type, text: words = '' } = record(text);
  return type === 'mrkdwn' ? mrkdwnAsText(String(words), nameOf) : String(words);
}

const ENTITIES: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };

/** `<@U1>`, `<#C1|deals>` and `<https://…|words>` as a person reads them. */
export function mrkdwnAsText(text: string, nameOf: TextOptions['nameOf']): string {
  return text
    .replace(
      /<([@#])([A-Z0-9]+)(?:\|([^>]*))?>/g,
      (_, sign: string, id: string, label?: string) => `${sign}${label ?? nameOf(id) ?? id}`,
    )
    .replace(/<(https?:[^>|]*)(?:\|([^>]*))?>/g, (_, url: string, label?: string) =>
      label === undefined ? url : `${label} (${url})`,
    )
    .replace(/(^|\s)\*([^*\n]+)\*(?=\s|$)/g, '$1$2')
    .replace(/&(?:lt|gt|amp);/g, (entity) => ENTITIES[entity] ?? entity);
}

function linesOf(text: string): readonly string[] {
  return text === '' ? [] : text.split('\n');
}
