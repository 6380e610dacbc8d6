import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { stem } from '../query-generation/stem.ts';
import { WORKLOADS, type Workload } from './fact-fields.ts';

const file = z.record(z.enum(WORKLOADS), z.array(z.coerce.string().min(1)).min(1));

/** Phrases as stems, by the first of them. */
type Lexicon = ReadonlyMap<
  string,
  readonly { readonly stems: readonly string[]; readonly workload: Workload }[]
>;

let known: Lexicon | undefined;

/** The kinds of work that a text speaks of, in the order of `WORKLOADS`. Linear in the length of the text. */
export function workloadsIn(text: string): readonly Workload[] {
  known ??= readLexicon();
  const words = stemsOf(text);
  const found = new Set<Workload>();
  for (const [at, word] of words.entries()) {
    for (const { stems, workload } of known.get(word) ?? [])
      if (stems.every((each, offset) => words[at + offset] === each)) found.add(workload);
  }
  return WORKLOADS.filter((workload) => found.has(workload));
}

function readLexicon(): Lexicon {
  const words = file.parse(parse(readFileSync(new URL('workloads.yaml', import.meta.url), 'utf8')));
  const lexicon = new Map<string, { stems: readonly string[]; workload: Workload }[]>();
  for (const workload of WORKLOADS) {
    for (const phrase of words[workload]) {
      const stems = stemsOf(phrase);
      const [first = ''] = stems;
      lexicon.set(first, [...(lexicon.get(first) ?? []), { stems, workload }]);
    }
  }
  return lexicon;
}

function stemsOf(text: string): string[] {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map(stem);
}
