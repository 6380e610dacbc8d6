import type { ReturnReply, ReturnScenario } from '#action-groups/funding/return/return-on-investment.ts';
import { multipleText } from '#action-groups/funding/return/return-words.ts';
import { formatMonth, formatUsd } from '#action-groups/kernel/format.ts';
import { decimal } from './ranges.ts';
import type { Asked } from './requested.ts';
import { joined, sentence } from './tone.ts';

type Computed = Extract<ReturnReply, { outcome: 'computed' }>;

const MOST_SENSITIVITIES = 4;

/** What comes back, or what has to be known first: nothing is filled in its place. */
export function wordReturn(reply: ReturnReply, { aspect }: Asked): string {
  if (reply.outcome === 'incomplete') return wordNeeded(reply);
  if (aspect === 'sensitivity') return wordSensitivities(reply);
  if (aspect === 'rate') return wordRate(reply);
  if (aspect === 'assumptions') return [wordAssumptions(reply), wordMethod(reply)].join('\n\n');
  return [
    `**${wordHeadline(reply)}**`,
    wordFigures(reply, aspect),
    wordAssumptions(reply),
    reply.fundingBasis === null ? '' : `Funding: ${reply.fundingBasis.text.replace(/\.$/, '')}.`,
    reply.notes.map(sentence).join(' '),
    'Change any of it: another rate, more years, another cost, with or without funding. Or ask which input matters most.',
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function about({ customerName }: Computed): string {
  return customerName === null ? '' : `**Return for ${customerName}.** `;
}

/** One sentence of what comes back in the middle; the ends stand in the lines below it. */
function wordHeadline({
  customerName,
  scenarios,
  discountRatePercent,
  horizonMonths,
  hasRange,
}: Computed): string {
  const [, { paybackMonths, paybackMonth, npvUsd }] = scenarios;
  const who = customerName === null ? 'It' : customerName;
  const month = paybackMonth === null ? '' : ` (${formatMonth(paybackMonth)})`;
  const back =
    paybackMonths === null
      ? `does not pay back within ${horizonMonths} months`
      : `pays back after ${paybackMonths} months${month}`;
  return `${who} ${back}, NPV ${signedUsd(npvUsd)} at ${decimal(discountRatePercent)} % a year${hasRange ? ', in the middle case' : ''}.`;
}

function wordRate({ discountRatePercent, assumptions }: Computed): string {
  const told = assumptions.find(({ text }) => /discount/i.test(text))?.text;
  return `${sentence(told ?? `Discount rate a year: ${decimal(discountRatePercent)} %`)} Say another one and I reckon with it.`;
}

const ORDER = ['payback', 'npv', 'irr', 'multiple'] as const;

/** What was asked stands first. */
function wordFigures(reply: Computed, aspect: string | null): string {
  const first = ORDER.find((each) => each === aspect);
  const shown = first === undefined ? ORDER : [first, ...ORDER.filter((each) => each !== first)];
  return shown.map((each) => `- ${FIGURES[each](reply)}`).join('\n');
}

const FIGURES: Readonly<Record<(typeof ORDER)[number], (reply: Computed) => string>> = {
  payback: (reply) => `Payback: ${ranged(reply, paybackOf)}`,
  npv: (reply) =>
    `NPV at ${decimal(reply.discountRatePercent)} % a year: ${ranged(reply, ({ npvUsd }) => signedUsd(npvUsd))}`,
  irr: (reply) =>
    `IRR: ${ranged(reply, ({ irrPercent, irrReason }) => (irrPercent === null ? `none (${irrReason ?? 'not defined'})` : `${decimal(irrPercent)} %`))}`,
  multiple: (reply) =>
    `Multiple: ${ranged(reply, ({ multiple, multipleReason }) => (multiple === null ? `none (${multipleReason ?? 'not defined'})` : `${multipleText(multiple)} times what is paid`))}`,
};

function paybackOf({ paybackMonths, paybackMonth }: ReturnScenario): string {
  if (paybackMonths === null) return 'not within the horizon';
  return `${paybackMonths} months${paybackMonth === null ? '' : ` (${formatMonth(paybackMonth)})`}`;
}

/** The middle, with both ends where an input has a range. */
function ranged({ scenarios, hasRange }: Computed, figure: (scenario: ReturnScenario) => string): string {
  const [low, median, high] = scenarios;
  const [worst, middle, best] = [figure(low), figure(median), figure(high)];
  return hasRange && (worst !== middle || best !== middle)
    ? `${middle}; ${worst} at worst, ${best} at best`
    : middle;
}

function signedUsd(usd: number): string {
  return usd < 0 ? `-${formatUsd(-usd)}` : formatUsd(usd);
}

function wordAssumptions({ assumptions }: Pick<Computed, 'assumptions'>): string {
  return assumptions.length === 0
    ? ''
    : `**Reckoned with:** ${assumptions.map(({ text }) => text.replace(/\.$/, '')).join('; ')}.`;
}

function wordMethod({ methodology }: Computed): string {
  return methodology.map((line, at) => `${at + 1}. ${sentence(line)}`).join('\n');
}

function wordSensitivities(reply: Computed): string {
  const lines = reply.sensitivities.slice(0, MOST_SENSITIVITIES).map(({ text }) => `- ${sentence(text)}`);
  return lines.length === 0
    ? 'No input moves the NPV.'
    : `${about(reply)}What moves the NPV most:\n\n${lines.join('\n')}`;
}

function wordNeeded({ needed, text, assumptions }: Extract<ReturnReply, { outcome: 'incomplete' }>): string {
  const examples = needed.map(({ example }) => `“${example}”`);
  return [
    sentence(text),
    examples.length === 0 ? '' : `Say it as ${joined(examples, 'and')}.`,
    assumptions.length === 0
      ? ''
      : `Known so far: ${assumptions.map((each) => each.text.replace(/\.$/, '')).join('; ')}.`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}
