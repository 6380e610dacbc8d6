import { technologyAt } from '../facts/name-run.ts';
import type { Token } from '../text/tokens.ts';
import { sliceSource, spanOf } from '../text/tokens.ts';

/** Services, areas or kinds of projects that a plan is to have or not to have, as they were said. */
export interface ItemLists {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** What is wanted after all: `put analytics back`. */
  readonly back: readonly string[];
  readonly ranges: readonly {
    readonly field: 'include' | 'exclude';
    readonly from: number;
    readonly to: number;
  }[];
}

type Field = 'include' | 'exclude' | 'back';

/** Openers of a list; `known`: what follows has to be something that is sold, since the word says much else. */
const OPENERS: readonly (readonly [string, Field, 'any' | 'known'])[] = [
  ['without', 'exclude', 'any'],
  ['w / o', 'exclude', 'any'],
  ['wo', 'exclude', 'known'],
  ['excluding', 'exclude', 'any'],
  ['exclude', 'exclude', 'any'],
  ['except for', 'exclude', 'any'],
  ['except', 'exclude', 'any'],
  ['apart from', 'exclude', 'any'],
  ['other than', 'exclude', 'any'],
  ['everything but', 'exclude', 'any'],
  ['all but', 'exclude', 'any'],
  ['leave out', 'exclude', 'any'],
  ['leaving out', 'exclude', 'any'],
  ['leave', 'exclude', 'known'],
  ['skip', 'exclude', 'any'],
  ['skipping', 'exclude', 'any'],
  ['drop', 'exclude', 'any'],
  ['remove', 'exclude', 'any'],
  ['minus', 'exclude', 'known'],
  ['ignore', 'exclude', 'known'],
  ['avoid', 'exclude', 'known'],
  ['take out', 'exclude', 'any'],
  ['cut', 'exclude', 'known'],
  ['no', 'exclude', 'known'],
  ['not', 'exclude', 'known'],
  ['dont want', 'exclude', 'known'],
  ['dont need', 'exclude', 'known'],
  ['sans', 'exclude', 'known'],
  ['ohne', 'exclude', 'any'],
  ['sin', 'exclude', 'known'],
  ['only with', 'include', 'any'],
  ['only', 'include', 'any'],
  ['just', 'include', 'known'],
  ['nothing but', 'include', 'any'],
  ['focus on', 'include', 'any'],
  ['focused on', 'include', 'any'],
  ['focusing on', 'include', 'any'],
  ['focussed on', 'include', 'any'],
  ['concentrate on', 'include', 'any'],
  ['limited to', 'include', 'any'],
  ['limit to', 'include', 'any'],
  ['limit it to', 'include', 'any'],
  ['restrict to', 'include', 'any'],
  ['restricted to', 'include', 'any'],
  ['restrict it to', 'include', 'any'],
  ['stick to', 'include', 'any'],
  ['keep to', 'include', 'any'],
  ['keep it to', 'include', 'known'],
  ['including', 'include', 'known'],
  ['include', 'include', 'known'],
  ['with', 'include', 'known'],
  ['add back', 'back', 'known'],
  ['put back', 'back', 'known'],
  ['bring back', 'back', 'known'],
  ['add', 'back', 'known'],
  ['put', 'back', 'known'],
  ['bring', 'back', 'known'],
];

const OPENERS_BY_WORDS = OPENERS.map(([words, field, takes]) => ({
  words: words.split(' '),
  field,
  takes,
})).sort((a, b) => b.words.length - a.words.length);

/** Areas of services and kinds of projects, as sellers call them. */
const AREAS: ReadonlySet<string> = new Set(
  `analytics analytic bi reporting dashboards data database databases db dbs security secure networking network storage backup backups compute containers container kubernetes serverless
  ml ai genai machine generative migration migrations modernization modernisation devops management monitoring observability integration iot media contact connect euc desktop desktops vdi foundation foundations
  landing governance identity edge cdn dr disaster recovery lake lakes warehouse warehousing mainframe windows linux oracle sap vmware messaging streaming search archive archiving compliance finops cost optimization optimisation`.split(
    /\s+/,
  ),
);

