import type { InputBlock, InputBlockElement, KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { printableLines } from '#channels/render/printable.ts';
import {
  type FormField,
  faultsOf,
  OPPORTUNITY_FORM,
  readOpportunityForm,
} from '#channels/turn/opportunity/opportunity-form.ts';
import { opportunityText } from '#channels/turn/opportunity/opportunity-text.ts';
import { COUNTRIES } from '#channels/turn/opportunity/places.ts';
import { REGIONS } from '#knowledge-base/projects/vocabulary.ts';
import type { ReadForm, ViewValues } from '../listeners/slack-views.ts';
import { VIEWS } from './actions.ts';
import { clip, contextBlock, plain } from './make-blocks.ts';
import { valuesFromText } from './opportunity-values.ts';
import { SLACK_LIMITS as LIMITS } from './slack-limits.ts';
import { record } from './validation.ts';

/** Of each field's element; the block is named by the field. */
const ACTION = 'value';

/** The form of an opportunity with what a text says of it; the person looks at it before it is sent. */
export function opportunityFormView(text: string): ModalView {
  const values = valuesFromText(text);
  const isCut = (values.description ?? '').length > LIMITS.inputInitial;
  return {
    type: 'modal',
    callback_id: VIEWS.opportunity,
    title: { type: 'plain_text', text: 'Analyze an opportunity' },
    submit: { type: 'plain_text', text: 'Analyze' },
    close: { type: 'plain_text', text: 'Cancel' },
    blocks: [
      ...(isCut ? [contextBlock([CUT])] : []),
      ...OPPORTUNITY_FORM.map((field) => inputBlock(field, values[field.name] ?? '')),
    ],
  };
}

const CUT = `The text is longer than a field of Slack takes: the description holds its first ${LIMITS.inputInitial.toLocaleString('en-US')} characters. Send the whole as a message instead if the rest matters.`;

/** A filled form as the words of a question, the same as typed ones; or what is wrong, by block. */
export function readOpportunityFormView(sent: ViewValues): ReadForm {
  const pairs = OPPORTUNITY_FORM.map(({ name }): [string, string] => [name, enteredIn(sent[name]?.[ACTION])]);
  const values = readOpportunityForm(new URLSearchParams(pairs));
  const errors = faultsOf(values);
  return Object.keys(errors).length > 0
    ? { status: 'faults', errors }
    : { status: 'question', text: opportunityText(values) };
}

/** What stands in a field, whichever kind of element it has; empty when nothing does. */
function enteredIn(state: unknown): string {
  const { value, selected_date, selected_option } = record(state);
  const found = value ?? selected_date ?? record(selected_option).value;
  return typeof found === 'string' ? found : '';
}

function inputBlock(field: FormField, initial: string): KnownBlock {
  const { hint, label, name, required } = field;
  const block: InputBlock = {
    type: 'input',
    block_id: name,
    label: plain(label, LIMITS.inputLabel),
    optional: !required,
    element: elementOf(field, initial),
  };
  return hint === undefined ? block : { ...block, hint: plain(hint, LIMITS.inputHint) };
}

function elementOf(field: FormField, initial: string): InputBlockElement {
  switch (field.kind) {
    case 'date':
      return {
        type: 'datepicker',
        action_id: ACTION,
        ...(initial === '' ? {} : { initial_date: initial }),
      };
    case 'place': {
      const groups = placeGroups();
      return {
        type: 'static_select',
        action_id: ACTION,
        placeholder: plain('Choose, or type to search', LIMITS.placeholder),
        option_groups: groups,
        ...initialOption(
          groups.flatMap(({ options }) => options),
          initial,
        ),
      };
    }
    case 'choice': {
      const options = (field.choices ?? []).map((choice) => optionOf(choice, choice));
      return {
        type: 'static_select',
        action_id: ACTION,
        placeholder: plain('Not known', LIMITS.placeholder),
        options,
        ...initialOption(options, initial),
      };
    }
    default: {
      // A line break ends a field of one line.
      const text =
        field.kind === 'lines' ? printableLines(initial).trim() : initial.replace(/\s+/g, ' ').trim();
      const most = Math.min(field.maxLength, LIMITS.inputInitial);
      return {
        type: 'plain_text_input',
        action_id: ACTION,
        multiline: field.kind === 'lines',
        max_length: most,
        ...(text === '' ? {} : { initial_value: clip(text, most) }),
      };
    }
  }
}

function initialOption(
  options: readonly PlainTextOption[],
  value: string,
): { readonly initial_option?: PlainTextOption } {
  const found = options.find((option) => option.value === value);
  return found === undefined ? {} : { initial_option: found };
}

/** Sales regions, then countries by their first letter: no group has more than Slack takes. */
function placeGroups(): { label: ReturnType<typeof plain>; options: PlainTextOption[] }[] {
  const letters = [...new Set(COUNTRIES.map(({ name }) => firstLetter(name)))];
  return [
    {
      label: plain('Sales regions', LIMITS.optionText),
      options: REGIONS.map((region) => optionOf(region, region)),
    },
    ...letters.map((letter) => ({
      label: plain(letter, LIMITS.optionText),
      options: COUNTRIES.filter(({ name }) => firstLetter(name) === letter).map(({ code, name }) =>
        optionOf(name, code),
      ),
    })),
  ];
}

/** `Å` of Åland stands with A. */
function firstLetter(name: string): string {
  return name.normalize('NFD').charAt(0).toUpperCase();
}

function optionOf(label: string, value: string): PlainTextOption {
  return { text: plain(label, LIMITS.optionText), value };
}
