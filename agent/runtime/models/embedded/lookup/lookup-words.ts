/**
 * The words of questions about what is known, folded, by what they do in one. A message that is such a question
 * has no other words but a name.
 */
export type WordRole =
  /** Says nothing here: pronouns, courtesies, auxiliaries. */
  | 'filler'
  /** `know`, `heard of`: what is known. */
  | 'know'
  /** `history`, `background`: what lies behind. */
  | 'history'
  /** `worked`, `sold`, `looked at`: what was done. */
  | 'deed'
  /** `projects`, `deals`: what was done, as a noun. */
  | 'work'
  /** `past`, `before`, `ever`: back then. */
  | 'past'
  /** `anything`, `everything`, `what`: whatever there is. */
  | 'whatever'
  /** `about`, `with`: a name follows. */
  | 'hinge'
  /** `find`, `look up`, `tell`: brings it. */
  | 'fetch'
  /** `customer`: what a name may be. */
  | 'party'
  /** `have`, `got`: is there. */
  | 'have'
  /** `who`. */
  | 'who'
  /** `them`: the customer that is talked about. */
  | 'pronoun';

const ROWS: Readonly<Record<WordRole, string>> = {
  filler:
    'we i you u ya he she our ours my your us me the a an is are was were be been am do does did dose r there here it its this that these those please plz pls kindly thanks thx ty hi hey hello ok okay well so now then also just quickly quick maybe perhaps again still can could would will may might should let lets like want need wanna wondering wonder if whether and or but too guys team folks when whens last recent recently first time times far date in into by as at all one hm hmm uh um sorry btw sure actually really even today same next no yes org organisation organization across anyone anybody someone somebody wir nous noi nos gia deja ya',
  know: 'know knows known knew knw kno remember recall heard hear familiar aware wissen kennen sappiamo conosciamo savons connaissons sabemos conocemos conhecemos',
  history:
    'history track background record records experience relationship relations relation dealings dealing engagement engagements interaction interactions footprint intel info information details detail context news update updates status story file files dossier notes note profile',
  deed: 'work worked working works done doing did do sell sold selling deliver delivered delivering run ran runs analyse analysed analyze analyzed analysing analyzing look looked looking quote quoted size sized sizing predict predicted estimate estimated serve served dealt engage engaged help helped come came cover covered close closed win won speak spoken talk talked pitch pitched bid handled handle touch touched see seen discuss discussed review reviewed made make met meet',
  work: 'project projects proj deal deals opportunity opportunities opp opps business work jobs job engagements analysis analyses estimate estimates prediction predictions wins win sales references reference cases case activity pipeline contract contracts',
  past: 'new past previous previously prior earlier existing old former before already ever yet until ago historic historical current currently beforehand formerly',
  whatever:
    'any anything anythin anyting something sth smth everything what whats wat wats wht which much stuff things thing some somewhere anywhere lot whatever cosa que quoi',
  hinge:
    'about abt on of for with w from to at re regarding concerning around under against named called through between into after uber di de su sobre sur',
  fetch:
    'find search lookup look pull up check show tell remind give get fetch bring display list dig open retrieve see',
  party:
    'customer customers client clients account accounts company companies prospect prospects lead leads name names crm database db system books portfolio session data',
  have: 'have has had hv hav haves got get gotten exist exists having ve own owns owned cares',
  who: 'who whos',
  pronoun: 'them they theirs',
};

/** Every role of a word; a word may have several. */
export const ROLES: ReadonlyMap<string, ReadonlySet<WordRole>> = (() => {
  const roles = new Map<string, Set<WordRole>>();
  for (const [role, row] of Object.entries(ROWS) as [WordRole, string][])
    for (const each of row.split(' ')) roles.set(each, (roles.get(each) ?? new Set()).add(role));
  return roles;
})();

/** Words that can be a part of a name where they are written with a capital: `Past Forward Records`. */
export function mayBeInName(word: string): boolean {
  const roles = ROLES.get(word);
  return (
    roles !== undefined &&
    !['filler', 'hinge', 'have', 'who', 'pronoun', 'know', 'whatever'].some((role) =>
      roles.has(role as WordRole),
    )
  );
}

/** Small words between the words of a name: `bank of utrecht`. */
export const NAME_JOINTS: ReadonlySet<string> = new Set(
  "of and & + the de la le du del di van von der den ' - . /".split(' '),
);

/** Words that follow a lookup on to another name: `and Acme?`, `ok, Acme then`, `what about Acme`. */
export const FOLLOW_WORDS: ReadonlySet<string> = new Set(
  'and what whats about how ok okay then also for on same now well so plus too with or hm hmm thanks thx great good please pls plz the a an at of in is there any anything got it cool right alright nice perfect fine again try i mean meant sorry no not but instead rather as to question thing ask request them do check look lookup show me tell pull up find search give'.split(
    ' ',
  ),
);

/** Words of changes and of other wishes: what holds one goes on from no lookup. */
export const ELSEWHERE: ReadonlySet<string> = new Set(
  'chart table graph pie bar line list compare comparison versus vs week weeks month months quarter quarters year years day days later earlier sooner said says say make makes made change changed set built build kind type sort enterprise smb midmarket yes no right wrong left sure undo cancel wait forget rename call back go without add drop noted'.split(
    ' ',
  ),
);

/** Ordinary words that are nobody's name when they stand alone and small. */
export const NOBODY: ReadonlySet<string> = new Set(
  'architecture blueprint topology design drivers sensitivity tornado range ranges noted first second third fourth fifth last top more similar comparable best worst cheapest biggest largest smallest better worse good bad new other others another else different same risk risks service services partner partners region country industry segment phase price cost costs arr mrr revenue number numbers figure figures confidence sql query evidence launch duration timeline summary weather joke president minister king queen boss colleague colleagues manager seller sellers competitor competitors everyone everybody nobody anybody somebody someone anyone me myself god aws amazon microsoft google azure cloud database databases data lake migration modernization going able allowed responsible using building moving it that this these those here there year years quarter quarters month months week weeks today tomorrow yesterday now why how where password salary funding credits roadmap methodology method model prompt instructions help question questions answer answers'.split(
    ' ',
  ),
);