/** The list ends before these. */
const ENDS: ReadonlySet<string> = new Set(
  'for over in from starting start starts beginning begin by until till with without but then because since as at on only just please pls thanks make build plan roadmap it we they i is are if that which instead now and/or excluding except skip drop leave no not focus within during next out to after'.split(
    ' ',
  ),
);
const JOINTS: ReadonlySet<string> = new Set([',', 'and', 'or', '&', '+', '/', 'nor', 'und', 'y', 'et', ';']);
const AROUND: ReadonlySet<string> = new Set(
  'the any all some their our of part parts stuff thing things topics topic projects project services service work workloads workload steps step items area areas kind also too both either more back in again anything everything a an at much'.split(
    ' ',
  ),
);
const MOST_TOKENS = 24;
const MOST_ITEM_WORDS = 4;

/** Reads the lists; `taken` are dates and times, at which a list ends. */
export function readItemLists(
  source: string,
  tokens: readonly Token[],
  taken: readonly { readonly from: number; readonly to: number }[],
): ItemLists {
  const found: Record<Field, string[]> = { include: [], exclude: [], back: [] };
  const ranges: { field: 'include' | 'exclude'; from: number; to: number }[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const opener = OPENERS_BY_WORDS.find(({ words }) =>
      words.every((word, step) => tokens[at + step]?.fold === word),
    );
    if (opener === undefined) continue;
    const from = at + opener.words.length;
    const { items, to } = itemsAt(source, tokens, from, taken, opener.takes === 'any');
    if (items.length === 0) continue;
    found[opener.field].push(...items);
    if (opener.field !== 'back') ranges.push({ field: opener.field, from, to });
    at = to - 1;
  }
  if (ranges.length === 0 && found.back.length === 0) found.back.push(...broughtBack(source, tokens));
  return { ...found, ranges };
}

/** `analytics back in`: what stands before the word. */
function broughtBack(source: string, tokens: readonly Token[]): readonly string[] {
  const at = tokens.findIndex(
    ({ fold }, index) => fold === 'back' && !/^(?:to|from|at|by)$/.test(tokens[index + 1]?.fold ?? ''),
  );
  let from = at;
  while (from > 0 && AREAS.has(tokens[from - 1]?.fold ?? '')) from -= 1;
  return from === at ? [] : [sliceSource(source, spanOf(tokens, from, at))];
}

function itemsAt(
  source: string,
  tokens: readonly Token[],
  start: number,
  taken: readonly { readonly from: number; readonly to: number }[],
  takesAny: boolean,
): { readonly items: readonly string[]; readonly to: number } {
  const items: string[] = [];
  let [from, at, end] = [start, start, start];
  const close = (to: number) => {
    const item = itemOf(source, tokens, from, to, takesAny || items.length > 0);
    if (item === null) return false;
    items.push(item);
    end = to;
    return true;
  };
  for (; at <= Math.min(tokens.length, start + MOST_TOKENS); at += 1) {
    const token = tokens[at];
    const isTaken = taken.some((range) => range.from <= at && at < range.to);
    const ends =
      token === undefined || isTaken || token.kind === 'line' || (ENDS.has(token.fold) && at > from);
    const joins = token !== undefined && JOINTS.has(token.fold);
    const isMark = token?.kind === 'mark' && !joins && token.fold !== '-';
    if (!(ends || joins || isMark)) continue;
    const isItem = close(at);
    if (ends || isMark || !(isItem || at === from)) break;
    from = at + 1;
  }
  return { items, to: end };
}

function itemOf(
  source: string,
  tokens: readonly Token[],
  start: number,
  end: number,
  takesAny: boolean,
): string | null {
  let [from, to] = [start, end];
  while (from < to && AROUND.has(tokens[from]?.fold ?? '')) from += 1;
  while (to > from && AROUND.has(tokens[to - 1]?.fold ?? '')) to -= 1;
  const words = tokens.slice(from, to);
  if (words.length === 0 || words.length > MOST_ITEM_WORDS || words.every(({ kind }) => kind !== 'word'))
    return null;
  const isKnown = words.some(({ fold }, at) => AREAS.has(fold) || technologyAt(tokens, from + at) !== null);
  return isKnown || takesAny ? sliceSource(source, spanOf(tokens, from, to)) : null;
}
