import { AWS_SERVICES } from '#knowledge-base/projects/aws-services.ts';
import { STOP_WORDS, searchWords } from '#knowledge-base/projects/search-text.ts';
import { NOISE, type TermKind } from './known-terms.ts';
import { stem } from './stem.ts';

/** Words that mean something together which they do not mean alone, or one word with other names. */
export interface KnownPhrase {
  readonly words: readonly string[];
  readonly kind: TermKind;
  /** All names of the thing, this one too, each as the words that tell: `lift and shift` is `lift`, `shift`. */
  readonly names: readonly (readonly string[])[];
  /** What goes with it, at half its weight. */
  readonly kin: readonly string[];
}

/** A thing a row: its names, and after the colon what goes with it. */
const NAMES: Readonly<Partial<Record<TermKind, string>>> = {
  technology: `
    sap, hana, 4hana: abap netweaver
    sybase, ase
    kubernetes, k8s: eks
    sqlserver, mssql, sql server: ssis ssrs`,
  workload: `
    data center, data centre, datacenter
    contact center, contact centre, call center, call centre: connect
    lift and shift, lift shift, rehost
    virtual machine, vm, vms: vmware
    virtual desktop, vdi: workspaces
    machine learning, ml: sagemaker
    disaster recovery, dr
    generative ai, genai, generative: bedrock
    data warehouse: redshift
    data lake, lake, lakehouse: glue
    ecommerce, e commerce, online shop, online store, web shop, webshop
    website, web site: web portal
    chatbot, chat bot: lex assistant
    erp: sap peoplesoft dynamics`,
  action: `
    application, app, apps`,
};

const THINGS: readonly KnownPhrase[] = (Object.keys(NAMES) as TermKind[]).flatMap((kind) =>
  (NAMES[kind] ?? '')
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [left = '', right = ''] = line.split(':');
      const spoken = left.split(',').map((name) => name.trim().split(' '));
      const names = spoken.map((words) => words.filter((word) => !STOP_WORDS.has(word)));
      const kin = right.split(' ').filter((word) => word !== '');
      return spoken.map((words): KnownPhrase => ({ words, kind, names, kin }));
    }),
);

/**
 * `Amazon Connect`, `Lake Formation`: a service by its whole name, or without its first word when two are left;
 * `connect` alone is a verb.
 */
const SERVICES: readonly KnownPhrase[] = AWS_SERVICES.flatMap((service) => {
  const words = searchWords(service);
  const bare = words.slice(1);
  const telling = words.filter((word) => !NOISE.has(word) && !STOP_WORDS.has(word));
  return [words, ...(bare.length > 1 ? [bare] : [])].map(
    (each): KnownPhrase => ({ words: each, kind: 'service', names: [telling], kin: [] }),
  );
}).filter(({ words, names }) => words.length > 1 && (names[0] ?? []).length > 0);

const BY_FIRST: ReadonlyMap<string, readonly KnownPhrase[]> = (() => {
  const byFirst = new Map<string, KnownPhrase[]>();
  for (const phrase of [...THINGS, ...SERVICES].sort((a, b) => b.words.length - a.words.length)) {
    const first = stem(phrase.words[0] ?? '');
    byFirst.set(first, [...(byFirst.get(first) ?? []), phrase]);
  }
  return byFirst;
})();

/** The longest phrase that begins at `at` of the words of a text, in whatever form of its words, or null. */
export function phraseAt(words: readonly { readonly word: string }[], at: number): KnownPhrase | null {
  const candidates = BY_FIRST.get(stem(words[at]?.word ?? '')) ?? [];
  return (
    candidates.find((phrase) =>
      phrase.words.every((word, index) => stem(words[at + index]?.word ?? '') === stem(word)),
    ) ?? null
  );
}
