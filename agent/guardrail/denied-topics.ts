/**
 * What the local engine tells a denied topic by, under the name that it has in the declaration. Bedrock reads the
 * declaration's definition and examples instead.
 */
const CUES: Readonly<Record<string, RegExp>> = {
  Credentials:
    /\b(?:which|what|whats|show|give|tell|send|list|print|share|need|get)\b[^.!?\n]{0,40}\b(?:(?:aws|api|access|secret) keys?|passwords?|credentials|environment variables|session tokens?)\b[^.!?\n]{0,30}\b(?:you (?:use|run|have|are)|of (?:another|other|the other|this system|the server|your)|running with|are you)\b/i,
  'False funding claims':
    /\b(?:back-?dat\w*|forg(?:e|ing)|fak(?:e|ing)|falsif\w*|invent|make up|fabricat\w*)\b[^.!?\n]{0,60}\b(?:opportunit\w*|invoices?|proofs?|evidence|documents?|signatures?|dates?|map|funding|claims?|figures?)\b/i,
};

/** The denied topics of a message, of those that are declared. */
export function deniedTopicsIn(
  text: string,
  declared: readonly { readonly name: string }[],
): readonly string[] {
  const read = text.slice(0, 20_000);
  return declared.map(({ name }) => name).filter((name) => CUES[name]?.test(read) === true);
}

/** Topics that the local engine has no cues for: they are denied by Bedrock only. */
export function topicsWithoutCues(declared: readonly { readonly name: string }[]): readonly string[] {
  return declared.map(({ name }) => name).filter((name) => CUES[name] === undefined);
}
