import { record, records } from '#channels/slack/blocks/validation.ts';
import { textOf } from '#channels/slack/fake/render-text.ts';
import type { OpenForm } from './demo-screen.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What Slack sends of a form, by block and action. */
export type FormValues = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

interface FormField {
  readonly blockId: string;
  readonly actionId: string;
  readonly label: string;
  readonly kind: string;
  readonly isOptional: boolean;
  readonly initial: string;
  /** Of a list, as they are shown, with what is sent. */
  readonly choices: readonly { readonly label: string; readonly value: string }[];
}

/** A form filled in line by line: Enter keeps what is there, `.` sends. */
export interface FormDialog {
  /** What is asked for now; undefined when all was asked. */
  question(): string | undefined;
  /** Takes a line; why it is not taken, if it is not. */
  answer(line: string): string | undefined;
  /** Nothing more is asked: it is to be sent as it is. */
  skipRest(): void;
  values(): FormValues;
  /** Asks once more for what Slack shows as wrong, by block. */
  askAgain(errors: Readonly<Record<string, string>>): void;
}

const nameOf = () => undefined;

export function createFormDialog({ view }: Pick<OpenForm, 'view'>): FormDialog {
  const fields = records(view.blocks)
    .filter(({ type }) => type === 'input')
    .map(fieldOf);
  const entered = new Map(fields.map(({ blockId, initial }) => [blockId, initial]));
  let open = fields;
  return {
    question() {
      const [field] = open;
      if (field === undefined) return undefined;
      const { blockId, choices, isOptional, label } = field;
      const initial = entered.get(blockId) ?? '';
      const lists =
        choices.length === 0
          ? ''
          : ` {${choices
              .slice(0, 8)
              .map((each) => each.label)
              .join(' | ')}${choices.length > 8 ? ' | …' : ''}}`;
      return `${label}${isOptional ? ', optional' : ''}${lists}${initial === '' ? '' : ` [${initial}]`}`;
    },
    answer(line) {
      const [field] = open;
      if (field === undefined) return undefined;
      const text = line.trim();
      if (text !== '') {
        const taken = field.choices.length === 0 ? text : chosen(field, text);
        if (taken === undefined) return `${text} is not on the list of ${field.label}.`;
        entered.set(field.blockId, taken);
      }
      open = open.slice(1);
      return undefined;
    },
    skipRest() {
      open = [];
    },
    values: () =>
      Object.fromEntries(
        fields.map((field) => [
          field.blockId,
          { [field.actionId]: stateOf(field, entered.get(field.blockId) ?? '') },
        ]),
      ),
    askAgain(errors) {
      open = fields.filter(({ blockId }) => errors[blockId] !== undefined);
    },
  };
}

function fieldOf(block: Fields): FormField {
  const element = record(block.element);
  const { initial_date, initial_option, initial_value } = element;
  const groups = records(element.option_groups).flatMap(({ options }) => records(options));
  const choices = [...records(element.options), ...groups].map(({ text, value }) => ({
    label: textOf(text, { nameOf }),
    value: String(value),
  }));
  const option = record(initial_option);
  return {
    blockId: String(block.block_id),
    actionId: String(element.action_id),
    label: textOf(block.label, { nameOf }),
    kind: String(element.type),
    isOptional: block.optional === true,
    initial: String(
      initial_value ?? initial_date ?? (option.value === undefined ? '' : textOf(option.text, { nameOf })),
    ),
    choices,
  };
}

/** By its words or what is sent, in any case. */
function chosen({ choices }: FormField, text: string): string | undefined {
  const wanted = text.toLowerCase();
  return choices.find(({ label, value }) => [label, value].some((each) => each.toLowerCase() === wanted))
    ?.label;
}

function stateOf({ choices, kind }: FormField, text: string): unknown {
  if (kind === 'datepicker') return { type: kind, selected_date: text === '' ? null : text };
  if (choices.length === 0) return { type: kind, value: text === '' ? null : text };
  const choice = choices.find(({ label }) => label === text);
  return {
    type: kind,
    selected_option:
      choice === undefined ? null : { text: { type: 'plain_text', text: choice.label }, value: choice.value },
  };
}
