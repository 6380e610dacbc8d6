import { formatDate } from '#action-groups/kernel/format.ts';
import type { PromptSettings } from '../../model.ts';
import { type Draft, inSentence, type NeededField, onLanguage } from '../conversation/draft.ts';
import type { Problem } from '../facts/fact.ts';
import { countryName } from '../values/places.ts';
import { capital, inTone, joined } from './tone.ts';

/** One short question for all that is missing or in doubt, after what was understood and what cannot be used. */
export function wordQuestion(draft: Draft, fields: readonly NeededField[], settings: PromptSettings): string {
  const doubts = draft.problems.filter(({ code }) => DOUBTS.has(code));
  const doubtful = new Set(doubts.map(({ field }) => field));
  const open = fields.filter((field) => !doubtful.has(field));
  const known = understoodOf(draft);
  const name = draft.values.customerName?.value;
  const parts: readonly Asked[] = [
    ...doubts.map(whichOf),
    ...open.map((field) => asked(field, name === undefined ? undefined : String(name))),
  ];
  const noted = inTone(settings.tone, { plain: 'So far', warm: 'I have noted', formal: 'Noted so far' });
  return [
    ...(known === '' ? [] : [`${noted}: ${known}.`]),
    ...troublesOf(draft),
    ...(parts.length === 0 ? [] : [question(parts, settings)]),
  ].join(' ');
}

/** Of which the seller chooses one reading. */
const DOUBTS: ReadonlySet<string> = new Set(['contradiction', 'ambiguous-place', 'several-deals']);

/** What is asked for, as a question of its own and inside a request. */
interface Asked {
  readonly direct: string;
  readonly inside: string;
}

/** The parts as one question, in the middle of which a comma says that a part has ended. */
function question(parts: readonly Asked[], { tone }: PromptSettings): string {
  const inside = joined(parts.map((part) => part.inside));
  return inTone(tone, {
    plain: `${capital(joined(parts.map((part) => part.direct)))}?`,
    warm: `Could you tell me ${inside}?`,
    formal: `Please state ${inside}.`,
  });
}

function asked(field: NeededField, customer = 'the customer'): Asked {
  switch (field) {
    case 'customerName':
      return { direct: 'who is the customer', inside: 'who the customer is' };
    case 'description':
      return { direct: `what does ${customer} want`, inside: `what ${customer} wants` };
    case 'country':
      return {
        direct: `which country or region is ${customer} in`,
        inside: `which country or region ${customer} is in`,
      };
    case 'targetCloseDate':
      return {
        direct: 'when is the deal expected to close',
        inside: 'when the deal is expected to close',
      };
    case 'customerSegment':
      return { direct: `how large is ${customer}`, inside: `how large ${customer} is` };
  }
}

function whichOf({ code, field, texts }: Problem): Asked {
  const quoted = texts.map((each) => `“${each}”`);
  if (code === 'ambiguous-place') {
    const places = joined(texts.slice(1).map(inSentence), 'or');
    return { direct: `is ${quoted[0]} in ${places}`, inside: `whether ${quoted[0]} is in ${places}` };
  }
  if (code === 'several-deals') {
    const first = `which comes first, ${joined(quoted, 'or')}`;
    return { direct: first, inside: first };
  }
  const which = `which ${NAMES[field] ?? field} is right, ${joined(quoted, 'or')}`;
  return { direct: which, inside: which };
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
    if (code === 'other-language') return [onLanguage(problem)];
    if (code === 'impossible-date') return [`There is no “${texts[0]}” in the calendar.`];
    if (code === 'several-deals') return [`That is about ${texts.length} deals, and I take one at a time.`];
    if (code === 'unreadable' && (field === 'country' || field === 'targetCloseDate'))
      return [`I could not read “${texts[0]}” as a ${NAMES[field]}.`];
    return [];
  });
}

const NAMES: Readonly<Record<string, string>> = {
  customerName: 'customer',
  country: 'country',
  region: 'region',
  targetCloseDate: 'close date',
  description: 'description',
  customerSegment: 'segment',
};

const LONGEST_QUOTE = 120;

export function shorten(text: string): string {
  if (text.length <= LONGEST_QUOTE) return text;
  return `${text.slice(0, text.lastIndexOf(' ', LONGEST_QUOTE) > 40 ? text.lastIndexOf(' ', LONGEST_QUOTE) : LONGEST_QUOTE)} …`;
}
