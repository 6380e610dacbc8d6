import { formatDate } from '#action-groups/kernel/format.ts';
import type { PromptSettings } from '../../model.ts';
import { type Draft, inSentence, type NeededField, onLanguage } from '../conversation/draft.ts';
import { countryName } from '../values/places.ts';

const ASKED: Readonly<Record<NeededField, string>> = {
  customerName: 'who the customer is',
  description: 'what the customer wants (workloads, technologies, quantities)',
  country: 'which country or region the customer is in',
  targetCloseDate: 'when the deal is expected to close',
};

/** One question for all that is missing, after what was understood and what cannot be used. */
export function wordQuestion(draft: Draft, fields: readonly NeededField[], settings: PromptSettings): string {
  const troubles = troublesOf(draft);
  const doubtful = new Set(
    draft.problems
      .filter(
        ({ code }) => code === 'contradiction' || code === 'ambiguous-place' || code === 'several-deals',
      )
      .map(({ field }) => field),
  );
  const open = fields.filter((field) => !doubtful.has(field));
  const known = understoodOf(draft);
  const parts = [
    ...(known === '' ? [] : [`So far: ${known}.`]),
    ...troubles,
    ...(open.length === 0
      ? []
      : [
          `${settings.tone === 'formal' ? 'Please tell me' : 'Tell me'} ${joined(open.map((field) => ASKED[field]))}${settings.tone === 'warm' ? ', please' : ''}.`,
        ]),
  ];
  return parts.join(' ');
}

/** What is known so far, in the seller's words and our reading of them. */
export function understoodOf({ values }: Draft): string {
  const { customerName, description, country, region, targetCloseDate: close } = values;
  const place =
    country !== undefined
      ? countryName(String(country.value))
      : region === undefined
        ? undefined
        : String(region.value);
  const date =
    close === undefined
      ? undefined
      : close.reading?.kind === 'date'
        ? formatDate(close.reading.date)
        : /^\d{4}-\d{2}-\d{2}$/.test(close.text)
          ? formatDate(close.text)
          : close.text;
  return [
    ...(customerName === undefined ? [] : [`customer ${customerName.value}`]),
    ...(place === undefined ? [] : [`in ${inSentence(place)}`]),
    ...(date === undefined ? [] : [`closing ${date}`]),
    ...(description === undefined ? [] : [`wish “${shorten(String(description.value))}”`]),
  ].join(', ');
}

function troublesOf({ problems }: Draft): readonly string[] {
  return problems.flatMap((problem) => {
    const { code, field, texts } = problem;
    const text = texts.map((each) => `“${each}”`);
    if (problem.code === 'other-language') return [onLanguage(problem)];
    if (code === 'impossible-date') return [`There is no ${texts[0]} in the calendar.`];
    if (code === 'contradiction')
      return [`The message gives both ${text.join(' and ')} as ${NAMES[field] ?? field}: which one is it?`];
    if (code === 'several-deals')
      return [
        `The message describes ${texts.length} deals, of ${joined(text)}. I take one at a time, so as not to mix them: which one first?`,
      ];
    if (code === 'ambiguous-place')
      return [`${text[0]} can be in ${eitherOf(texts.slice(1).map(inSentence))}: which one is it?`];
    if (code === 'unreadable' && (field === 'country' || field === 'targetCloseDate'))
      return [`I could not read ${text[0]} as ${NAMES[field]}.`];
    return [];
  });
}

const NAMES: Readonly<Record<string, string>> = {
  customerName: 'the customer',
  country: 'the country',
  region: 'the region',
  targetCloseDate: 'the close date',
  description: 'what is wanted',
};

const LONGEST_QUOTE = 120;

export function shorten(text: string): string {
  if (text.length <= LONGEST_QUOTE) return text;
  return `${text.slice(0, text.lastIndexOf(' ', LONGEST_QUOTE) > 40 ? text.lastIndexOf(' ', LONGEST_QUOTE) : LONGEST_QUOTE)} …`;
}

function eitherOf(parts: readonly string[]): string {
  return parts.length <= 1 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} or ${parts.at(-1)}`;
}

export function joined(parts: readonly string[]): string {
  return parts.length <= 1 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
