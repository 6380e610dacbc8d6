/** The instruction with the prompt session attributes behind it, fenced off as data. */
export function systemPrompt(
  instruction: string,
  promptSessionAttributes: Readonly<Record<string, string>>,
): string {
  const names = Object.keys(promptSessionAttributes);
  if (names.length === 0) return instruction;
  // JSON with < escaped: no value can close the fence.
  const data = JSON.stringify(promptSessionAttributes).replaceAll('<', '\\u003c');
  return `${instruction}\n\n<prompt_session_attributes>\n${data}\n</prompt_session_attributes>`;
}
