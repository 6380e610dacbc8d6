/** Other ways to read a text, in which an attack may be hidden. */
export interface TextViews {
  /** As it is read, one entry a sentence, with how many words each has. */
  readonly sentences: readonly string[];
  /** Whole texts that only a decoder reads: figures for letters, base64, letters apart, backwards. */
  readonly hidden: readonly string[];
}

/** Longer texts are read up to here. */
const MOST_CHARACTERS = 20_000;
const MOST_HIDDEN = 2_000;

export function viewsOf(given: string): TextViews {
  const text = plain(given.slice(0, MOST_CHARACTERS));
  const short = text.slice(0, MOST_HIDDEN);
  const latin = inLatin(text);
  return {
    sentences: sentencesOf(latin),
    hidden: [
      ...(latin.length <= MOST_HIDDEN ? [latin.replace(/[\s_]+/g, ' ')] : []),
      ...leetReadings(inLatin(short)),
      ...base64In(given.slice(0, MOST_CHARACTERS)).map((each) => inLatin(plain(each))),
      ...lettersApart(short),
      ...(/snoitcurtsni|tpmorp|selur/.test(short) ? [[...short].reverse().join('')] : []),
    ].filter((each) => each !== ''),
  };
}

/** Full-width forms, accents, capitals and what is not seen taken away. */
function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\u200b-\u200f\u2060\u00ad\ufeff\u{e0000}-\u{e007f}]/gu, '')
    .replace(/[’‘`´]/g, "'")
    .toLowerCase()
    .normalize('NFC');
}

const CYRILLIC_LIKE: Readonly<Record<string, string>> = {
  а: 'a',
  в: 'b',
  с: 'c',
  е: 'e',
  н: 'h',
  і: 'i',
  ј: 'j',
  к: 'k',
  м: 'm',
  о: 'o',
  р: 'p',
  ѕ: 's',
  т: 't',
  у: 'y',
  х: 'x',
  ԁ: 'd',
  ո: 'n',
  α: 'a',
  ο: 'o',
  ρ: 'p',
  ι: 'i',
  ν: 'v',
  τ: 't',
};

/** Letters of other alphabets that look like Latin ones, in words that mix the two. */
function inLatin(text: string): string {
  return text.replace(/[\p{L}\p{M}]+/gu, (word) =>
    /[a-z]/.test(word) && /[^a-z]/.test(word)
      ? word.replace(/[^a-z]/gu, (letter) => CYRILLIC_LIKE[letter] ?? letter)
      : word,
  );
}

function sentencesOf(text: string): readonly string[] {
  return text
    .split(/[.!?;\n。！？]+|<!--|-->|[[\]{}<>"“”„«»]+|#{2,}/u)
    .map((sentence) => sentence.replace(/_/g, ' ').trim())
    .filter((sentence) => sentence !== '');
}

const LEET: Readonly<Record<string, string>> = {
  '0': 'o',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
};

/** Words with figures among their letters, read as letters; one is an i or an l. */
function leetReadings(text: string): readonly string[] {
  const words = /(?=[\w@$]*[a-z])(?=[\w@$]*[0-9@$])[\w@$]{3,}/g;
  if ((text.match(words) ?? []).length < 2) return [];
  return ['i', 'l'].map((one) =>
    text
      .replace(/[a-z0-9@$]+/g, (word) =>
        /[a-z]/.test(word) || /^[0-9]$/.test(word)
          ? word.replace(/[03457@$1]/g, (sign) => (sign === '1' ? one : (LEET[sign] ?? sign)))
          : word,
      )
      .replace(/\s+/g, ' '),
  );
}

/** What is written in base64 and is text. */
function base64In(text: string): readonly string[] {
  return (text.match(/[A-Za-z0-9+/_-]{16,}={0,2}/g) ?? []).slice(0, 20).flatMap((run) => {
    const decoded = Buffer.from(run, 'base64').toString('utf8');
    return /^[\p{L}\p{P}\p{N}\s]+$/u.test(decoded) && /\s/.test(decoded) ? [decoded] : [];
  });
}

/** `i g n o r e` and `i-g-n-o-r-e`: single letters with the same sign between them, as words. */
function lettersApart(text: string): readonly string[] {
  const joined = text.replace(
    /(?<![\p{L}\p{N}])\p{L}([ .\-_*])\p{L}(?![\p{L}\p{N}])(?:\1\p{L}(?![\p{L}\p{N}]))+/gu,
    (run, sign: string) => run.replaceAll(sign, ''),
  );
  return joined === text ? [] : [joined.replace(/\s+/g, ' ')];
}
