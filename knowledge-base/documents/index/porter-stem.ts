/**
 * The stem of an English word: `migrations`, `migrating` and `migrate` give `migrat`. Words of other letters than a to
 * z, and of one or two letters, are left as they are.
 *
 * Porter's algorithm (M. F. Porter, An algorithm for suffix stripping, Program 14(3), 1980) with the two rules that
 * its author added in his own programs, `bli` for `abli` and `logi`.
 * @param word in lower case
 * @see https://tartarus.org/martin/PorterStemmer/
 */
export function porterStem(word: string): string {
  if (word.length < 3 || !/^[a-z]+$/.test(word)) return word;
  let stem = withoutPlural(word);
  stem = withoutPast(stem);
  if (stem.endsWith('y') && hasVowel(stem.slice(0, -1))) stem = `${stem.slice(0, -1)}i`;
  stem = replaced(stem, STEP_2, 0);
  stem = replaced(stem, STEP_3, 0);
  stem = replaced(stem, STEP_4, 1);
  return tidied(stem);
}

/** Step 1a. */
function withoutPlural(word: string): string {
  if (word.endsWith('sses') || word.endsWith('ies')) return word.slice(0, -2);
  return word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
}

/** Step 1b. */
function withoutPast(word: string): string {
  if (word.endsWith('eed')) return measure(word.slice(0, -3)) > 0 ? word.slice(0, -1) : word;
  const ending = ['ed', 'ing'].find((candidate) => word.endsWith(candidate));
  if (ending === undefined) return word;
  const stem = word.slice(0, -ending.length);
  if (!hasVowel(stem)) return word;
  if (/(?:at|bl|iz)$/.test(stem)) return `${stem}e`;
  if (endsInPair(stem) && !/[lsz]$/.test(stem)) return stem.slice(0, -1);
  return measure(stem) === 1 && endsShort(stem) ? `${stem}e` : stem;
}

/** The longest ending that fits is the one that counts, also where what stands before it is too short. */
function replaced(word: string, rules: readonly Rule[], above: number): string {
  const rule = rules.find(({ ending }) => word.endsWith(ending));
  if (rule === undefined) return word;
  const stem = word.slice(0, -rule.ending.length);
  if (rule.ending === 'ion' && !/[st]$/.test(stem)) return word;
  return measure(stem) > above ? stem + rule.becomes : word;
}

/** Steps 5a and 5b. */
function tidied(word: string): string {
  let stem = word;
  if (stem.endsWith('e')) {
    const before = stem.slice(0, -1);
    const size = measure(before);
    if (size > 1 || (size === 1 && !endsShort(before))) stem = before;
  }
  return stem.endsWith('ll') && measure(stem) > 1 ? stem.slice(0, -1) : stem;
}

/** How often vowels are followed by consonants: Porter's m. */
function measure(stem: string): number {
  return shape(stem).match(/v+c+/g)?.length ?? 0;
}

function hasVowel(stem: string): boolean {
  return shape(stem).includes('v');
}

function endsInPair(stem: string): boolean {
  return stem.length > 1 && stem.at(-1) === stem.at(-2) && shape(stem).endsWith('c');
}

/** Consonant, vowel, consonant, the last none of w, x, y: Porter's *o. */
function endsShort(stem: string): boolean {
  return shape(stem).endsWith('cvc') && !/[wxy]$/.test(stem);
}

/** A word as `c` and `v`; a `y` after a consonant is a vowel. */
function shape(word: string): string {
  let pattern = '';
  for (const letter of word) {
    const isVowel = 'aeiou'.includes(letter) || (letter === 'y' && pattern.endsWith('c'));
    pattern += isVowel ? 'v' : 'c';
  }
  return pattern;
}

interface Rule {
  readonly ending: string;
  readonly becomes: string;
}

/** `a:b` for each rule, longest ending first. */
function rules(text: string): readonly Rule[] {
  return text
    .split(/\s+/)
    .map((rule) => {
      const [ending = '', becomes = ''] = rule.split(':');
      return { ending, becomes };
    })
    .sort((a, b) => b.ending.length - a.ending.length);
}

const STEP_2 = rules(
  `ational:ate tional:tion enci:ence anci:ance izer:ize bli:ble alli:al entli:ent eli:e ousli:ous
  ization:ize ation:ate ator:ate alism:al iveness:ive fulness:ful ousness:ous aliti:al iviti:ive biliti:ble logi:log`,
);
const STEP_3 = rules('icate:ic ative: alize:al iciti:ic ical:ic ful: ness:');
const STEP_4 = rules(
  'al: ance: ence: er: ic: able: ible: ant: ement: ment: ent: ion: ou: ism: ate: iti: ous: ive: ize:',
);
