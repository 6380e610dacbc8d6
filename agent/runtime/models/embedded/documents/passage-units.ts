import { readIntents } from '../intents/intents.ts';
import { stem } from '../intents/stem.ts';
import { tokenize } from '../text/tokens.ts';

/** A sentence, an item of a list or a row of a table, as it can be quoted. */
export interface Unit {
  readonly text: string;
  readonly kind: 'sentence' | 'item' | 'row';
  /** The heading it stands under within the passage; empty when the passage has none there. */
  readonly heading: string;
  readonly stems: ReadonlySet<string>;
}

/**
 * What of a passage's Markdown can be quoted, in order: without its breadcrumb and marks. Orders to an assistant in
 * it are no answer to anything and are left out.
 */
export function unitsOf(markdown: string): readonly Unit[] {
  const [, ...lines] = markdown.split('\n');
  const units: Unit[] = [];
  let header: readonly string[] | null = null;
  let paragraph: string[] = [];
  let heading = '';
  const unit = (text: string, kind: Unit['kind']): Unit => ({ text, kind, heading, stems: stemsIn(text) });
  const flush = () => {
    for (const text of sentencesOf(paragraph.join(' '))) units.push(unit(text, 'sentence'));
    paragraph = [];
  };
  for (const raw of lines) {
    const line = raw.trim();
    const item = /^(?:[-*+]|\d{1,3}[.)])\s+(.*)$/.exec(line)?.[1];
    const isRow = line.startsWith('|');
    if (line === '' || item !== undefined || isRow || line.startsWith('#')) flush();
    if (!isRow) header = null;
    if (line.startsWith('#')) heading = plain(line.replace(/^#+\s*/, ''));
    if (isRow) {
      const cells = line.split('|').slice(1, -1).map(plain);
      if (cells.every((cell) => /^:?-*:?$/.test(cell))) continue;
      if (header === null) header = cells;
      else units.push(unit(rowText(header, cells), 'row'));
    } else if (item !== undefined) units.push(unit(plain(item), 'item'));
    else if (line !== '' && !line.startsWith('#')) paragraph.push(plain(line));
  }
  flush();
  return units.filter(({ text }) => /\p{L}/u.test(text) && !isOrder(text));
}

/** The first cell is what the row is of; the others are named by their heads. */
function rowText(header: readonly string[], cells: readonly string[]): string {
  const [first = '', ...rest] = cells;
  return `${first}: ${rest.map((cell, at) => `${header[at + 1] ?? ''} ${cell}`.trim()).join(', ')}`;
}

/** The words of Markdown without its marks. */
function plain(text: string): string {
  return text
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[`*]|(?<!\w)_|_(?!\w)/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** At marks that end a sentence; those of abbreviations and numbers end none. */
function sentencesOf(text: string): readonly string[] {
  return text
    .split(/(?<=[.!?])(?<!\b(?:e\.g|i\.e|etc|vs|No|approx)\.)\s+(?=[\p{Lu}\d“"])/u)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function isOrder(text: string): boolean {
  return readIntents(tokenize(text)).some(({ id, score }) => id === 'prompt' && score >= 4);
}

/** Words of a text as stems, without those that say nothing by themselves. */
export function stemsIn(text: string): ReadonlySet<string> {
  return new Set(
    tokenize(text)
      .filter(({ kind, fold }) => (kind === 'word' || kind === 'number') && !SMALL.has(fold))
      .map(({ fold }) => stem(fold)),
  );
}

const SMALL: ReadonlySet<string> = new Set(
  `a an the this that these those it its is are was were be been being am do does did done have has had can could will would shall should may might must
  i we you he she they them me us our your their my his her of in on at to from for by with about as into over under between per and or but nor not no if then than so
  what which who whom whose when where why how whats hows explain define describe tell show mean means meant meaning please pls just also there here any some all each every
  get got give given need needs needed want wants know say says said please exactly actually work works thing things kind sort way ways much many more most very
  definition guidance guide info information documentation docs document documents aws amazon customer partner seller assistant happen happens go goes one use used using using make made does difference between long take takes often good best practice practices`.split(
    /\s+/,
  ),
);
