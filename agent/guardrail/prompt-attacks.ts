import { COMPACT_ATTACKS, ENGLISH_ATTACKS, OTHER_LANGUAGE_ATTACKS } from './prompt-attack-patterns.ts';
import { viewsOf } from './text-views.ts';

export interface PromptAttack {
  /** The sentence in which it stands, as it was read. */
  readonly sentence: string;
  /**
   * `message`: the message is an attack. `data`: it stands in a text that is about a deal, and is to be read as data;
   * the message passes, and whoever looks at the trace sees it.
   */
  readonly place: 'message' | 'data';
}

/**
 * An attack in a message, undefined when there is none. A deal's description may hold anything: what a customer is called
 * and what stands in a forwarded mail are no reason to refuse the deal, so an attack beside the facts of a deal is told
 * and let pass.
 */
export function findPromptAttack(text: string): PromptAttack | undefined {
  const { sentences, hidden } = viewsOf(text);
  const attacking = sentences.filter(isAttack);
  const found = attacking[0] ?? hidden.find((each) => isAttack(each) || isCompactAttack(each));
  if (found === undefined) return undefined;
  const rest = sentences.filter((sentence) => !attacking.includes(sentence)).join(' . ');
  return { sentence: found.slice(0, 200), place: isOfDeal(rest) ? 'data' : 'message' };
}

function isAttack(sentence: string): boolean {
  return [...ENGLISH_ATTACKS, ...OTHER_LANGUAGE_ATTACKS].some((pattern) => pattern.test(sentence));
}

/** Words that have run together: only long ones are looked at. */
function isCompactAttack(text: string): boolean {
  return (text.match(/[a-z]{16,}/g) ?? []).some((word) => COMPACT_ATTACKS.some((each) => each.test(word)));
}

/** What a deal is told by. */
const DEAL_SIGNS: readonly RegExp[] = [
  /\b(?:20[2-9]\d|q[1-4]|january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec)\b/,
  /\b(?:clos(?:e|es|ing)|close date|target)\b/,
  /\b(?:customer|gmbh|ltd|inc|ag|sa|bank|retail|energie|industry|opportunity|deal)\b/,
  /\b(?:migrat\w*|moderni[sz]\w*|move|wants?|needs?|plans?|platform|database\w*|servers?|vms?|data lake|analytics|sap|aurora|eks|ec2|s3)\b/,
  /\b(?:germany|france|spain|italy|sweden|norway|canada|austria|switzerland|chile|peru|portugal|japan|united|us|uk|hong kong|new zealand|netherlands|brazil|india|australia)\b/,
  /[$€£] ?\d|\b\d+ ?(?:k|m|million)\b/,
];

/** Two signs and five words at least: a single one is soon written beside an attack. */
function isOfDeal(text: string): boolean {
  const words = text.split(/\s+/).filter((word) => /\p{L}/u.test(word)).length;
  return words >= 5 && DEAL_SIGNS.filter((sign) => sign.test(text)).length >= 2;
}
