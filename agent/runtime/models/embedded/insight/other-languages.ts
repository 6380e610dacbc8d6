import type { SpanUnit } from './calendar-span.ts';
import type { TermValue } from './term.ts';

/**
 * The commonest words of short questions in German, French, Spanish, Italian and Portuguese, folded. What is
 * longer or asks for more is not read; the answer is in English.
 */
export const OTHER_WORDS: readonly (readonly [string, TermValue])[] = [
  [
    'wie viele|wieviele|anzahl|anzahl der|combien de|combien|nombre de|cuantos|cuantas|numero de|quanti|quante|numero di|quantos|quantas',
    { kind: 'count' },
  ],
  [
    'projekte|projekten|auftrage|geschafte|abschlusse|projets|affaires|contrats|proyectos|contratos|progetti|contratti|projetos|negocios',
    { kind: 'scope', of: 'project', plural: true },
  ],
  ['kunden|clientes|clienti', { kind: 'scope', of: 'customer', plural: true }],
  [
    'haben wir|hatten wir|wir|unsere|unserer|avons nous|nous avons|nos|nuestros|nuestras|tenemos|hemos|nostri|abbiamo|nossos|temos',
    { kind: 'ours' },
  ],
  [
    'abgeschlossen|gewonnen|verkauft|gemacht|umgesetzt|cerramos|cerrado|ganamos|ganado|hicimos|chiuso|vinto|fatto|fechamos|ganhamos|fizemos|conclus|signes|signe|gagnes|realises|der|dem|el|los|gli|avons|nous',
    { kind: 'filler' },
  ],
  ['en|em|nel|nella|dans|aus|fur|im', { kind: 'preposition', word: 'in' }],
  ['nach|pro|par|por', { kind: 'group' }],
];

const PERIODS: Readonly<Record<string, readonly [SpanUnit, number]>> = {
  'letztes jahr|im letzten jahr|letzten jahr|voriges jahr|lannee derniere|lan dernier|annee derniere|el ano pasado|ano pasado|lanno scorso|lultimo anno|lo scorso anno|anno scorso|no ano passado|ano passado|o ano passado':
    ['year', -1],
  'dieses jahr|in diesem jahr|diesem jahr|cette annee|este ano|en este ano|questanno|neste ano': ['year', 0],
  'letztes quartal|im letzten quartal|le trimestre dernier|trimestre dernier|el trimestre pasado|lo scorso trimestre|no trimestre passado':
    ['quarter', -1],
  'dieses quartal|in diesem quartal|ce trimestre|este trimestre|questo trimestre': ['quarter', 0],
  'letzten monat|im letzten monat|le mois dernier|el mes pasado|il mese scorso|no mes passado': ['month', -1],
};

/** `letztes Jahr`, `el año pasado`: a unit of the calendar, and which one seen from today. */
export const OTHER_PERIODS: readonly (readonly [
  string,
  { readonly unit: SpanUnit; readonly shift: number },
])[] = Object.entries(PERIODS).flatMap(([row, [unit, shift]]) =>
  row.split('|').map((phrase) => [phrase, { unit, shift }] as const),
);
