import type { PromptSettings } from '../../model.ts';

type Tone = PromptSettings['tone'];

/** The words of a tone: the same content, neither longer nor surer in one than in another. */
export function inTone(tone: Tone, words: Readonly<Record<Tone, string>>): string {
  return words[tone];
}

/** `a`, `a and b`, `a, b and c`. */
export function joined(parts: readonly string[], last = 'and'): string {
  return parts.length <= 1 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} ${last} ${parts.at(-1)}`;
}

/** With a capital, and a full stop unless it ends with a mark. */
export function sentence(given: string): string {
  const text = given.trim();
  return /[.!?:]$/.test(text) ? capital(text) : `${capital(text)}.`;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** For the middle of a sentence; `ARR …` keeps its capitals. */
export function lower(text: string): string {
  return /^[A-Z](?:[a-z]|\s)/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
