import type { Token } from './tokens.ts';

/** Small words that stand in every text of a language, folded. */
const SMALL_WORDS: Readonly<Record<string, string>> = {
  English:
    'the and is are was for with of in to our we they it a an by on at from want wants need needs would will be have has this that which',
  German:
    'der die das und ist sind fur mit von den dem ein eine einen einem unser unsere wir ich sie nicht auf aus zu zum zur bis soll sollen werden wird seine ihre im mochte mochten hat haben bei nach ihr',
  French:
    'le la les des une un et est pour avec notre nous je dans du au aux sur qui que leur ses souhaite veut vers d l par cette sont ont',
  Spanish:
    'el la los las una un y es para con nuestro nuestra quiere nosotros en del al su sus que por este esta son han desde hacia',
  Italian:
    'il lo gli le una un e per con nostro nostra vuole noi nel della del dei alla al che di da sono ha entro',
  Dutch:
    'het een van en is zijn voor met ons onze wij we ik niet op uit naar bij dat dit deze om te aan ook nog wordt worden willen wil heeft hebben',
  Portuguese:
    'o os as uma um e para com nosso nossa quer nos no na do da dos das ao que por este esta sao tem ate',
};

/** Words that people use to each other and that stand in no name and in no English text, folded. */
const TALK_WORDS: Readonly<Record<string, string>> = {
  German:
    'du dir dich ich mir mich kannst konnen konnte bitte wie geht gibt warum wieso wer wieviel danke hallo ihnen ja nein kunde kunden mein meine unterschrift mochte mochten werden soll',
  French:
    'je tu vous bonjour comment peux pouvez pourquoi merci oui quel quelle quels combien mon votre voudrais client nouveau ils elles veulent souhaite souhaitent prevue',
  Spanish:
    'hola como puedes puede cual cuanto gracias por favor usted cliente nuestro quiero quieren quiere cierre necesitan tengo estas',
  Italian: 'ciao come puoi quanto grazie perche cliente vorrei mio sono quale vogliono vuole chiusura',
  Dutch:
    'hallo jij jullie mij kun kunt kunnen hoe waarom dank bedankt alstublieft klant willen wil tekenen naar graag mijn',
  Portuguese:
    'ola como voce pode quanto obrigado obrigada qual cliente meu minha quero querem quer fechamento precisam',
};
const TALK: readonly (readonly [string, ReadonlySet<string>])[] = Object.entries(TALK_WORDS).map(
  ([language, row]) => [language, new Set(row.split(' '))],
);
/** English words that are others' as well, folded: `à`, `in`, `an`. */
const SHARED: ReadonlySet<string> = new Set('a an in is on'.split(' '));
/** Of words that people use to each other so many tell a language where none is English. */
const FEWEST_OF_TALK = 2;

const WORDS: readonly (readonly [string, ReadonlySet<string>])[] = Object.entries(SMALL_WORDS).map(
  ([language, row]) => [language, new Set(row.split(' '))],
);

/** Fewer small words are as likely parts of names: `Banco de la Plata`. */
const FEWEST = 4;
/** The beginning tells the language. */
const MOST_READ = 400;

/** The language a text is written in when it is surely another one than English, else null. */
export function otherLanguage(tokens: readonly Token[]): string | null {
  const words = tokens.slice(0, MOST_READ).filter(({ kind }) => kind === 'word');
  const counts = WORDS.map(([language, small]) => ({
    language,
    count: words.filter(({ fold }) => small.has(fold)).length,
  }));
  const [english, ...others] = counts;
  const most = others.sort((a, b) => b.count - a.count)[0];
  if (english === undefined || most === undefined) return null;
  const own = WORDS[0]?.[1];
  if (!words.some(({ fold }) => own?.has(fold) === true && !SHARED.has(fold))) {
    const talk = TALK.find(([, said]) => words.filter(({ fold }) => said.has(fold)).length >= FEWEST_OF_TALK);
    if (talk !== undefined) return talk[0];
  }
  return most.count >= FEWEST && most.count > 2 * english.count && most.count * 6 >= words.length
    ? most.language
    : null;
}
