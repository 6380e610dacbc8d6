/**
 * The stem that British and American spelling share: `datacentr` and `datacent`, `licenc` and `licens`,
 * `analys` and `analyz`, `modell` and `model`. A cut only, so that what is left begins both; never below five letters.
 */
export function foldSpelling(stem: string): string {
  const cut = CUTS.find((pattern) => pattern.test(stem));
  const folded = cut === undefined ? stem : stem.replace(cut, '');
  return folded.length >= SHORTEST_SHARED ? folded : stem;
}

const SHORTEST_SHARED = 5;

const CUTS: readonly RegExp[] = [
  /(?<=cent|theat|met|lit|fib|calib)(?:re?|er)$/,
  /(?<=behavi|neighb|endeav|savi)(?:ou?r)$/,
  /(?<=licen|defen|offen|preten|practi)[cs]e?$/,
  /(?<=naly|taly)[sz]e?$/,
  /(?<=catal|dial|anal)og(?:ue?)?$/,
  /(?<=program)me?$/,
  /(?<=[aeiou]l)l$/,
];

/** The other spelling of a word too short for a shared stem: `centre` and `center`, `colour` and `color`. */
export function otherSpelling(word: string): string | null {
  const [, root = '', ending = '', rest = ''] = PAIRS.map((pair) => pair.exec(word)).find(Boolean) ?? [];
  const other = OTHER_ENDING[ending];
  return other === undefined ? null : `${root}${other}${rest}`;
}

const PAIRS: readonly RegExp[] = [
  /^(cent|fib|met|lit|sab)(re|er)(s?)$/,
  /^(col|lab|harb|fav|hon|arm|vap|flav)(our|or)(s|ed|ing)?$/,
];
const OTHER_ENDING: Readonly<Record<string, string>> = { re: 'er', er: 're', our: 'or', or: 'our' };
