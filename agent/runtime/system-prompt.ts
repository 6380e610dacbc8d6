import { INSTRUCTION_PLACE } from '../definition/compose-instruction.ts';

const OPENING = '\n\n<prompt_session_attributes>\n';
const CLOSING = '\n</prompt_session_attributes>';

/**
 * The instruction with the prompt session attributes behind it, fenced off as data: between the two tags one line
 * of JSON, an object of texts, in which `<` is escaped, so that no value can close the fence. This is all that a
 * model on the other side of a wire gets of them.
 */
export function systemPrompt(
  instruction: string,
  promptSessionAttributes: Readonly<Record<string, string>>,
): string {
  const names = Object.keys(promptSessionAttributes);
  if (names.length === 0) return instruction;
  const data = JSON.stringify(promptSessionAttributes).replaceAll('<', '\\u003c');
  return `${instruction}${OPENING}${data}${CLOSING}`;
}

/** An agent's instruction in the words that stand around it. */
export function orchestrated({
  instruction,
  orchestration,
}: {
  readonly instruction: string;
  readonly orchestration: string;
}): string {
  return orchestration.replaceAll(INSTRUCTION_PLACE, () => instruction);
}

/** The prompt session attributes that `systemPrompt` wrote at the end of a system text; none where there are none. */
export function promptSessionAttributesOf(system: string): Readonly<Record<string, string>> {
  const start = system.lastIndexOf(OPENING);
  if (start === -1 || !system.endsWith(CLOSING)) return {};
  try {
    const data: unknown = JSON.parse(system.slice(start + OPENING.length, -CLOSING.length));
    if (typeof data !== 'object' || data === null) return {};
    return Object.fromEntries(
      Object.entries(data).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
  } catch {
    return {};
  }
}
