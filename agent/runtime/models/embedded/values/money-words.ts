/** The time an amount is for; `years`: over several, `once`: not repeated. */
export type Period = 'year' | 'month' | 'quarter' | 'week' | 'once' | 'years';

/** Words and signs of US dollars. */
export const USD = new Set(['$', 'usd', 'dollar', 'dollars', 'bucks', 'us$']);
/** Words and signs of other currencies. */
export const OTHER = new Set([
  '€',
  '£',
  '¥',
  '₹',
  'eur',
  'euro',
  'euros',
  'gbp',
  'pounds',
  'chf',
  'francs',
  'jpy',
  'yen',
  'inr',
  'cad',
  'aud',
  'sek',
  'nok',
  'dkk',
  'brl',
  'cny',
  'rmb',
  'sgd',
]);
/** Words that multiply the number before them. */
export const SIZES = new Map<string, number>([
  ['k', 1e3],
  ['thousand', 1e3],
  ['grand', 1e3],
  ['tsd', 1e3],
  ['m', 1e6],
  ['mm', 1e6],
  ['mn', 1e6],
  ['mio', 1e6],
  ['mil', 1e6],
  ['mill', 1e6],
  ['million', 1e6],
  ['millions', 1e6],
  ['b', 1e9],
  ['bn', 1e9],
  ['billion', 1e9],
  ['mrd', 1e9],
]);
/** Units of time after `a` or `per`. */
export const PERIODS = new Map<string, Period>([
  ['year', 'year'],
  ['yr', 'year'],
  ['annum', 'year'],
  ['jahr', 'year'],
  ['an', 'year'],
  ['ano', 'year'],
  ['anno', 'year'],
  ['monat', 'month'],
  ['mois', 'month'],
  ['mes', 'month'],
  ['mese', 'month'],
  ['y', 'year'],
  ['month', 'month'],
  ['mo', 'month'],
  ['mth', 'month'],
  ['quarter', 'quarter'],
  ['week', 'week'],
]);
/** Words that say by themselves what time an amount is for. */
export const ADVERBS = new Map<string, Period>([
  ['arr', 'year'],
  ['acv', 'year'],
  ['annually', 'year'],
  ['yearly', 'year'],
  ['annual', 'year'],
  ['pa', 'year'],
  ['mrr', 'month'],
  ['monthly', 'month'],
  ['pcm', 'month'],
  ['pm', 'month'],
  ['quarterly', 'quarter'],
  ['weekly', 'week'],
  ['upfront', 'once'],
  ['once', 'once'],
  ['oneoff', 'once'],
  ['tcv', 'once'],
]);

/** What an amount that is expected of a deal is called: beside one, a size needs no currency. */
export const AMOUNT_NOUNS: ReadonlySet<string> = new Set(
  'arr mrr acv budget amount price worth value revenue spend size volume'.split(' '),
);

/** What may stand between such a word and the amount. */
export const AMOUNT_JOINTS: ReadonlySet<string> = new Set(
  'is are was between from of at : = - about around roughly approximately approx ca circa ~ will would should be to now up est estimated expected annual some maybe probably say nearly almost over just an'.split(
    ' ',
  ),
);

/** Words after an amount that go on with the sentence and are nothing it counts. */
export const AFTER_AMOUNTS: ReadonlySet<string> = new Set(
  'in by and but or so for from with to on at if then instead please now actually total max maximum approx approximately roughly ish tops overall expected estimated est close closes closing sign signs signing then that which they it we thanks thx'.split(
    ' ',
  ),
);
