import { readIntents } from '../intents/intents.ts';
import { stem } from '../intents/stem.ts';
import { keepLatest } from '../text/keep-latest.ts';
import { tokenize } from '../text/tokens.ts';

/** A sentence, an item of a list or a row of a table, as it can be quoted. */
export interface Unit {
  readonly text: string;
  readonly kind: 'sentence' | 'item' | 'row';
  readonly stems: ReadonlySet<string>;
  /** Of a numbered list. */
  readonly number?: number;
}

/** A paragraph, a list or a table. */
export interface Block {
  readonly kind: Unit['kind'];
  /** The sentence that leads into a list or a table: it ends in a colon. */
  readonly lead?: Unit;
  readonly units: readonly Unit[];
}

/** What stands under one heading of a passage. */
export interface PassageSection {
  /** Empty where the passage has none. */
  readonly heading: string;
  readonly blocks: readonly Block[];
}

const PATH = ' › ';

/**
 * What of a passage's Markdown can be quoted, in order, without its breadcrumb and marks. Orders to an assistant in
 * it are no answer to anything and are left out.
 */
export const sectionsOf = keepLatest(readSections, 500);

function readSections(markdown: string): readonly PassageSection[] {
  const [breadcrumb = '', ...lines] = markdown.split('\n');
  const sections: { heading: string; blocks: Block[] }[] = [
    { heading: plain(breadcrumb.split(PATH).slice(1).at(-1) ?? ''), blocks: [] },
  ];
  let paragraph: string[] = [];
  let listed: { kind: 'item' | 'row'; units: Unit[]; header: readonly string[] | null } | null = null;
  const add = (kind: Unit['kind'], units: readonly Unit[]) => {
    const { blocks } = sections.at(-1) as { blocks: Block[] };
    const kept = units.filter(isQuotable);
    if (kept.length === 0) return;
    const before = blocks.at(-1);
    const lead = before?.kind === 'sentence' ? before.units.at(-1) : undefined;
    if (kind === 'sentence' || before === undefined || lead?.text.endsWith(':') !== true)
      blocks.push({ kind, units: kept });
    else {
      blocks.pop();
      if (before.units.length > 1) blocks.push({ ...before, units: before.units.slice(0, -1) });
      blocks.push({ kind, lead, units: kept });
    }
  };
  const flush = () => {
    if (paragraph.length > 0)
      add(
        'sentence',
        sentencesOf(paragraph.join(' ')).map((text) => unitOf(text, 'sentence')),
      );
    paragraph = [];
  };
  const close = () => {
    flush();
    if (listed !== null) add(listed.kind, listed.units);
    listed = null;
  };
  for (const raw of lines) {
    const line = raw.trim();
    const item = /^(?:[-*+]|(\d{1,3})[.)])\s+(.*)$/.exec(line);
    if (line.startsWith('#')) {
      close();
      sections.push({ heading: plain(line.replace(/^#+\s*/, '')), blocks: [] });
    } else if (line.startsWith('|')) {
      if (listed?.kind !== 'row') close();
      listed ??= { kind: 'row', units: [], header: null };
      const cells = line.split('|').slice(1, -1).map(plain);
      if (cells.every((cell) => /^:?-*:?$/.test(cell))) continue;
      if (listed.header === null) listed.header = cells;
      else listed.units.push(unitOf(rowText(listed.header, cells), 'row'));
    } else if (item !== null) {
      if (listed?.kind !== 'item') close();
      listed ??= { kind: 'item', units: [], header: null };
      listed.units.push(unitOf(plain(item[2] ?? ''), 'item', item[1]));
    } else if (line === '') flush();
    else {
      close();
      paragraph.push(plain(line));
    }
  }
  close();
  return sections.filter(({ blocks }) => blocks.length > 0);
}

/** All of a passage that can be quoted. */
export function unitsOf(markdown: string): readonly Unit[] {
  return sectionsOf(markdown).flatMap(({ blocks }) =>
    blocks.flatMap(({ lead, units }) => (lead === undefined ? units : [lead, ...units])),
  );
}

function unitOf(text: string, kind: Unit['kind'], number?: string): Unit {
  return { text, kind, stems: stemsIn(text), ...(number === undefined ? {} : { number: Number(number) }) };
}

function isQuotable({ text }: Unit): boolean {
  return /\p{L}/u.test(text) && !isOrder(text);
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
  what which who whom whose when where why how whats hows wat explain define describe tell show mean means meant meaning please pls just also there here any some all each every
  get got give given need needs needed want wants know say says said please exactly actually work works thing things kind sort way ways much many more very
  again fine lol yes no not ok roughly general normally usually really still even hi hey hello team quick q question thanks thx ok so again u r im ive dont doesnt cant isnt s t re ve ll
  definition guidance guide info information documentation docs document documents aws amazon customer partner seller assistant happen happens go goes one use used using using make made does difference between long take takes often good best practice practices`.split(
    /\s+/,
  ),
);
